import fc from 'fast-check';

import { buildIndex } from '../buildIndex';
import { artifactsOf, findRow, newerInIndex, rowAt } from '../catalogIndex';
import type { ICatalogIndex } from '../catalogIndex';
import { lineOf, newerRelease, newestOfEachLine } from '../lines';
import { compareImages } from '../order';
import { sortIndex } from '../sortIndex';
import { sortSteps } from '../sortSteps';
import { base, finish, fixtures, image, indexOf } from './catalogs';

const images = (index: ICatalogIndex, rows: Iterable<number>): readonly string[] => [...rows].map(row => rowAt(index, row).image);

const mixed = {
  'vcp/moodle': ['php80', 'php72', 'common'],
  'vcp/base': fixtures.latest.tags,
  'vcp/gpu': ['1.6.2-gpusopt', '1.8.1-ubuntu20.04-x86_64-gpu'],
  'vcp/empty': []
};

describe('the index of a catalog', () => {
  it('has all tags newest first, other repositories last', () => {
    const index = indexOf(mixed);
    const sorted = images(index, index.newestFirst);
    expect([index.size, sorted.length]).toEqual([33, 33]);
    expect(sorted.filter(name => name.startsWith('vcp/base:'))).toEqual(fixtures.latest.tags.map(tag => `vcp/base:${tag}`));
    expect(sorted.slice(-3)).toEqual(['vcp/moodle:common', 'vcp/moodle:php80', 'vcp/moodle:php72']);
    expect(index.repositories).toEqual(['vcp/base', 'vcp/empty', 'vcp/gpu', 'vcp/moodle']);
  });

  it('sorts as single images are compared, and finds the same newest ones', () => {
    const tag = fc.oneof(
      fc.constantFrom(...fixtures.latest.tags, '1.8.1-ubuntu20.04-x86_64-gpu', 'x', 'X', '10', '9'),
      fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,8}$/)
    );
    const repositories = fc.uniqueArray(
      fc.record({ repository: fc.constantFrom('vcp/gpu', 'vcp/base', 'vcp/moodle', 'a', 'vcp/base2'), tags: fc.uniqueArray(tag) }),
      { selector: ({ repository }) => repository }
    );
    fc.assert(
      fc.property(repositories, lists => {
        const index = finish(buildIndex(lists));
        const all = lists.flatMap(({ repository, tags }) => tags.map(each => image(`${repository}:${each}`))).sort(compareImages);
        const name = ({ reference }: (typeof all)[number]): string => `${reference.repository}:${reference.tag ?? ''}`;
        expect(images(index, index.newestFirst)).toEqual(all.map(name));
        const newest = [...index.newestFirst].map(row => rowAt(index, row)).filter(row => row.newest);
        expect(newest.map(row => row.image)).toEqual(newestOfEachLine(all).map(name));
        for (const each of all) {
          const newer = newerRelease(each, all);
          expect(newerInIndex(index, each)?.image ?? null).toBe(newer && name(newer));
        }
      })
    );
  });

  it('shows what a row is of', () => {
    const index = indexOf(mixed);
    const row = findRow(index, 'vcp/gpu', '1.8.1-ubuntu20.04-x86_64-gpu');
    expect(row === null ? null : rowAt(index, row)).toEqual({
      row,
      repository: 'vcp/gpu',
      tag: '1.8.1-ubuntu20.04-x86_64-gpu',
      image: 'vcp/gpu:1.8.1-ubuntu20.04-x86_64-gpu',
      ...image('vcp/gpu:1.8.1-ubuntu20.04-x86_64-gpu'),
      problem: null,
      line: lineOf(base('3.0.0-ubuntu24.04-gpu').name),
      newest: false
    });
  });

  it.each([
    ['vcp/base', '1.6.2-gpusopt'],
    ['vcp/base', 'absent'],
    ['vcp/empty', 'php80'],
    ['absent', 'php80']
  ])('does not find %s:%s', (repository, tag) => expect(findRow(indexOf(mixed), repository, tag)).toBeNull());

  it('takes names that no registry should have, and says why they cannot be asked for', () => {
    const odd = { 'VCP/Base': ['1.0'], 'vcp/base': ['1.8.1-ア', '1.8.1\n', 'x'.repeat(129), '9'.repeat(300), '1.8.1'] };
    const index = indexOf(odd);
    const rows = [...index.newestFirst].map(row => rowAt(index, row));
    expect(rows.map(({ problem }) => problem).sort()).toEqual([null, 'repository', 'tag', 'tag', 'tag', 'tag']);
    expect(rows[0]?.image).toBe('vcp/base:1.8.1');
    expect(rows.slice(1).map(({ name, line }) => [name.role, line])).toEqual(Array(5).fill(['other', null]));
  });

  it('keeps signatures and the like apart, by repository and digest', () => {
    const hex = 'ab'.repeat(32);
    const index = indexOf({
      'vcp/base': ['1.1', `sha256-${hex}.sig`, `sha256-${hex}.att`, 'sha256-cf07'],
      'vcp/gpu': [`sha256-${hex}`, `sha256-${'cd'.repeat(32)}.sbom`]
    });
    const none = { signature: false, attestation: false, sbom: false, referrers: false };
    expect(images(index, index.newestFirst)).toEqual(['vcp/base:1.1', 'vcp/base:sha256-cf07']);
    expect(artifactsOf(index, 'vcp/base', `sha256:${hex}`)).toEqual({ ...none, signature: true, attestation: true });
    expect(artifactsOf(index, 'vcp/gpu', `sha256:${hex}`)).toEqual({ ...none, referrers: true });
    expect(artifactsOf(index, 'vcp/gpu', `sha256:${'cd'.repeat(32)}`)).toEqual({ ...none, sbom: true });
    expect(artifactsOf(index, 'vcp/moodle', `sha256:${hex}`)).toEqual(none);
  });

  it('offers versions as numbers, the greatest first, and last of all that there is none', () => {
    const number = fc.nat(12);
    const versions = fc.array(fc.oneof(fc.tuple(number, number, number), fc.tuple(number, number)), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(versions, numbers => {
        const index = indexOf({ 'vcp/base': ['no-version', ...new Set(numbers.map(each => `${each.join('.')}-alpine3.13-x86_64`))] });
        const { offered, values } = index.columns.version;
        const parts = [...new Set(numbers.map(String))].map(each => each.split(',').map(Number));
        // A missing third number comes after 0.
        parts.sort(([a = 0, b = 0, c = -1], [d = 0, e = 0, f = -1]) => d - a || e - b || f - c);
        expect(Array.from(offered, code => values[code])).toEqual([...parts.map(each => each.join('.')), '']);
      })
    );
  });

  it('does little at a time', () => {
    const tags = Array.from({ length: 20_000 }, (_, number) => `1.8.${String(number % 77)}-alpine3.13-x86_64-rc${String(number)}`);
    const steps = buildIndex([{ repository: 'vcp/base', tags }]);
    let count = 0;
    while (!steps.next().done) {
      count += 1;
    }
    // Reading and sorting: at most 50 names are read, or 512 sorted or merged, between two of them.
    expect(count).toBeGreaterThan(20_000 / 50 + 20_000 / 512);
  });
});

