import {
  check,
  contextWith,
  english,
  hasErrors,
  messageCodes,
  messageOf,
  obstacleDiagnostics,
  createNowObstacles,
  parseSpec,
  pathText,
  scriptLimit,
  topLevelText,
  type CheckContext,
  type Diagnostic,
  type JsonObject,
  type KnownDisk,
  type Spec
} from '..';
import { containerCases, keyCases, nameCases, providerCases, tagCases, privateKey } from './containerCases';
import { common, document, given, pluginNames, provider } from './providerFiles';
import { addressCases, attributeCases, diskCases, valueCases, type Case } from './ruleCases';

const FREE: KnownDisk = { number: 1, size: 8, state: 'RUNNING', inUse: false, attachedTo: null };

const world: Partial<CheckContext> = {
  common,
  knownProviders: pluginNames,
  range: '172.30.2.0/24',
  addressesInUse: [{ address: '172.30.2.50', where: 'demo/db' }],
  sshKeyFiles: ['/home/jovyan/.ssh/id_ed25519.pub'],
  unitGroups: [
    {
      id: 'vc1',
      name: 'demo',
      type: 'compute',
      units: [
        { name: 'db', provider: 'aws', nodes: [{ number: 1, address: '172.30.2.50' }], disks: [] },
        { name: 'other', provider: 'azure', nodes: [], disks: [] }
      ]
    },
    {
      id: 'vc2',
      name: 'store',
      type: 'storage',
      units: [
        { name: 'data', provider: 'aws', nodes: [], disks: [FREE] },
        { name: 'used', provider: 'aws', nodes: [], disks: [{ ...FREE, inUse: true }] },
        {
          name: 'held',
          provider: 'aws',
          nodes: [],
          disks: [{ ...FREE, inUse: true, attachedTo: { unitGroup: 'demo', unit: 'db', node: 1 } }]
        },
        { name: 'young', provider: 'aws', nodes: [], disks: [{ ...FREE, state: 'CREATING' }] },
        { name: 'cloudy', provider: 'azure_disk', nodes: [], disks: [FREE] },
        { name: 'empty', provider: null, nodes: [], disks: [] }
      ]
    },
    { id: 'vc3', name: 'twin', type: 'compute', units: [] },
    { id: 'vc4', name: 'twin', type: 'storage', units: [] }
  ]
};

function findings(spec: Spec, known: Partial<CheckContext> = {}): readonly Diagnostic[] {
  const name = topLevelText(spec, 'provider');
  return check(spec, contextWith({ ...world, provider: pluginNames.includes(name) ? provider(name) : null, ...known }));
}

/** A document for a case; disks go into the storage group of the world. */
function subject(plugin: string, attributes: JsonObject, rest: JsonObject = {}): Spec {
  return document(plugin, attributes, provider(plugin).unitType === 'storage' ? { unitGroup: 'store', ...rest } : rest);
}

/** A finding in one line: severity, place, code. */
function shown(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ severity, path, code }) => `${severity} ${pathText(path)} ${code}`);
}

describe.each([
  ['values', valueCases],
  ['attribute names', attributeCases],
  ['addresses and counts', addressCases],
  ['disks', diskCases],
  ['the base container', containerCases],
  ['tags', tagCases],
  ['SSH keys', keyCases],
  ['names', nameCases],
  ['provider and flavor', providerCases]
])('rules about %s', (_, cases) => {
  it.each(
    cases.map(
      ([plugin, attributes, expected, rest, known]) =>
        [plugin, JSON.stringify({ ...attributes, ...rest }).slice(0, 80), expected, attributes, rest, known] as const
    )
  )('%s %s: %j', (plugin, _text, expected, attributes, rest, known) => {
    expect(shown(findings(subject(plugin, attributes, rest), known))).toEqual(expected);
  });
});

