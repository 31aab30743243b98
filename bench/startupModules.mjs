/**
 * Of what the start-up chunk consists: minified bytes of each of our modules that is fetched before a panel is opened.
 *
 *     node bench/startupModules.mjs
 *
 * Needs no build. esbuild puts together what rspack does in a build, so the sum is that of the built chunk but for a few hundred bytes;
 * `bench/startup.mjs` and `ui-tests/smoke/startup-bytes.spec.ts` count what a browser fetches. `remoteEntry.js` comes on top: some 16 KB,
 * of which 165 bytes for each package of JupyterLab that is used anywhere.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const { metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: ['src/index.ts'],
  bundle: true,
  splitting: true,
  format: 'esm',
  minify: true,
  metafile: true,
  write: false,
  outdir: 'lib',
  packages: 'external',
  loader: { '.css': 'empty', '.svg': 'text' }
});

/**
 * The entry and what it imports without `import()`.
 *
 * @param {string} file
 * @param {Set<string>} [seen]
 * @returns {Set<string>}
 */
function fetchedWith(file, seen = new Set()) {
  const output = metafile.outputs[file];
  if (output && !seen.has(file)) {
    seen.add(file);
    output.imports.filter(({ kind, external }) => kind === 'import-statement' && !external).forEach(({ path }) => fetchedWith(path, seen));
  }
  return seen;
}

const files = [...fetchedWith('lib/index.js')].map(file => metafile.outputs[file]);
const modules = files
  .flatMap(output => Object.entries(output?.inputs ?? {}).map(([module, { bytesInOutput }]) => ({ module, bytes: bytesInOutput })))
  .filter(({ bytes }) => bytes > 0)
  .sort((a, b) => b.bytes - a.bytes);
console.table(modules);
console.log(`${modules.reduce((sum, { bytes }) => sum + bytes, 0)} bytes in ${modules.length} modules`);
