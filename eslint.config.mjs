import jupyter from '@jupyter/eslint-plugin';
import prettier from 'eslint-config-prettier';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Every rule of a recommended set as an error: a warning that nobody must mend is noise. */
const strict = configs =>
  configs.map(config => ({
    ...config,
    plugins: { jupyter, ...config.plugins },
    rules: Object.fromEntries(Object.entries(config.rules ?? {}).map(([name, level]) => [name, level === 'off' ? 'off' : 'error']))
  }));

const features = ['batches', 'connection', 'explorer', 'images', 'nodespec', 'notebook', 'providers'];

/** Paths as they stand in imports, of the other features. */
const otherFeatures = own => features.filter(name => name !== own).map(name => `**/${name}/**`);

const layer = (files, patterns, message) => ({
  files,
  ignores: ['**/__tests__/**'],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }] }
});

/** The direction of imports, per feature: plugin -> view -> model -> domain; no arrow back, none between features. */
const layers = features.flatMap(name => [
  layer(
    [`src/${name}/*.{ts,tsx}`, `src/${name}/commands/*.ts`],
    otherFeatures(name),
    'No arrow between features: go through src/tokens.ts or down into common or api.'
  ),
  layer(
    [`src/${name}/view/**/*.{ts,tsx}`],
    [...otherFeatures(name), '**/plugin', '**/commands', 'axios'],
    'A view knows its own model and domain, and common.'
  ),
  layer(
    [`src/${name}/model.ts`, `src/${name}/model/**/*.ts`, `src/${name}/*Model.ts`],
    [
      ...otherFeatures(name),
      '**/plugin',
      '**/commands',
      '**/view/**',
      'react',
      'react-dom',
      '@jupyterlab/apputils',
      '@jupyterlab/ui-components',
      'axios'
    ],
    'A model knows its own domain and api: no DOM, no React, no dialogs.'
  ),
  layer(
    [`src/${name}/domain/**/*.ts`],
    [
      '../../*',
      '!../../common',
      '../../common/*',
      '!../../common/ipv4',
      '!../../common/addressesInUse',
      '!../../common/bilingual',
      '!../../common/imageName',
      '!../../common/imageReference',
      '../../../*',
      '**/model',
      '**/view/**',
      'react',
      'react-dom',
      '@jupyterlab/*',
      '@lumino/*',
      'axios',
      'node:*'
    ],
    'domain is pure: it knows its own folder, and the pure modules of common.'
  )
]);

export default tseslint.config(
  {
    ignores: [
      'lib',
      'node_modules',
      'coverage',
      '.venv',
      'dist',
      'python/jupyterlab_vcp/labextension',
      'src/api/contract.ts',
      'src/common/settings.ts',
      '**/playwright-report',
      '**/test-results'
    ]
  },
  {
    files: ['src/**/*.{ts,tsx}', 'ui-tests/**/*.ts'],
    extends: [...tseslint.configs.strict, ...tseslint.configs.stylistic],
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-namespace': 'off', // JupyterLab's own form: options live in a namespace of the class's name
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error'
    }
  },
  {
    files: ['src/**/*.tsx'],
    extends: [jsxA11y.flatConfigs.strict],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' }
  },
  ...strict(jupyter.configs.recommended.filter(config => config.files.some(glob => glob.includes('*.ts')))).map(config => ({
    ...config,
    ignores: ['**/*.mjs', '*.js', 'scripts/**', 'bench/**']
  })),
  ...strict(jupyter.configs.recommended.filter(config => config.files.some(glob => glob.includes('schema')))),
  {
    files: ['src/**/__tests__/**', 'src/testing/**'],
    rules: { 'jupyter/prefer-lazy-imports': 'off', 'jupyter/require-disposable-ownership': 'off', 'jupyter/no-untranslated-string': 'off' }
  },
  {
    files: ['src/cli/**/*.ts'],
    rules: { 'no-console': 'off' }
  },
  ...layers,
  layer(
    ['src/common/**/*.{ts,tsx}'],
    features.map(name => `**/${name}/**`),
    'common never knows a feature.'
  ),
  layer(
    ['src/api/**/*.ts'],
    [...features.map(name => `**/${name}/**`), '**/common/**', 'react'],
    'api knows the contract and tokens only.'
  ),
  layer(
    ['src/cli/**/*.ts'],
    ['**/model', '**/view/**', '**/plugin', '@jupyterlab/*', '@lumino/*', 'react'],
    'The command line imports */domain only.'
  ),
  prettier
);
