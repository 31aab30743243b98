import { AMD64, ARM64, HARBOR, OCI, OFFICIAL, SCHEMA2, USER } from '../../__tests__/described';
import { compareImages, compareLayers, compareValues, versionFirst } from '../compare';
import type { ILayer } from '../layers';
import { commandLine, fullImage, manifestCommand, partsOf, pinnedImage, pullCommand, specImage } from '../copies';
import { instruction, layerRows, shortDigest } from '../layers';
import { originOf } from '../origin';
import { kindOfReferrer, kindOfType, kindsOfAttestation, statementKinds } from '../referrers';
import { exactSizeText, sizeDifferenceText, sizeText } from '../sizes';

const DIGEST = `sha256:${'a'.repeat(64)}`;

const layer = (digest: string, size = 1): ILayer => ({ digest, size, mediaType: '', step: null });

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [1234, '1.23 kB'],
    [999_499, '999 kB'],
    [999_600, '1 MB'],
    [48_211_934, '48.2 MB'],
    [1_500_000_000, '1.5 GB'],
    [2_000_000_000_000_000, '2,000 TB']
  ])('%d bytes are %s', (bytes, text) => {
    expect(sizeText(bytes, 'en')).toBe(text);
  });

  it('follow the language, tell everything on request, and what has changed', () => {
    expect(sizeText(1234, 'de')).toBe('1,23 kB');
    expect(exactSizeText(48_211_934, 'en')).toBe('48,211,934 B');
    expect(sizeDifferenceText(1000, 3000, 'en')).toBe('+2 kB');
    expect(sizeDifferenceText(3000, 1000, 'en')).toBe('−2 kB');
    expect(sizeDifferenceText(5, 5, 'en')).toBe('±0 B');
  });
});

describe('references', () => {
  it.each([
    ['vcp/base:1.8.1', { repository: 'vcp/base', tag: '1.8.1', digest: '' }],
    [`vcp/base@${DIGEST}`, { repository: 'vcp/base', tag: '', digest: DIGEST }],
    [`vcp/base:1.8.1@${DIGEST}`, { repository: 'vcp/base', tag: '1.8.1', digest: DIGEST }],
    ['base', { repository: 'base', tag: '', digest: '' }]
  ])('takes %s apart', (image, parts) => {
    expect(partsOf(image)).toEqual(parts);
  });

  it.each([
    [OFFICIAL, 'vcp/base:3.0.0-alpine3.22', `vcp/base@${DIGEST}`, '10.0.0.1:5000/vcp/base:3.0.0-alpine3.22'],
    [USER, '10.0.0.1:5001/vcp/base:3.0.0-alpine3.22', `10.0.0.1:5001/vcp/base@${DIGEST}`, '10.0.0.1:5001/vcp/base:3.0.0-alpine3.22'],
    [
      HARBOR,
      'harbor.example.ac.jp/vcp/base:3.0.0-alpine3.22',
      `harbor.example.ac.jp/vcp/base@${DIGEST}`,
      'harbor.example.ac.jp/vcp/base:3.0.0-alpine3.22'
    ]
  ])('of $id: in a spec, pinned, in full', (registry, spec, pinned, full) => {
    const image = 'vcp/base:3.0.0-alpine3.22';
    expect(specImage(registry, image)).toBe(spec);
    expect(pinnedImage(registry, image, DIGEST)).toBe(pinned);
    expect(fullImage(registry, image)).toBe(full);
    expect(pullCommand(registry, image)).toBe(`docker pull ${full}`);
  });

  it('asks for the manifest with every type, by tag or digest, over what the registry speaks', () => {
    const types =
      'application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, ' +
      'application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json';
    expect(manifestCommand(OFFICIAL, 'vcp/base:1.8.1')).toBe(
      `curl -sS -H 'Accept: ${types}' http://10.0.0.1:5000/v2/vcp/base/manifests/1.8.1`
    );
    expect(manifestCommand(HARBOR, `vcp/base@${DIGEST}`)).toMatch(
      new RegExp(` https://harbor\\.example\\.ac\\.jp/v2/vcp/base/manifests/${DIGEST}$`)
    );
  });

  it('lets no name of a registry become a command of the shell', () => {
    expect(pullCommand(OFFICIAL, "base;rm -rf ~:it's")).toBe("docker pull '10.0.0.1:5000/base;rm -rf ~:it'\\''s'");
    expect(manifestCommand(OFFICIAL, 'a b/$(x):t')).toMatch(/ 'http:\/\/10\.0\.0\.1:5000\/v2\/a%20b\/%24\(x\)\/manifests\/t'$/);
    expect(commandLine(['sh', '-c', 'echo $HOME', ''])).toBe("sh -c 'echo $HOME' ''");
  });
});

