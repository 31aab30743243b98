import { readFileSync } from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';

import { hintsOf, isGpuImage, readImageName } from '../imageName';
import type { IImageReference, ReadReference } from '../imageReference';
import { formatReference, parseReference, problemOf } from '../imageReference';

interface INamesFile {
  readonly warnings: readonly string[];
  readonly reasons: readonly string[];
  readonly names: readonly { readonly image: string; readonly expect: Readonly<Record<string, unknown>> & { readonly ok: boolean } }[];
}

const file = path.resolve(__dirname, '../../../python/tests/fixtures/registry/names.json');
const fixtures: INamesFile = JSON.parse(readFileSync(file, 'utf8'));

/** What the fixtures say of a name. */
function reading(read: ReadReference): unknown {
  return read.ok ? { ok: true, ...read.reference, ...readImageName(read.reference) } : read;
}

function referenceOf(image: string): IImageReference {
  const read = parseReference(image);
  if (!read.ok) {
    throw new Error(`${image}: ${read.reason}`);
  }
  return read.reference;
}

const nameOf = (image: string): ReturnType<typeof readImageName> => readImageName(referenceOf(image));

describe('the fixtures', () => {
  it('have all their names, with every warning and every reason among them', () => {
    expect(fixtures.names).toHaveLength(203);
    const readings = fixtures.names.map(({ image }) => parseReference(image));
    const warnings = readings.flatMap(read => (read.ok ? readImageName(read.reference).warnings : []));
    const reasons = readings.flatMap(read => (read.ok ? [] : [read.reason]));
    expect([...new Set(warnings)].sort()).toEqual(fixtures.warnings);
    expect([...new Set(reasons)].sort()).toEqual(fixtures.reasons);
  });

  it.each(fixtures.names.map(({ image, expect: wanted }) => [image, wanted] as const))('read %j as expected', (image, wanted) => {
    expect(reading(parseReference(image))).toEqual(wanted);
  });

  it('are written as they were read', () => {
    const readable = fixtures.names.filter(({ expect: wanted }) => wanted.ok).map(({ image }) => image);
    expect(readable.map(image => formatReference(referenceOf(image)))).toEqual(readable);
  });
});

const component = fc.stringMatching(/^[a-z0-9]{1,6}(?:(?:\.|_|__|-{1,3})[a-z0-9]{1,4}){0,2}$/);
const hex = (length: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9a-f]{${String(length)}}$`));
const references: fc.Arbitrary<IImageReference> = fc.record({
  registry: fc.option(fc.constantFrom('localhost', 'localhost:5000', '10.0.0.1:5001', 'Registry.example.org', '[2001:db8::1]:5000')),
  // The first folder must not look like a host, or the text could not be told from one with a registry.
  repository: fc.tuple(fc.stringMatching(/^[a-z0-9]{1,8}x$/), fc.array(component, { maxLength: 3 })).map(parts => parts.flat().join('/')),
  tag: fc.option(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,20}$/)),
  digest: fc.option(
    fc.oneof(
      hex(64).map(digits => `sha256:${digits}`),
      hex(128).map(digits => `sha512:${digits}`)
    )
  )
});

describe('references', () => {
  it('survive a round trip', () => {
    fc.assert(fc.property(references, reference => expect(parseReference(formatReference(reference))).toEqual({ ok: true, reference })));
  });

  it('never make the reader throw, and what it takes comes out as it went in', () => {
    const pieces = fc.array(fc.constantFrom('/', ':', '@', '.', '-', '_', 'vcp', 'base', 'A', '1', 'localhost', 'sha256', '[', ']', 'ア'));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.fullUnicodeString(),
          pieces.map(parts => parts.join(''))
        ),
        text => {
          const read = parseReference(text);
          expect(read.ok ? formatReference(read.reference) : text).toBe(text);
          expect(read.ok ? readImageName(read.reference).role : 'base').toMatch(/^(base|other|artifact)$/);
        }
      )
    );
  });

  it('are judged also when a registry lists what no registry should', () => {
    const reference: IImageReference = { registry: null, repository: 'vcp/base', tag: '1.8.1', digest: null };
    expect(problemOf(reference)).toBeNull();
    expect(problemOf({ ...reference, tag: '1.8.1-ア' })).toBe('tag');
    expect(problemOf({ ...reference, repository: 'VCP/base' })).toBe('repository');
    expect(problemOf({ ...reference, registry: 'registry.example.org', repository: 'a'.repeat(235) })).toBe('too-long');
    expect(problemOf({ ...reference, registry: 'registry.example.org', repository: 'a'.repeat(234) })).toBeNull();
  });
});

describe('dates of releases', () => {
  it.each([
    ['20240229', 'date'],
    ['20230229', 'number'],
    ['20000229', 'date'],
    ['21000229', 'number'],
    ['20231131', 'number'],
    ['20230100', 'number'],
    ['20230001', 'number'],
    ['2023022', 'number'],
    ['202302260', 'number']
  ])('%s is a %s', (digits, kind) => {
    expect(nameOf(`vcp/base:1.8.1-alpine3.13-x86_64-${digits}`).release).toEqual({ kind, number: Number(digits), raw: digits });
  });
});

describe('hints', () => {
  it.each([
    ['vcp/base:1.6.2', { os: 'alpine', arch: 'x86_64' }],
    ['vcp/base:1.6.2-centos', { os: 'centos', arch: 'x86_64' }],
    ['vcp/base:1.6.2-ubuntu', { os: 'ubuntu', arch: 'x86_64' }],
    ['vcp/base:1.6.2-rc1', { os: null, arch: 'x86_64' }],
    ['vcp/gpu:1.6.2', { os: null, arch: 'x86_64' }],
    ['vcp/base:3.0.0-alpine3.22', null],
    ['vcp/base:test', null],
    ['vcp/moodle:common', null]
  ])('of %s', (image, hints) => expect(hintsOf(nameOf(image))).toEqual(hints));

  it.each([
    ['vcp/base:3.0.0-ubuntu24.04-gpu', true],
    ['10.0.0.1:5000/vcp/gpu:1.6.2-gpusopt', true],
    ['vcp/gpu@sha256:12', false],
    ['vcp/base:3.0.0-ubuntu24.04', false],
    ['vcp/openhpc:compute-gpu-2.6', false],
    ['', false]
  ])('%s is for GPUs: %s', (image, gpu) => expect(isGpuImage(image)).toBe(gpu));
});
