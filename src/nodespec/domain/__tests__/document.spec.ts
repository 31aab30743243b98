import fc from 'fast-check';
import {
  attributeValue,
  clearAttribute,
  emptySpec,
  isJsonObject,
  parseSpec,
  serializeSpec,
  setAttribute,
  setSshKeys,
  setTopLevel,
  specVersion,
  sshKeysOf,
  topLevelText,
  vcDiskOf,
  type JsonObject,
  type Spec
} from '..';
import { given } from './providerFiles';

function parsed(text: string): Spec {
  return given(parseSpec(text).spec);
}

const anyObject = fc.object({
  maxDepth: 3,
  withNullPrototype: false,
  values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)]
});
const documents = fc
  .tuple(anyObject, anyObject)
  .map(([rest, attributes]) => JSON.stringify({ ...rest, version: 1, attributes }, null, 1))
  .filter(text => isJsonObject(JSON.parse(text)));

describe('parseSpec', () => {
  it.each([
    ['{"version": 1,}', 1, 15],
    ['{\n  "version": 1\n  "unit": "web"\n}', 3, 3],
    ['{"unit": "we\nb"}', 1, 10],
    ['{"a": 01}', 1, 8],
    ['{"a": tru}', 1, 7],
    ['{} x', 1, 4],
    ['{', 1, 2],
    ['{"a" 1}', 1, 6],
    ["{'a': 1}", 1, 2]
  ])('says where %j stops being JSON', (text, line, column) => {
    const { spec, problems } = parseSpec(text);
    expect(spec).toBeNull();
    expect(problems).toEqual([{ code: 'json_broken', severity: 'error', path: [], args: { line, column } }]);
  });

  it('stops at nesting that no spec has instead of running out of stack', () => {
    expect(parseSpec('['.repeat(100000)).problems.map(({ code }) => code)).toEqual(['json_broken']);
  });

  it.each(['[]', '3', '"text"', 'null'])('refuses %s, which is JSON but no spec', text => {
    expect(parseSpec(text).problems.map(({ code }) => code)).toEqual(['not_an_object']);
  });

  it.each(['', ' \n'])('takes an empty file as an empty document', text => {
    expect(parseSpec(text)).toEqual({ spec: emptySpec(), readOnly: false, problems: [] });
  });

  it('shows a newer version read-only', () => {
    const { readOnly, spec, problems } = parseSpec('{"version": 2, "unit": "web"}');
    expect(readOnly).toBe(true);
    expect(topLevelText(given(spec), 'unit')).toBe('web');
    expect(problems).toEqual([{ code: 'version_newer', severity: 'error', path: ['version'], args: { version: 2, known: specVersion } }]);
  });

  it.each([
    ['{}', 'version_missing', []],
    ['{"version": "1"}', 'version_wrong', ['version']],
    ['{"version": 1, "provider": 3}', 'type_wrong', ['provider']],
    ['{"version": 1, "attributes": []}', 'type_wrong', ['attributes']],
    ['{"version": 1, "sshKeys": {}}', 'type_wrong', ['sshKeys']],
    ['{"version": 1, "attributes": {"image": "a", "image": "b"}}', 'key_twice', ['attributes', 'image']]
  ])('reports %s as %s', (text, code, path) => {
    expect(parseSpec(text).problems.map(problem => [problem.code, problem.path])).toEqual([[code, path]]);
  });

  it('agrees with JSON.parse on every JSON text', () => {
    fc.assert(
      fc.property(anyObject, value => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(parsed(text))).toBe(JSON.stringify(JSON.parse(text)));
      })
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const damaged = fc.tuple(documents, fc.nat(), fc.constantFrom(',', '}', '"', '\\', 'x', '')).map(([text, at, sign]) => {
      const position = at % text.length;
      return text.slice(0, position) + sign + text.slice(position + 1);
    });
    const accepts = (text: string): boolean => {
      try {
        return isJsonObject(JSON.parse(text));
      } catch {
        return false;
      }
    };
    fc.assert(fc.property(damaged, text => (parseSpec(text).spec !== null) === (accepts(text) || text.trim() === '')));
  });
});

