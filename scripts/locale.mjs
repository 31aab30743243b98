// Builds our Japanese catalogue from the features' own files (src/**/ja.json, src/**/*.ja.json), after checking it against the
// strings in the code: every text translated, none stale, placeholders the same, no two translations of one text.
// `--check` only checks.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../', import.meta.url));
const target = join(root, 'python/jupyterlab_vcp/locale/ja_JP/LC_MESSAGES/jupyterlab_vcp.json');
const METHODS = new Map([
  ['__', 1],
  ['gettext', 1],
  ['_n', 2],
  ['ngettext', 2]
]);

async function filesBelow(folder, matches) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile() && matches(entry.name))
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
    .filter(path => !path.includes('__tests__') && !path.includes(`${join('src', 'testing')}`))
    .sort();
}

/** The literal that a translator call gets, with `'a' + 'b'` never allowed (the linter forbids it). */
function stringsOf(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const found = [];
  const visit = node => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const count = METHODS.get(node.expression.name.text);
      const literals = node.arguments.slice(0, count ?? 0).filter(ts.isStringLiteralLike);
      if (count && literals.length === count) {
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        found.push({ msgid: literals[0].text, plural: count === 2 ? literals[1].text : null, place: `${relative(root, path)}:${line}` });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const placeholders = text => [...text.matchAll(/%\d/g)].map(match => match[0]).sort();

function compareWithCode(strings, catalogue, problems) {
  const used = new Set();
  for (const { msgid, plural, place } of strings) {
    const entry = catalogue.get(msgid);
    used.add(msgid);
    if (entry && (entry.plural ??= plural !== null) !== (plural !== null)) {
      problems.push(`${place}: "${msgid}" is used with and without a plural; only one of them could be translated`);
    }
    if (!entry) {
      problems.push(`${place}: no Japanese text for "${msgid}"`);
      continue;
    }
    const forms = [msgid, plural ?? msgid].map(form => new Set(placeholders(form)));
    const given = new Set(entry.texts.flatMap(placeholders));
    const wanted = new Set([...forms[0], ...forms[1]]);
    // A plural form may leave the number out ("One node"), the Japanese text may not.
    if ([...wanted].some(mark => !given.has(mark)) || [...given].some(mark => !wanted.has(mark))) {
      problems.push(`${entry.file}: placeholders of "${msgid}" differ: ${[...wanted]} / ${[...given]}`);
    }
  }
  for (const [msgid, { file }] of catalogue) {
    if (!used.has(msgid)) {
      problems.push(`${file}: stale, no code uses "${msgid}"`);
    }
  }
}

async function readCatalogue(problems) {
  const catalogue = new Map();
  for (const path of await filesBelow('src', name => name === 'ja.json' || name.endsWith('.ja.json'))) {
    const file = relative(root, path);
    for (const [msgid, value] of Object.entries(JSON.parse(await readFile(path, 'utf8')))) {
      const texts = Array.isArray(value) ? value : [value];
      const other = catalogue.get(msgid);
      if (texts.length !== 1 || texts.some(text => typeof text !== 'string' || text.trim() === '')) {
        problems.push(`${file}: "${msgid}" needs one text`);
      } else if (other && other.texts[0] !== texts[0]) {
        problems.push(`${file}: "${msgid}" has another text in ${other.file}`);
      } else {
        catalogue.set(msgid, { texts, file });
      }
    }
  }
  return catalogue;
}

const problems = [];
const catalogue = await readCatalogue(problems);
const sources = await filesBelow('src', name => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'));
const strings = (await Promise.all(sources.map(async path => stringsOf(path, await readFile(path, 'utf8'))))).flat();
compareWithCode(strings, catalogue, problems);

if (process.argv.includes('--check')) {
  problems.forEach(problem => process.stderr.write(`${problem}\n`));
  process.stdout.write(`${new Set(strings.map(s => s.msgid)).size} texts, ${catalogue.size} in Japanese, ${problems.length} problems\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
} else {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const header = { domain: 'jupyterlab_vcp', language: 'ja-JP', plural_forms: 'nplurals=1; plural=0;', version };
  // JupyterLab takes an entry for a plural only when it has a second form, although Japanese never uses it.
  const body = Object.fromEntries(
    [...catalogue].sort(([a], [b]) => (a < b ? -1 : 1)).map(([msgid, { texts, plural }]) => [msgid, plural ? [...texts, ''] : texts])
  );
  await mkdir(join(target, '..'), { recursive: true });
  await writeFile(target, `${JSON.stringify({ '': header, ...body }, null, 1)}\n`);
}
