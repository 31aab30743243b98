const jestJupyterLab = require('@jupyterlab/testing/lib/jest-config');

const esModules = [
  '@codemirror',
  '@jupyter/',
  '@jupyterlab/',
  '@lezer/',
  '@marijn',
  '@microsoft',
  '@tanstack',
  'axios',
  'color',
  'crelt',
  'exenv-es6',
  'lib0',
  'marked',
  'nanoid',
  'style-mod',
  'vscode-ws-jsonrpc',
  'w3c-keyname',
  'y-protocols',
  'y-websocket',
  'yjs'
].join('|');

const base = jestJupyterLab(__dirname);

module.exports = {
  ...base,
  reporters: ['default'],
  automock: false,
  collectCoverageFrom: ['src/**/*.{ts,tsx}', '!src/**/*.d.ts', '!src/api/contract.ts'],
  modulePathIgnorePatterns: ['<rootDir>/python', '<rootDir>/ui-tests', '<rootDir>/lib', '<rootDir>/\\.venv'],
  testPathIgnorePatterns: ['/lib/', '/node_modules/', '/ui-tests/', '/python/', '/\\.venv/'],
  testRegex: 'src/.*/__tests__/.*\\.spec\\.tsx?$',
  transform: {
    ...base.transform,
    '^.+\\.tsx?$': ['ts-jest', { tsconfig: './tsconfig.test.json' }],
    '^.+\\.jsx?$': ['babel-jest', { presets: [['@babel/preset-env', { targets: { node: 'current' } }]], configFile: false }]
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules})).+`]
};
