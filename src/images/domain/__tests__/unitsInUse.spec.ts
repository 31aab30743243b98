import type { IRepositoryTags } from '../catalog';
import { buildIndex } from '../buildIndex';
import type { ICatalogIndex } from '../catalogIndex';
import { placesOf } from '../places';
import type { IKnownRegistry } from '../places';
import { behindFirst, countNodes, judgeImage, runningUnits } from '../unitsInUse';
import type { ILook, ImageState, ITreeGroup } from '../unitsInUse';

const HEX = '0123456789abcdef'.repeat(4);
const DIGEST = `sha256:${HEX}`;

const OFFICIAL: IKnownRegistry = { id: 'official', role: 'official', address: '10.0.0.1:5000', prefix: '', problem: null };
const USER: IKnownRegistry = { id: 'user', role: 'user', address: '10.0.0.1:5001', prefix: '10.0.0.1:5001/', problem: null };
const HARBOR: IKnownRegistry = { id: 'harbor', role: 'harbor', address: '127.0.0.1:8443', prefix: '127.0.0.1:8443/', problem: null };
const ALL = [OFFICIAL, USER, HARBOR];

describe('the places of an image', () => {
  it.each([
    ['vcp/base:1.6', ['official vcp/base:1.6', 'harbor vcp/base:1.6']],
    ['10.0.0.1:5000/vcp/base:1.6', ['official vcp/base:1.6', 'harbor vcp/base:1.6']],
    ['harbor.vcloud.nii.ac.jp/vcp/base:1.6', ['harbor vcp/base:1.6', 'official vcp/base:1.6']],
    ['127.0.0.1:8443/vcp/base:1.6', ['harbor vcp/base:1.6', 'official vcp/base:1.6']],
    ['10.0.0.1:5001/lab/genome:2', ['user lab/genome:2']],
    [`vcp/base@${DIGEST}`, [`official vcp/base@${DIGEST}`, `harbor vcp/base@${DIGEST}`]],
    [`10.0.0.1:5001/a:1@${DIGEST}`, ['user a:1']],
    ['elsewhere.example/vcp/base:1.6', []],
    ['Not An Image', []]
  ])('of %s', (image, places) => {
    expect(placesOf(ALL, image).map(({ registry, image: name }) => `${registry.id} ${name}`)).toEqual(places);
  });

  it('are those that can be asked', () => {
    const broken = { ...OFFICIAL, problem: { code: 'use_https' } };
    expect(placesOf([broken, HARBOR], 'vcp/base:1.6').map(({ registry }) => registry.id)).toEqual(['harbor']);
  });

  it('are found for images of Harbor where only the official registry is configured', () => {
    expect(placesOf([OFFICIAL], 'harbor.vcloud.nii.ac.jp/vcp/base:1.6').map(({ registry }) => registry.id)).toEqual(['official']);
  });
});

const TREE: readonly ITreeGroup[] = [
  {
    id: 'g1',
    name: 'demo',
    units: [
      { name: 'web', provider: 'aws', image: 'vcp/base:1.6', nodes: [1, 2] },
      { name: 'gone', provider: null, image: 'vcp/base:1.6', nodes: [] },
      { name: 'old', provider: 'azure', nodes: [1] }
    ]
  },
  {
    id: 'g2',
    name: 'lab',
    units: [
      { name: 'b', provider: 'aws', image: 'harbor.vcloud.nii.ac.jp/vcp/base:1.6', nodes: [1] },
      { name: 'a', provider: 'aws', image: '10.0.0.1:5001/vcp/base:1.6', nodes: [1, 2, 3] },
      { name: 'c', provider: 'aws', image: `vcp/base@${DIGEST}`, nodes: [1] }
    ]
  }
];

describe('running units', () => {
  const units = runningUnits(TREE);

  it('are those with nodes, each with its image', () => {
    expect(units.map(({ key, image, nodes }) => [key, image, nodes])).toEqual([
      ['g1/web', 'vcp/base:1.6', 2],
      ['g1/old', null, 1],
      ['g2/b', 'harbor.vcloud.nii.ac.jp/vcp/base:1.6', 1],
      ['g2/a', '10.0.0.1:5001/vcp/base:1.6', 3],
      ['g2/c', `vcp/base@${DIGEST}`, 1]
    ]);
  });

  it('are counted once for each registry, in whatever spelling; another registry has other images of the same name', () => {
    const counts = countNodes(units, ALL);
    const inOfficial = { 'vcp/base:1.6': 3, [`vcp/base@${DIGEST}`]: 1 };
    expect(Object.fromEntries(counts.get('official') ?? [])).toEqual(inOfficial);
    expect(Object.fromEntries(counts.get('harbor') ?? [])).toEqual(inOfficial);
    expect(Object.fromEntries(counts.get('user') ?? [])).toEqual({ 'vcp/base:1.6': 3 });
    expect(countNodes(units, []).size).toBe(0);
  });
});

