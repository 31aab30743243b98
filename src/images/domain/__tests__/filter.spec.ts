import fc from 'fast-check';

import type { FacetName, ICatalogFilter, IFacetValue } from '../catalog';
import { FACETS } from '../catalog';
import { rowAt } from '../catalogIndex';
import { filterIndex } from '../filter';
import { sortIndex } from '../sortIndex';
import { finish, fixtures, indexOf } from './catalogs';

const index = indexOf({
  'vcp/base': [...fixtures.latest.tags, '1.8.1-alpine3.13-arm64v8', '3.0.0-ubuntu24.04-1'],
  'vcp/gpu': ['1.6.2-gpusopt', '1.8.1-ubuntu20.04-x86_64-gpu'],
  'vcp/moodle': ['php80', 'common', '1.8.1-base']
});

const shown = (filter: ICatalogFilter): readonly string[] => [...filterIndex(index, filter).rows].map(row => rowAt(index, row).image);
const counts = (filter: ICatalogFilter, facet: FacetName): Readonly<Record<string, number>> =>
  Object.fromEntries(filterIndex(index, filter).facets[facet].map(({ value, count }) => [value, count]));

describe('the text of a filter', () => {
  it.each([
    ['', 35],
    ['  ', 35],
    ['GPU', 4],
    ['gpu 1.8', 1],
    ['base:1.8.1', 8],
    ['vcp/base dev', 2],
    ['moodle php', 1],
    ['-x86_64 alpine 1.8', 2],
    ['php80 common', 0],
    ['nowhere', 0],
    ['8', 15],
    ['8 8 8', 15],
    [Array.from({ length: 300 }, (_, number) => `word${String(number)}`).join(' '), 0]
  ])('%j finds %d', (text, count) => {
    expect(shown({ text })).toHaveLength(count);
  });

  const words = fc.array(
    fc.oneof(fc.constantFrom('1', '8', 'a', 'base', 'gpu', '.', ':', '-RC', 'vcp/', 'ubuntu20', 'moodle'), fc.string({ maxLength: 2 })),
    {
      maxLength: 3
    }
  );

  it('finds what has all words, in the order of the list', () => {
    const all = shown({});
    fc.assert(
      fc.property(words, query => {
        const text = query.join(' ');
        const wanted = text
          .toLowerCase()
          .split(/\s+/)
          .filter(word => word !== '');
        expect(shown({ text })).toEqual(all.filter(each => wanted.every(word => each.toLowerCase().includes(word))));
      })
    );
  });

  it('goes beyond the first thousands, and finds in names that no registry should have', () => {
    const many = Array.from({ length: 2500 }, (_, number) => `tag-${String(number)}`);
    const large = indexOf({ a: many, b: ['İ-Büro', 'last-2499'] });
    const found = (text: string): readonly string[] => [...filterIndex(large, { text }).rows].map(row => rowAt(large, row).image);
    expect(found('TAG-2499')).toEqual(['a:tag-2499']);
    expect(found('2499')).toEqual(['a:tag-2499', 'b:last-2499']);
    expect(found('g-1')).toHaveLength(1111);
    expect(found('BÜRO')).toEqual(['b:İ-Büro']);
    expect(found('last')).toEqual(['b:last-2499']);
  });
});

