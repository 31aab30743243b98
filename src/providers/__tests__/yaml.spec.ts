/**
 * The reader's build for Node, not the one for browsers, which jest cannot load.
 *
 * @jest-environment-options {"customExportConditions": ["node", "require"]}
 */
import fc from 'fast-check';
import { parse } from 'yaml';

import { flavorYaml } from '../domain/yaml';

describe('flavors', () => {
  it('are copied as they would stand in the file', () => {
    expect(flavorYaml('small', { instance_type: 'm4.large', volume_size: 8, plan: 'yes', list: [1, 'a'], note: 'a: b # c' })).toBe(
      'small:\n  instance_type: m4.large\n  volume_size: 8\n  plan: "yes"\n  list: [1,"a"]\n  note: "a: b # c"\n'
    );
    expect(flavorYaml('empty', {})).toBe('empty: {}\n');
  });

  it('come back from the copy as they were', () => {
    const value = fc.oneof(fc.fullUnicodeString(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()));
    const values = fc.dictionary(fc.string({ minLength: 1 }), value).filter(object => !Object.hasOwn(object, '__proto__'));
    fc.assert(
      fc.property(values, object => {
        for (const version of ['1.1', '1.2'] as const) {
          expect(parse(flavorYaml('own', object), { version, uniqueKeys: false })).toEqual({ own: { ...object } });
        }
      }),
      { examples: [[{ E0: null, e12: 'E5', y: 'No', '': '~' }]] }
    );
  });
});