describe('VCP_CONTAINER_VERSION', () => {
  it.each([
    [null, 'vcp/base:3.0.0-alpine3.22', null],
    ['', 'vcp/base:3.0.0-alpine3.22', null],
    ['vcp/base:3.0.0-alpine3.22', 'vcp/base:3.0.0-alpine3.22', 'own'],
    ['harbor.example.ac.jp/vcp/base:3.0.0-alpine3.22', 'vcp/base:3.0.0-alpine3.22', 'own'],
    ['3.0.0-alpine3.22', 'vcp/base:3.0.0-alpine3.22', 'own'],
    ['vcp/base:3.0.0-alpine3.22-dev', 'vcp/base:3.0.0-alpine3.22', 'base'],
    ['vcp/base:1.8.1-alpine3.13-x86_64', 'me/with-slurm:1', 'base'],
    ['no name at all', 'vcp/base:1.6', 'base'],
    ['vcp/base:3.0.0-alpine3.22', `vcp/base@${DIGEST}`, 'own']
  ])('%s in %s', (version, image, kind) => {
    expect(originOf(version, image)).toEqual(kind === null ? null : { kind, name: version });
  });

  it('is what the images of the fixtures have', () => {
    expect(originOf(SCHEMA2.version, 'vcp/base:2.1.0-alpine3.21-x86_64')?.kind).toBe('own');
    expect(originOf(SCHEMA2.version, 'me/mine:latest')?.kind).toBe('base');
  });
});

describe('layers', () => {
  it('stand beside the steps that made them', () => {
    const { rows, emptySteps, unmatched, size } = layerRows(OCI);
    expect(rows.map(({ step }) => instruction(step?.createdBy ?? ''))).toEqual([
      'ADD file:base-3.0.0 in /',
      'ADD file:vcp-3.0.0-ubuntu24.04-systemd in /'
    ]);
    expect(emptySteps.map(({ createdBy }) => instruction(createdBy))).toEqual(['ENV STEP=0', 'ENV STEP=1']);
    expect(unmatched).toEqual([]);
    expect(size).toBe(3184 + 3206);
  });

  it('stand apart from the steps when the numbers differ', () => {
    const history = [
      { createdBy: 'one', created: null, comment: '', empty: false },
      { createdBy: 'none', created: null, comment: '', empty: true }
    ];
    const { rows, emptySteps, unmatched } = layerRows({ layers: [layer('x', 2), layer('y', 3)], history });
    expect(rows.map(({ step }) => step)).toEqual([null, null]);
    expect(unmatched.map(({ createdBy }) => createdBy)).toEqual(['one']);
    expect(emptySteps.map(({ createdBy }) => createdBy)).toEqual(['none']);
  });

  it.each([
    ['/bin/sh -c #(nop) ADD file:abc in / ', 'ADD file:abc in /'],
    ['/bin/sh -c #(nop)  CMD ["sh"]', 'CMD ["sh"]'],
    ['/bin/sh -c apk add curl', 'RUN apk add curl'],
    ['|1 A=b /bin/sh -c make', 'RUN make'],
    ['RUN /bin/sh -c apk add curl # buildkit', 'RUN apk add curl'],
    ['RUN |1 A=b /bin/sh -c make # buildkit', 'RUN make'],
    ['/bin/bash -ex -c', '/bin/bash -ex -c'],
    ['COPY . /srv # buildkit', 'COPY . /srv'],
    ['', '']
  ])('reads the step %j', (createdBy, text) => {
    expect(instruction(createdBy)).toBe(text);
  });

  it('have short digests', () => {
    expect(shortDigest(DIGEST)).toBe('sha256:aaaaaaaaaaaa');
    expect(shortDigest('sha512:0123456789abcdef')).toBe('sha512:0123456789ab');
    expect(shortDigest('odd')).toBe('odd');
  });
});