describe('check', () => {
  it.each([...pluginNames])('has nothing to say about a plain unit of %s', name => {
    expect(shown(findings(document(name), { unitGroups: null, range: null }))).toEqual([]);
  });

  it('puts errors before warnings before hints', () => {
    const found = findings(document('aws', { gpus: 'all', volume_size: 'x' }, { sshKeys: [] }));
    expect(found.map(({ severity }) => severity)).toEqual(['error', 'warning', 'info']);
    expect([hasErrors(found), hasErrors(found.slice(1))]).toEqual([true, false]);
  });

  it('names the attribute of this provider for the one of another (rule 10)', () => {
    const instead = (plugin: string, name: string): unknown =>
      findings(document(plugin, { [name]: 1 })).find(({ code }) => code === 'attribute_other_name')?.args.instead;
    expect(instead('azure', 'volume_size')).toBe('disk_size_gb');
    expect(instead('oracle', 'volume_size')).toBe('boot_volume_size_in_gbs');
    expect(instead('sakura', 'instance_type')).toBe('num_cores, memory');
    expect(instead('vmware', 'instance_type')).toBe('num_cpus, memory');
    expect(instead('gcp', 'vm_size')).toBe('machine_type');
    expect(instead('aws_disk', 'volume_size')).toBe('size');
  });

  it('never repeats a private key', () => {
    const keys: readonly JsonObject[] = [{ text: privateKey }, { path: privateKey }];
    const specs = keys.map(key => document('aws', {}, { sshKeys: [key] }));
    const texts = specs.flatMap(spec => findings(spec).map(found => JSON.stringify(found) + messageOf(found, english)));
    expect(texts.join()).not.toContain('c2VjcmV0');
    expect(texts.join()).toContain('PRIVATE');
  });

  it('counts bytes, not characters', () => {
    expect(scriptLimit).toBe(95232);
    const found = findings(document('aws', { user_init_command: `#!/bin/sh\n${'😀'.repeat(23806)}` }));
    expect(found.map(({ args }) => args)).toEqual([{ bytes: 95234, limit: 95232 }]);
  });
});

describe('what has a message', () => {
  const all: readonly Case[] = [
    ...valueCases,
    ...attributeCases,
    ...addressCases,
    ...diskCases,
    ...containerCases,
    ...tagCases,
    ...keyCases,
    ...nameCases,
    ...providerCases
  ];
  const fromRules = all.flatMap(([plugin, attributes, , rest, known]) => findings(subject(plugin, attributes, rest), known));
  const fromFiles = [
    '{',
    '[]',
    '{}',
    '{"version": 2}',
    '{"version": 0}',
    '{"version": 1, "unit": 1}',
    '{"version": 1, "a": 1, "a": 2}'
  ].flatMap(text => parseSpec(text).problems);
  const chameleon = provider('chameleon');
  const fromObstacles = [
    ...obstacleDiagnostics(
      createNowObstacles(document('chameleon', { ip_addresses: ['1.2.3.4'], gpus: 'all' }), chameleon, { dns: ['1.1.1.1'] })
    ),
    ...obstacleDiagnostics(createNowObstacles(document('aws'), provider('aws'))),
    ...obstacleDiagnostics(createNowObstacles(document('sakura', { ip_addresses: ['1.2.3.4'], num_nodes: 2 }), provider('sakura')))
  ];
  const found = [...fromRules, ...fromFiles, ...fromObstacles];

  it('is everything that the tables provoke, and nothing else', () => {
    // No packaged schema has a plain pattern or a hard maximum; a site's own may.
    const onlyForSites = ['value_form', 'value_too_large'];
    expect([...new Set([...found.map(({ code }) => String(code)), ...onlyForSites])].sort()).toEqual([...messageCodes].sort());
  });

  it('is a sentence with every placeholder filled', () => {
    for (const diagnostic of found) {
      const text = messageOf(diagnostic, english);
      expect(text).toMatch(/^\S.*[.?0-9a-z)]$/s);
      expect(text).not.toMatch(/%\d|undefined| \.$/);
    }
  });

  it('gives reasons in the language of the reader', () => {
    const tags = given(findings(document('sakura', { tags: { a: 'b' } }))[0]);
    const reason = given(provider('sakura').features.tags.reason);
    expect(messageOf(tags, english)).toContain(reason.en);
    expect(messageOf(tags, english, 'ja_JP')).toContain(reason.ja);
  });
});
