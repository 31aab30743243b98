import fc from 'fast-check';

import type { INamedImage } from '../catalog';
import { isReleased, lineOf, newerRelease, newestOfEachLine } from '../lines';
import { compareImages } from '../order';
import { base, fixtures, image } from './catalogs';

const textOf = ({ reference: { repository, tag } }: INamedImage): string => `${repository}:${tag ?? ''}`;
const line = (text: string): string | null => lineOf(image(text).name);
const published = fixtures.latest.tags.map(base);

describe('the line of an image', () => {
  it.each([
    ['vcp/base:1.8.1-alpine3.13-x86_64', 'vcp/base:3.0.0-alpine3.22', 'the rule of 2026 dropped the architecture'],
    ['vcp/gpu:1.8.1-ubuntu20.04-x86_64-gpu', 'vcp/base:3.0.0-ubuntu24.04-gpu', 'GPU images moved'],
    ['vcp/base:1.8.1-centos7-x86_64', 'vcp/base:1.3-centos', 'the legacy name says centos'],
    ['vcp/base:3.0.0-ubuntu24.04-rc1', 'vcp/base:3.0.0-ubuntu24.04', 'candidates belong to it'],
    ['vcp/base:1.6.2', 'vcp/base:1.1', 'legacy, no flavor'],
    ['10.0.0.1:5000/vcp/base:3.0.0-ubuntu24.04', 'vcp/base:3.0.0-ubuntu24.04', 'registries do not count']
  ])('of %s and %s is one: %s', (a, b) => {
    expect(line(a)).not.toBeNull();
    expect(line(a)).toBe(line(b));
  });

  it.each([
    ['vcp/base:3.0.0-ubuntu24.04', 'vcp/base:3.0.0-alpine3.22'],
    ['vcp/base:3.0.0-ubuntu24.04', 'vcp/base:3.0.0-ubuntu24.04-gpu'],
    ['vcp/base:3.0.0-ubuntu24.04', 'vcp/base:3.0.0-ubuntu24.04-systemd'],
    ['vcp/base:3.0.0-ubuntu24.04-gpu', 'vcp/base:3.0.0-ubuntu24.04-systemd-gpu'],
    ['vcp/base:1.8.1-alpine3.13-x86_64', 'vcp/base:1.8.1-alpine3.13-arm64v8'],
    ['vcp/base:1.8.1-alpine3.13-arm64v8', 'vcp/base:1.8.1-alpine3.13-arm32v7'],
    // Alpine by the hint only, which is no fact.
    ['vcp/base:1.6.2', 'vcp/base:1.8.1-alpine3.13-x86_64'],
    ['vcp/gpu:1.6.2-gpusopt', 'vcp/gpu:1.6-nvidia-384'],
    ['vcp/gpu:1.6.2', 'vcp/base:1.6.2']
  ])('of %s is not that of %s', (a, b) => expect(line(a)).not.toBe(line(b)));

  it.each(['vcp/base:latest', 'vcp/base:ubuntu18.04-slurm', 'vcp/base', 'vcp/moodle:1.8.1-base', `vcp/base:sha256-${'a'.repeat(64)}.sig`])(
    '%s has none',
    text => expect(line(text)).toBeNull()
  );
});

describe('the newest of each line', () => {
  it('are the released ones of what was published, else the newest', () => {
    expect(newestOfEachLine([...published].reverse()).map(textOf)).toEqual([
      'vcp/base:3.0.0-alpine3.22',
      'vcp/base:3.0.0-ubuntu24.04',
      'vcp/base:3.0.0-ubuntu24.04-gpu',
      'vcp/base:3.0.0-ubuntu24.04-systemd',
      'vcp/base:1.8.1-centos7-x86_64',
      'vcp/base:1.8.1-rockylinux8.7-x86_64-rc0-rclocal', // only a candidate exists
      'vcp/base:1.8.1'
    ]);
  });

  const tags = fc.constantFrom(
    ...fixtures.latest.tags,
    '3.1.0-alpine3.23-rc1',
    '3.0.0-ubuntu24.04-1',
    '1.8.1-alpine3.13-arm64v8',
    '1.3-centos'
  );

  it('are one for each line, and a candidate only where nothing was released', () => {
    fc.assert(
      fc.property(fc.uniqueArray(tags), names => {
        const images = names.map(base);
        const newest = newestOfEachLine(images);
        const lines = newest.map(({ name }) => lineOf(name));
        expect(new Set(lines).size).toBe(lines.length);
        for (const each of images.filter(({ name }) => lineOf(name) !== null)) {
          const speaker = newest.find(({ name }) => lineOf(name) === lineOf(each.name));
          expect(speaker && (isReleased(speaker.name) || !isReleased(each.name))).toBe(true);
          expect(speaker && isReleased(speaker.name) === isReleased(each.name) && compareImages(speaker, each) > 0).toBe(false);
        }
      })
    );
  });
});

describe('a newer release', () => {
  it.each([
    ['vcp/base:1.8.1-alpine3.13-x86_64', 'vcp/base:3.0.0-alpine3.22'],
    ['vcp/base:1.8.1-alpine3.13-x86_64-20230226', 'vcp/base:3.0.0-alpine3.22'],
    ['vcp/base:1.8.1-centos7-x86_64-rc1', 'vcp/base:1.8.1-centos7-x86_64'],
    ['vcp/base:1.3-centos', 'vcp/base:1.8.1-centos7-x86_64'],
    ['vcp/base:3.0.0-ubuntu24.04-gpu-dev', 'vcp/base:3.0.0-ubuntu24.04-gpu'],
    ['vcp/gpu:1.8.1-ubuntu20.04-x86_64-gpu', 'vcp/base:3.0.0-ubuntu24.04-gpu'],
    ['harbor.vcloud.nii.ac.jp/vcp/base:1.6.1', 'vcp/base:1.8.1'],
    // Newer than everything released, or nothing was.
    ['vcp/base:3.0.0-alpine3.22', null],
    ['vcp/base:3.1.0-alpine3.22-rc1', null],
    ['vcp/base:1.8.1-rockylinux8.7-x86_64-rc0', null],
    ['vcp/base:1.8.1-alpine3.13-arm64v8', null],
    ['vcp/base:ubuntu18.04-slurm', null],
    ['vcp/moodle:1.8.1-base', null],
    ['vcp/base', null]
  ])('than %s is %s', (text, newer) => {
    const found = newerRelease(image(text), [...published].reverse());
    expect(found && textOf(found)).toBe(newer);
  });
});
