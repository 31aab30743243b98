import fc from 'fast-check';

import type { INamedImage } from '../catalog';
import { compareImages, naturalKey, newestStable } from '../order';
import { base, fixtures, image } from './catalogs';

const tagOf = ({ reference }: INamedImage): string => reference.tag ?? '';

function sorted(names: readonly string[]): readonly string[] {
  return names
    .map(name => (name.includes('/') ? image(name) : base(name)))
    .sort(compareImages)
    .map(({ reference: { repository, tag } }) => (repository === 'vcp/base' ? (tag ?? '') : `${repository}:${tag ?? ''}`));
}

describe('the order of images', () => {
  it.each(fixtures.orders.map(({ name, newestFirst }) => [name, newestFirst] as const))(
    'is as the fixtures have it: %s',
    (_, newestFirst) => {
      expect(sorted([...newestFirst].reverse())).toEqual(newestFirst);
      expect(sorted([...newestFirst].sort())).toEqual(newestFirst);
    }
  );

  it.each([
    ['the longer list of numbers is the newer version of a system', ['1.8.1-alpine3.13.5-x86_64', '1.8.1-alpine3.13-x86_64']],
    ['numbers of any length', [`1.${'9'.repeat(40)}.0-alpine3.22`, `1.1${'0'.repeat(38)}.0-alpine3.22`, '1.9.0-alpine3.22']],
    ['releases beyond the exact numbers', ['1.8.1-alpine3.13-90071992547409931', '1.8.1-alpine3.13-90071992547409930']],
    ['what follows dev is no number of it', ['1.8.1-alpine3.13-dev-1', '1.8.1-alpine3.13-dev-2', '1.8.1-alpine3.13-dev']],
    ['leading zeros', ['1.8.1-alpine3.13-rc10', '1.8.1-alpine3.13-rc09', '1.8.1-alpine3.13-rc8']],
    ['other architectures by name', ['1.8.1-alpine3.13-arm32v7', '1.8.1-alpine3.13-ppc64le', '1.8.1-alpine3.13-riscv64']],
    [
      'vcp/base before vcp/gpu',
      ['1.8.1-ubuntu20.04-x86_64-gpu', 'vcp/gpu:1.8.1-ubuntu20.04-x86_64-gpu', 'vcp/gpu:1.8.1-ubuntu20.04-x86_64-gpu-rc1']
    ],
    [
      'other repositories last, by name, greater numbers first',
      [
        'test',
        'vcp/moodle-simple:5.1',
        'vcp/moodle-simple:4.5.10',
        'vcp/moodle-simple:4.5.9',
        'vcp/openhpc:master-3.10',
        'vcp/openhpc:master-3.4',
        'vcp/tljh:handson2206'
      ]
    ]
  ])('%s', (_, newestFirst) => {
    expect(sorted([...newestFirst].reverse())).toEqual(newestFirst);
  });

  const known = fixtures.names.filter(({ expect: { ok } }) => ok).map(({ image: text }) => text);
  const words = [
    '1.8.1',
    '1.8',
    '1.10.0',
    'alpine3.13',
    'ubuntu24.04',
    'ubuntu',
    'x86_64',
    'arm64v8',
    'gpu',
    'systemd',
    'rc1',
    'rc10',
    '2',
    '20230226',
    'dev',
    'x'
  ];
  const made = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }).map(parts => `vcp/base:${parts.join('-')}`);
  const images = fc.oneof(fc.constantFrom(...known), made).map(image);

  it('is total', () => {
    fc.assert(
      fc.property(images, images, images, (a, b, c) => {
        expect(Math.sign(compareImages(a, b)) + Math.sign(compareImages(b, a))).toBe(0);
        const [first, second, third] = [a, b, c].sort(compareImages);
        expect(first && third && compareImages(first, third)).toBeLessThanOrEqual(0);
        expect(first && second && compareImages(first, second)).toBeLessThanOrEqual(0);
        expect(second && third && compareImages(second, third)).toBeLessThanOrEqual(0);
        const same = a.reference.repository === b.reference.repository && a.reference.tag === b.reference.tag;
        expect(compareImages(a, b) === 0).toBe(same);
      }),
      { numRuns: 2000 }
    );
  });

  it('puts versions as numbers', () => {
    const version = fc.tuple(fc.nat(300), fc.nat(300), fc.nat(300));
    fc.assert(
      fc.property(version, version, (a, b) => {
        const [first, second] = [a, b].map(numbers => base(`${numbers.join('.')}-alpine3.22`));
        const [major, minor, patch] = [0, 1, 2].map(at => (b[at] ?? 0) - (a[at] ?? 0));
        expect(Math.sign(first && second ? compareImages(first, second) : NaN)).toBe(Math.sign(major || minor || patch || 0));
      })
    );
  });
});

describe('natural order', () => {
  it('sorts numbers in a text as numbers', () => {
    const texts = ['a2b10', 'a10', 'a2b9', 'a', 'a-1', 'a1', 'b', '10', '9', 'a02'];
    const natural = [...texts].sort((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1));
    expect(natural).toEqual(['9', '10', 'a', 'a-1', 'a1', 'a02', 'a2b9', 'a2b10', 'a10', 'b']);
  });
});

describe('the newest stable image', () => {
  it.each(fixtures.latest.cases.map(({ filter, expect: wanted }) => [filter, wanted] as const))('of %j is %s', (filter, wanted) => {
    const matching = fixtures.latest.tags.map(base).filter(
      ({ name: { os, arch, gpu, systemd } }) =>
        (filter.os === undefined || os?.name === filter.os) &&
        // A name without an architecture may hold any.
        (filter.arch === undefined || arch === null || arch === filter.arch) &&
        (filter.gpu === undefined || gpu === filter.gpu) &&
        (filter.systemd === undefined || systemd === filter.systemd)
    );
    const newest = newestStable([...matching].reverse());
    expect(newest && tagOf(newest)).toBe(wanted);
  });
});