describe('statements about an image', () => {
  it.each([
    ['application/vnd.dev.cosign.artifact.sig.v1+json', 'signature'],
    ['application/vnd.dev.cosign.simplesigning.v1+json', 'signature'],
    ['application/vnd.cncf.notary.signature', 'signature'],
    ['application/vnd.dev.sigstore.bundle.v0.3+json', 'signature'],
    ['application/spdx+json', 'sbom'],
    ['application/vnd.cyclonedx+json', 'sbom'],
    ['https://spdx.dev/Document', 'sbom'],
    ['https://slsa.dev/provenance/v1', 'provenance'],
    ['application/vnd.in-toto+json', 'attestation'],
    ['application/vnd.example.thing', 'other']
  ])('%s is: %s', (type, kind) => {
    expect(kindOfType(type)).toBe(kind);
  });

  it.each([
    ['sig', 'signature'],
    ['att', 'attestation'],
    ['sbom', 'sbom']
  ])('a tag of cosign ending in %s is: %s', (ending, kind) => {
    expect(kindOfReferrer({ artifactType: null, tag: `sha256-${'0'.repeat(64)}.${ending}` })).toBe(kind);
  });

  it('count once, in order, and only those of what is shown', () => {
    const details = {
      attestations: [
        { subject: AMD64.digest, predicateTypes: ['https://slsa.dev/provenance/v0.2', 'https://spdx.dev/Document'] },
        { subject: ARM64.digest, predicateTypes: ['https://example.org/test'] }
      ],
      referrers: [
        { artifactType: 'application/vnd.dev.cosign.artifact.sig.v1+json' },
        { artifactType: null, tag: `sha256-${'0'.repeat(64)}.sig` },
        { artifactType: null }
      ]
    };
    expect(statementKinds(details, [AMD64.digest])).toEqual(['signature', 'sbom', 'provenance', 'other']);
    expect(statementKinds(details, [ARM64.digest])).toEqual(['signature', 'attestation', 'other']);
    expect(kindsOfAttestation({ subject: null, predicateTypes: [] })).toEqual(['attestation']);
  });
});

describe('a comparison', () => {
  it('of named values tells what each has, and does not guess what is hidden', () => {
    const left = [
      { name: 'SAME', value: '1' },
      { name: 'MINE', value: '1' },
      { name: 'OTHER', value: '1' },
      { name: 'TWICE', value: 'first' },
      { name: 'TWICE', value: 'last' },
      { name: 'TOKEN', value: null }
    ];
    const right = [
      { name: 'TOKEN', value: null },
      { name: 'OTHER', value: '2' },
      { name: 'SAME', value: '1' },
      { name: 'YOURS', value: '' },
      { name: 'TWICE', value: 'last' }
    ];
    expect(compareValues(left, right)).toEqual([
      { name: 'MINE', relation: 'left', left: '1', right: undefined },
      { name: 'OTHER', relation: 'different', left: '1', right: '2' },
      { name: 'SAME', relation: 'same', left: '1', right: '1' },
      { name: 'TOKEN', relation: 'hidden', left: null, right: null },
      { name: 'TWICE', relation: 'same', left: 'last', right: 'last' },
      { name: 'YOURS', relation: 'right', left: undefined, right: '' }
    ]);
  });

  it.each([
    [['a', 'b', 'c'], ['a', 'b', 'd', 'e'], ['a', 'b'], ['c'], ['d', 'e'], []],
    [['a', 'b'], ['a', 'b'], ['a', 'b'], [], [], []],
    [['a', 'b'], ['a'], ['a'], ['b'], [], []],
    [['x', 'b'], ['y', 'b'], [], ['x', 'b'], ['y', 'b'], ['b']],
    [[], ['a'], [], [], ['a'], []]
  ])('of the layers %j and %j finds the common base', (left, right, base, leftRest, rightRest, moved) => {
    const found = compareLayers(
      left.map(digest => layer(digest, 2)),
      right.map(digest => layer(digest, 3))
    );
    const digests = (layers: readonly ILayer[]): readonly string[] => layers.map(({ digest }) => digest);
    expect([digests(found.base), digests(found.left), digests(found.right), [...found.moved]]).toEqual([base, leftRest, rightRest, moved]);
    expect([found.baseSize, found.leftSize, found.rightSize]).toEqual([
      2 * base.length,
      2 * (leftRest.length - moved.length),
      3 * (rightRest.length - moved.length)
    ]);
  });

  it('of two images of the registry', () => {
    const comparison = compareImages(SCHEMA2, OCI);
    expect(comparison.identical).toBe(false);
    expect(comparison.facts.filter(({ same }) => !same).map(({ name }) => name)).toEqual(['version', 'created', 'size', 'digest']);
    expect(comparison.environment.map(({ name, relation }) => [name, relation])).toEqual([
      ['NFS_AUTOSTART', 'same'],
      ['PATH', 'same'],
      ['VCP_CONTAINER_VERSION', 'different']
    ]);
    expect(comparison.labels.map(({ relation }) => relation)).toEqual(['different', 'same', 'different']);
    expect(comparison.layers.base).toEqual([]);
  });

  it('of an image with itself finds nothing, in whatever order ports stand', () => {
    const turned = { ...OCI, ports: [...OCI.ports].reverse() };
    const comparison = compareImages(OCI, turned);
    expect(comparison.identical).toBe(true);
    expect(comparison.facts.every(({ same }) => same)).toBe(true);
    expect(comparison.layers.base).toHaveLength(2);
  });

  it('shows the variable with the version first', () => {
    expect(versionFirst(OCI.environment).map(({ name }) => name)).toEqual(['VCP_CONTAINER_VERSION', 'PATH', 'NFS_AUTOSTART']);
  });
});