describe('other orders', () => {
  it('are by name, numbers as numbers, and by repository, newest first in each', () => {
    const index = indexOf({ b: ['2', '10', 'A'], a: ['2', 'b'], 'vcp/base': ['1.9.0-alpine3.13', '1.10.0-alpine3.13'], c: [] });
    expect(images(index, finish(sortIndex(index, 'name')))).toEqual([
      'vcp/base:1.9.0-alpine3.13',
      'vcp/base:1.10.0-alpine3.13',
      'a:2',
      'b:2',
      'b:10',
      'b:A',
      'a:b'
    ]);
    expect(images(index, finish(sortIndex(index, 'repository')))).toEqual([
      'a:2',
      'a:b',
      'b:10',
      'b:2',
      'b:A',
      'vcp/base:1.10.0-alpine3.13',
      'vcp/base:1.9.0-alpine3.13'
    ]);
    expect(finish(sortIndex(index, 'version'))).toBe(index.newestFirst);
  });
});

describe('sorting in steps', () => {
  it('sorts like sorting at once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(99), { maxLength: 3000, size: 'max' }), values => {
        const compare = (a: number, b: number): number => (values[a] ?? 0) - (values[b] ?? 0);
        expect([...finish(sortSteps(values.length, compare))]).toEqual([...values.keys()].sort(compare));
      }),
      { numRuns: 30 }
    );
  });
});
