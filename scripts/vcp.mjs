// Runs the command line of the domain packages from its TypeScript sources, or with --build [FILE] writes it as a program, lib/vcp.mjs.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../', import.meta.url);

async function bundle(options) {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(root),
    bundle: true,
    charset: 'utf8',
    format: 'esm',
    logLevel: 'error',
    platform: 'node',
    target: 'node20',
    write: false,
    ...options
  });
  return outputFiles[0].text;
}

if (process.argv[2] === '--build') {
  // Node runs this file itself, so the entry is written here; main.ts has no side effect when imported.
  const contents = `import { main } from './src/cli/main';
process.exitCode = await main(process.argv.slice(2), new URL('../', import.meta.url));`;
  const code = await bundle({ stdin: { contents, resolveDir: fileURLToPath(root) }, banner: { js: '#!/usr/bin/env node' } });
  const target = process.argv[3] ?? fileURLToPath(new URL('lib/vcp.mjs', root));
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, code);
  await chmod(target, 0o755);
} else {
  const code = await bundle({ entryPoints: ['src/cli/main.ts'] });
  const { main } = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
  process.exitCode = await main(process.argv.slice(2), root);
}