describe('serializeSpec', () => {
  it('writes two spaces and a final line feed', () => {
    expect(serializeSpec({ version: 1, attributes: {} })).toBe('{\n  "version": 1,\n  "attributes": {}\n}\n');
  });

  it('returns an unchanged document to the byte', () => {
    fc.assert(fc.property(documents, text => expect(serializeSpec(parsed(text), `${text}\n\n`)).toBe(`${text}\n\n`)));
  });

  it('keeps unknown keys and their order when an attribute is set', () => {
    fc.assert(
      fc.property(documents, text => {
        const changed = serializeSpec(setAttribute(parsed(text), 'image', 'vcp/base:1'), text);
        const before: JsonObject = JSON.parse(text);
        const after: JsonObject = JSON.parse(changed);
        expect(Object.keys(after)).toEqual(Object.keys(before));
        expect({ ...after, attributes: null }).toEqual({ ...before, attributes: null });
        expect(clearAttribute(parsed(changed), 'image')).toEqual(clearAttribute(parsed(text), 'image'));
      })
    );
  });

  it('touches only what changed: layout, digits and the order of numeric keys stay', () => {
    const text =
      '{ "version": 1,\n\t"attributes": {"tags": {"10": "b", "2": "a"}, "volume_size": 40},\n\t"x-id": 12345678901234567890, "y": 1.0}\n';
    expect(serializeSpec(setAttribute(parsed(text), 'volume_size', 80), text)).toBe(
      '{\n  "version": 1,\n  "attributes": {\n    "tags": {"10": "b", "2": "a"},\n    "volume_size": 80\n  },\n  "x-id": 12345678901234567890,\n  "y": 1.0\n}\n'
    );
  });

  it('changes lists entry by entry', () => {
    const text = '{"version": 1, "attributes": {"disks": [{"unit":"a",  "unitGroup":"g"}, "vol-1"]}}';
    const disks = [{ unit: 'a', unitGroup: 'g' }, 'vol-2', 'vol-3'];
    expect(serializeSpec(setAttribute(parsed(text), 'disks', disks), text)).toContain(
      '{"unit":"a",  "unitGroup":"g"},\n      "vol-2",\n      "vol-3"'
    );
  });

  it('survives keys that objects inherit', () => {
    const text = '{"version": 1, "attributes": {"__proto__": {"a": 1}, "constructor": "x", "toString": 2}}';
    expect(serializeSpec(setAttribute(parsed(text), 'image', 'i'), text)).toContain('"__proto__": {"a": 1}');
    expect(attributeValue(emptySpec(), 'constructor')).toBeUndefined();
  });
});

describe('changing', () => {
  const spec = parsed('{"version": 1, "unit": "web", "attributes": {"image": "a", "x": 1}, "note": "mine"}');

  it('sets and clears attributes in copies', () => {
    const changed = setAttribute(spec, 'image', 'b');
    expect([attributeValue(spec, 'image'), attributeValue(changed, 'image')]).toEqual(['a', 'b']);
    expect(attributeValue(clearAttribute(changed, 'image'), 'image')).toBeUndefined();
    expect(clearAttribute(spec, 'absent')).toBe(spec);
  });

  it('removes a top-level text that is emptied', () => {
    expect(Object.keys(setTopLevel(spec, 'unit', ''))).toEqual(['version', 'attributes', 'note']);
    expect(topLevelText(setTopLevel(spec, 'unit', 'db'), 'unit')).toBe('db');
  });

  it('keeps unknown keys of SSH keys', () => {
    const withKeys = parsed('{"version": 1, "sshKeys": [{"path": "a.pub", "owner": "me"}, 3]}');
    expect(sshKeysOf(withKeys)).toEqual([{ path: 'a.pub' }, {}]);
    expect(setSshKeys(withKeys, [{ path: 'b.pub' }])).toEqual({ version: 1, sshKeys: [{ path: 'b.pub', owner: 'me' }] });
    expect(setSshKeys(withKeys, [])).toEqual({ version: 1 });
  });

  it.each([
    ['vol-1', null],
    [{ unitGroup: 'g' }, null],
    [{ unitGroup: 'g', unit: 'u', disk: 'x' }, null],
    [
      { unitGroup: 'g', unit: 'u' },
      { unitGroup: 'g', unit: 'u' }
    ],
    [
      { unitGroup: 'g', unit: 'u', disk: 2 },
      { unitGroup: 'g', unit: 'u', disk: 2 }
    ]
  ])('reads the disk %j as %j', (entry, disk) => {
    expect(vcDiskOf(entry)).toEqual(disk);
  });
});