/** Takes all steps at once. */
function indexOf(...repositories: IRepositoryTags[]): ICatalogIndex {
  const steps = buildIndex(repositories);
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
}

const INDEX = indexOf(
  {
    repository: 'vcp/base',
    tags: [
      '1.8.0-alpine3.13-x86_64',
      '1.8.1-alpine3.13-x86_64',
      '1.8.2-alpine3.13-x86_64-rc1',
      '1.8.1-ubuntu20.04-x86_64',
      'my-own',
      '3.0.0-ubuntu24.04-gpu'
    ]
  },
  { repository: 'lab/genome', tags: ['1', '2'] }
);
const look = (index: ILook['index'], prefix = ''): ILook => ({ prefix, index });

describe('the image of a unit', () => {
  it.each<[string | null, readonly ILook[], ImageState]>([
    [null, [look(INDEX)], { kind: 'untold' }],
    ['vcp/base:1.8.0-alpine3.13-x86_64', [look(INDEX)], { kind: 'newer', image: 'vcp/base:1.8.1-alpine3.13-x86_64' }],
    // A candidate is not recommended, and neither is a release of another line.
    ['vcp/base:1.8.1-alpine3.13-x86_64', [look(INDEX)], { kind: 'newest' }],
    ['vcp/base:1.8.1-ubuntu20.04-x86_64', [look(INDEX)], { kind: 'newest' }],
    ['vcp/base:3.0.0-ubuntu24.04-gpu-rc1', [look(INDEX)], { kind: 'newer', image: 'vcp/base:3.0.0-ubuntu24.04-gpu' }],
    // One that was taken out of the registry still has its line.
    ['vcp/base:1.7.0-alpine3.12-x86_64', [look(INDEX)], { kind: 'newer', image: 'vcp/base:1.8.1-alpine3.13-x86_64' }],
    [`vcp/base:1.8.0-alpine3.13-x86_64@${DIGEST}`, [look(INDEX)], { kind: 'newer', image: 'vcp/base:1.8.1-alpine3.13-x86_64' }],
    // Without a dot or a port, `h` is a folder and no host.
    ['h/vcp/base:1.8.0-alpine3.13-x86_64', [look(INDEX)], { kind: 'missing' }],
    ['vcp/base:my-own', [look(INDEX)], { kind: 'unordered' }],
    ['u:1/lab/genome:1', [look(INDEX)], { kind: 'unordered' }],
    [`vcp/base@${DIGEST}`, [look(INDEX)], { kind: 'unordered' }],
    ['u:1/lab/genome:9', [look(INDEX)], { kind: 'missing' }],
    ['u:1/lab/other:9', [look(null)], { kind: 'missing' }],
    ['u:1/lab/genome:9', [look('failed'), look(INDEX)], { kind: 'missing' }],
    ['u:1/lab/genome:9', [look(INDEX), look('pending')], { kind: 'pending' }],
    ['vcp/base:1.6', [look('pending')], { kind: 'pending' }],
    ['vcp/base:1.6', [look('failed')], { kind: 'unreachable' }],
    ['vcp/base:1.6', [], { kind: 'foreign' }],
    ['Not An Image', [look(INDEX)], { kind: 'foreign' }]
  ])('%s is judged by what its places know', (image, looks, state) => {
    expect(judgeImage(image, looks)).toEqual(state);
  });

  it('has its newer release named as the registry that has it names it', () => {
    const state = judgeImage('10.0.0.1:5001/vcp/base:1.8.0-alpine3.13-x86_64', [look(INDEX, '10.0.0.1:5001/')]);
    expect(state).toEqual({ kind: 'newer', image: '10.0.0.1:5001/vcp/base:1.8.1-alpine3.13-x86_64' });
  });
});

it('puts those first that are behind, then by name as people count', () => {
  const [unit] = runningUnits(TREE);
  const judged = (group: string, name: string, kind: 'newest' | 'missing' | 'untold') =>
    unit ? [{ ...unit, key: `${group}/${name}`, group, unit: name, state: { kind } as const }] : [];
  const behind = unit ? [{ ...unit, key: 'z/z', group: 'z', unit: 'z', state: { kind: 'newer', image: 'x:1' } as const }] : [];
  const sorted = behindFirst([
    ...judged('a', 'web-10', 'newest'),
    ...judged('a', 'web-9', 'newest'),
    ...judged('a', 'x', 'untold'),
    ...judged('b', 'x', 'missing'),
    ...behind
  ]);
  expect(sorted.map(({ key }) => key)).toEqual(['z/z', 'b/x', 'a/x', 'a/web-9', 'a/web-10']);
});
