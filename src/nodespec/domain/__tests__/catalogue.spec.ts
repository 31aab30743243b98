import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { english, translateWith, type Catalogue } from '..';
import domainTexts from '../../domain.ja.json';
import commandTexts from '../../../cli/ja.json';

const source = path.resolve(__dirname, '../../..');

function sources(folder: string): readonly string[] {
  const names = readdirSync(path.join(source, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter(name => name.endsWith('.ts') && !name.includes('__tests__'))
    .map(name => readFileSync(path.join(source, folder, name), 'utf8'));
}

/** Texts in the sources: msgid, and whether it has a plural. */
function messageIds(folder: string): ReadonlyMap<string, boolean> {
  const calls = sources(folder).flatMap(text => [...text.matchAll(/trans\s*\.(__|_n)\(\s*'((?:[^'\\]|\\.)*)'/g)]);
  return new Map(calls.map(([, kind, text]) => [(text ?? '').replace(/\\'/g, "'"), kind === '_n']));
}

const placeholders = (text: string): readonly string[] => [...new Set(text.match(/%\d/g) ?? [])].sort();

describe.each<[string, Catalogue]>([
  ['nodespec/domain', domainTexts],
  ['cli', commandTexts]
])('the Japanese catalogue of %s', (folder, catalogue) => {
  const ids = messageIds(folder);

  it('has exactly the texts of the sources', () => {
    expect(ids.size).toBeGreaterThan(10);
    expect([...ids.keys()].sort()).toEqual(Object.keys(catalogue).sort());
  });

  it('has plurals as lists, keeps placeholders, and is Japanese', () => {
    for (const [id, plural] of ids) {
      const text = catalogue[id];
      const japanese = typeof text === 'string' ? text : text?.[0];
      expect([id, Array.isArray(text)]).toEqual([id, plural]);
      expect([id, placeholders(japanese ?? '')]).toEqual([id, placeholders(id)]);
      expect(japanese).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]|^(NFS|GPU)$/);
    }
  });
});

describe('translateWith', () => {
  it('fills placeholders and chooses plurals', () => {
    expect(english.__('%2 before %1', 'b', 'a')).toBe('a before b');
    expect(english.__('%1 and %3', 'a')).toBe('a and %3');
    expect([1, 2].map(count => english._n('%1 node in %2', '%1 nodes in %2', count, 'web'))).toEqual(['1 node in web', '2 nodes in web']);
    const japanese = translateWith({ '%1 node': ['ノード%1台'], Image: 'イメージ' });
    expect([japanese._n('%1 node', '%1 nodes', 3), japanese.__('Image'), japanese.__('toString')]).toEqual([
      'ノード3台',
      'イメージ',
      'toString'
    ]);
  });
});