describe('facets', () => {
  it('have values in a useful order, with their counts', () => {
    const { facets } = filterIndex(index, {});
    const text = (values: readonly IFacetValue[]): readonly string[] => values.map(({ value, count }) => `${value} ${String(count)}`);
    expect(text(facets.kind)).toEqual(['base 27', 'gpu 4', 'other 4']);
    expect(text(facets.repository)).toEqual(['vcp/base 30', 'vcp/gpu 2', 'vcp/moodle 3']);
    expect(text(facets.version).slice(0, 4)).toEqual(['3.0.0 8', '2.1.0 1', '1.8.1 9', '1.8.0 1']);
    expect(facets.version.map(({ value }) => value).filter(value => value.startsWith('1.6'))).toEqual(['1.6.2', '1.6.1', '1.6']);
    expect(text(facets.os)).toEqual([
      'alpine 3.22 3',
      'alpine 3.21 1',
      'alpine 3.13 3',
      'centos 7 3',
      'rockylinux 8.7 1',
      'ubuntu 24.04 5',
      'ubuntu 20.04 2',
      'ubuntu 18.04 1',
      ' 16'
    ]);
    expect(text(facets.systemd)).toEqual(['no 30', 'yes 1', ' 4']);
    expect(text(facets.release)).toEqual(['final 12', 'number 1', 'date 1', 'rc 2', 'dev 2', ' 17']);
    expect(facets.inUse).toEqual([]);
  });

  it('keep names without an architecture, which may be made for any, and legacy ones, which were for one', () => {
    const plain = shown({}).filter(name => /:3\.0\.0/.test(name) && !name.includes('x86_64'));
    const legacy = shown({}).filter(name => /:1\.[0-9.]+(?:-(?:centos|ubuntu|gpusopt))?$/.test(name));
    expect([plain.length, legacy.length]).toEqual([7, 13]);
    const intel = shown({ facets: { arch: ['x86_64'] } });
    expect(intel).toEqual(expect.arrayContaining([...plain, ...legacy]));
    expect(intel).not.toContain('vcp/base:1.8.1-alpine3.13-arm64v8');
    expect(shown({ facets: { arch: ['arm64v8'] } })).toEqual([...plain, 'vcp/base:1.8.1-alpine3.13-arm64v8']);
    expect(shown({ facets: { arch: [''] } })).toHaveLength(7 + 13 + 4);
    expect(counts({}, 'arch')).toEqual({ x86_64: 30, arm64v8: 8, '': 24 });
  });

  it('are counted under the choices in the other facets', () => {
    const facets = { kind: ['gpu'] };
    expect(counts({ facets }, 'kind')).toEqual({ base: 27, gpu: 4, other: 4 });
    expect(counts({ facets }, 'repository')).toEqual({ 'vcp/base': 2, 'vcp/gpu': 2 });
    expect(counts({ facets: { kind: ['gpu'], repository: ['vcp/gpu'] } }, 'version')).toEqual({ '1.8.1': 1, '1.6.2': 1 });
    expect(counts({ facets: { kind: [] } }, 'repository')).toEqual(counts({}, 'repository'));
  });

  it('stay in sight while they are chosen', () => {
    const facets = { version: ['9.9.9', '1.1'], kind: ['gpu'] };
    expect(shown({ facets })).toEqual([]);
    expect(counts({ facets }, 'version')).toMatchObject({ '9.9.9': 0, '1.1': 0, '3.0.0': 2 });
  });

  it('tell what is in use', () => {
    const inUse = new Set(['vcp/base:1.1', 'vcp/moodle:common', 'vcp/base:absent', 'absent:1.1', 'not a name', 'vcp/base']);
    expect(shown({ inUse, facets: { inUse: ['yes'] } })).toEqual(['vcp/base:1.1', 'vcp/moodle:common']);
    expect(counts({ inUse }, 'inUse')).toEqual({ yes: 2, no: 33 });
    expect(counts({ inUse: new Set(['vcp/base:1.2']), facets: { inUse: ['no'] } }, 'inUse')).toEqual({ yes: 1, no: 34 });
  });

  const choice = fc.record(
    Object.fromEntries(
      FACETS.filter(facet => facet !== 'inUse').map(facet => [
        facet,
        fc.subarray(
          filterIndex(index, {}).facets[facet].map(({ value }) => value),
          { maxLength: 2 }
        )
      ])
    ),
    { requiredKeys: [] }
  );

  it('count what choosing a value alone would leave', () => {
    fc.assert(
      fc.property(
        choice,
        fc.constantFrom('', 'gpu', '1.8', 'base'),
        fc.boolean(),
        fc.constantFrom(...FACETS),
        (facets, text, newestOnly, facet) => {
          for (const { value, count } of filterIndex(index, { text, facets, newestOnly }).facets[facet]) {
            expect(shown({ text, newestOnly, facets: { ...facets, [facet]: [value] } })).toHaveLength(count);
          }
        }
      )
    );
  });
});

describe('only the newest of each line', () => {
  it('leaves those, and images without a line', () => {
    expect(shown({ newestOnly: true })).toEqual([
      'vcp/base:3.0.0-alpine3.22',
      'vcp/base:3.0.0-ubuntu24.04-1',
      'vcp/base:3.0.0-ubuntu24.04-gpu',
      'vcp/base:3.0.0-ubuntu24.04-systemd',
      'vcp/base:1.8.1-alpine3.13-arm64v8',
      'vcp/base:1.8.1-centos7-x86_64',
      'vcp/base:1.8.1-rockylinux8.7-x86_64-rc0-rclocal',
      'vcp/base:1.8.1',
      'vcp/gpu:1.6.2-gpusopt',
      'vcp/base:ubuntu18.04-slurm',
      'vcp/moodle:1.8.1-base',
      'vcp/moodle:common',
      'vcp/moodle:php80'
    ]);
  });

  it('says how many it hides of what the rest of the filter shows', () => {
    expect(filterIndex(index, { newestOnly: true }).superseded).toBe(22);
    const filter = { text: '1.8.1', facets: { kind: ['base'] } };
    const { rows, superseded } = filterIndex(index, { ...filter, newestOnly: true });
    expect(rows.length + superseded).toBe(shown(filter).length);
    expect(superseded).toBeGreaterThan(0);
    expect(filterIndex(index, filter).superseded).toBe(0);
  });
});

describe('the order of what is shown', () => {
  it('is the given one', () => {
    const byName = finish(sortIndex(index, 'name'));
    const names = [...filterIndex(index, { text: 'moodle' }, byName).rows].map(row => rowAt(index, row).tag);
    expect(names).toEqual(['1.8.1-base', 'common', 'php80']);
  });
});
