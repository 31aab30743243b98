import {
  attributeValue,
  changeProvider,
  compareSpecs,
  compareWithFlavor,
  createNowObstacles,
  differsFromFlavor,
  dockerRun,
  doesNotApply,
  effective,
  emptySpec,
  english,
  linesOfPath,
  memberCount,
  obstacleMessage,
  sectionsOf,
  sectionTitle,
  summaryOf,
  topLevelText,
  type JsonObject,
  type SectionName,
  type Spec
} from '..';
import { shellWord } from '../dockerRun';
import { common, document, given, pluginNames, provider, publicKey } from './providerFiles';

describe('effective values', () => {
  const spec = document('sakura', { memory: 8 });

  it.each([
    ['memory', 8, 'spec'],
    ['num_cores', 1, 'flavor'],
    ['num_nodes', 1, 'default'],
    ['dns', ['8.8.8.8'], 'config'],
    ['dns_opt', ['timeout:60'], 'config'],
    ['gpus', null, 'none'],
    ['hostname', null, 'none']
  ])('%s is %j from %s', (name, value, origin) => {
    const values = effective(spec, provider('sakura'), {}, { dns: ['8.8.8.8'], options: ['timeout:60'], hostname: '' });
    expect(values.get(name)).toMatchObject({ value, origin });
  });

  it("follow the user's flavors", () => {
    const flavors = { sakura: { small: { core: 16 } } };
    expect(effective(spec, provider('sakura'), flavors).get('num_cores')).toMatchObject({ value: 16, origin: 'flavor' });
    expect(differsFromFlavor(document('sakura', { num_cores: 16 }), provider('sakura'), flavors)).toEqual([]);
    expect(differsFromFlavor(document('sakura', { num_cores: 16 }), provider('sakura'), {})).toEqual(['num_cores']);
  });

  it('count the members as the SDK does', () => {
    const count = (name: string, attributes: JsonObject): number => memberCount(document(name, attributes), provider(name));
    const two = ['172.30.2.10', '172.30.2.11'];
    expect(count('aws', {})).toBe(1);
    expect(count('aws', { num_nodes: 3, ip_addresses: two })).toBe(2);
    expect(count('sakura', { num_nodes: 3, ip_addresses: two })).toBe(3);
    expect(count('onpremises', { ip_addresses: two })).toBe(1);
    expect(count('aws_disk', { num_disks: 4 })).toBe(4);
  });

  it('show the number of addresses as the number of nodes, where the list decides', () => {
    const shown = (name: string) =>
      effective(document(name, { ip_addresses: ['172.30.2.10', '172.30.2.11'] }), provider(name), {}).get('num_nodes');
    expect(shown('aws')).toMatchObject({ value: 2, origin: 'default' });
    expect(shown('onpremises')).toMatchObject({ value: 1, origin: 'default' });
  });
});

describe('changing the provider', () => {
  const aws = document(
    'aws',
    { volume_size: 40, instance_type: 'm5.large', ip_addresses: ['172.30.2.10'], image: 'vcp/base:1', tags: { a: 'b' }, odd: 1 },
    { note: 'mine' }
  );

  it('keeps what means the same everywhere and sets the rest aside', () => {
    const { spec, kept, setAside } = changeProvider(aws, provider('mdx2'), {});
    expect(kept).toEqual(['ip_addresses', 'image', 'tags']);
    expect(setAside).toEqual(['volume_size', 'instance_type', 'odd']);
    expect(doesNotApply(aws, provider('mdx2'))).toEqual(setAside);
    expect(topLevelText(spec, 'flavor')).toBe('small');
    expect([spec.note, spec.provider]).toEqual(['mine', 'mdx2']);
  });

  it.each(pluginNames.filter(name => name !== 'aws'))('loses nothing on the way to %s and back', name => {
    const there = changeProvider(aws, provider(name), {});
    const back = changeProvider(there.spec, provider('aws'), {});
    const sorted = (spec: Spec): unknown => JSON.parse(JSON.stringify(spec));
    expect(sorted(back.spec)).toEqual(sorted(aws));
  });

  it('lets what is set now win over what comes back', () => {
    const there = changeProvider(aws, provider('vmware'), {}).spec;
    const changed = { ...there, attributes: { image: 'vcp/base:2', ip_addresses: [], memory: 2048 } };
    const back = changeProvider(changed, provider('aws'), {});
    expect(attributeValue(back.spec, 'image')).toBe('vcp/base:2');
    expect(back.restored).toEqual(['volume_size', 'instance_type', 'tags', 'odd']);
    expect(back.spec.otherProviders).toEqual({ vmware: { flavor: 'small', attributes: { memory: 2048 } } });
  });

  it('does not carry memory in GB into memory in MB', () => {
    expect(changeProvider(document('sakura', { memory: 4 }), provider('vmware'), {}).setAside).toEqual(['memory']);
  });

  it('chooses a flavor that the provider has', () => {
    expect(topLevelText(changeProvider(aws, provider('onpremises'), {}).spec, 'flavor')).toBe('default');
    expect(topLevelText(changeProvider(emptySpec(), provider('aws'), { aws: { mine: {} } }).spec, 'flavor')).toBe('mine');
  });
});

describe('docker run', () => {
  const spec = document(
    'aws',
    {
      image: 'vcp/base:1',
      params_v: ["/a b:/it's"],
      params_e: ['DB_PASSWORD=hunter2', 'TOKEN=', 'TZ=Asia/Tokyo'],
      gpus: 'all',
      dns: ['1.1.1.1']
    },
    { sshKeys: [{ text: publicKey }] }
  );
  const mapped = given(dockerRun(spec, provider('aws'), {}, { specOptions: { hostname: 'web', dns: ['8.8.8.8'] } }));

  it('is what the controller runs, one argument per line', () => {
    expect(mapped.text).toBe(`docker run -d \\
  --privileged \\
  --net=host \\
  -v /dev:/dev \\
  -e 'MY_PRIVATE_IP=<address of the node>' \\
  -e 'VCCCTR_IPADDR=<address of the VC Controller>' \\
  -e 'SERF_NODE_ID=<id of the node>' \\
  -e 'VCCC_ID=<id of the VC Controller>' \\
  -v '/a b:/it'\\''s' \\
  -e 'DB_PASSWORD=********' \\
  -e TOKEN= \\
  -e TZ=Asia/Tokyo \\
  -e ${shellWord(`AUTHORIZED_KEYS=${Buffer.from(`${publicKey}\n`).toString('base64')}`)} \\
  --gpus all \\
  --hostname web \\
  --dns 1.1.1.1 \\
  vcp/base:1`);
    expect(mapped.text).not.toContain('hunter2');
  });

  it.each([
    ['25', "'MY_PRIVATE_IP=<address of the node>'", "'VCCC_ID=<id of the VC Controller>'", "'<default base container image>'"],
    ['26.10', "'PRIVATE_IP=<address of the node>'", "'VCCC_ID=<id of the unit group>'", 'harbor.vcloud.nii.ac.jp/vcp/base:3.0.0-alpine3.22']
  ] as const)('names what a controller of %s sets', (generation, address, id, image) => {
    const lines = given(dockerRun(document('aws'), provider('aws'), {}, { common, generation })).lines.map(({ text }) => text);
    expect(lines).toEqual(expect.arrayContaining([`  -e ${address} \\`, `  -e ${id} \\`, `  ${image}`]));
  });

  it('leads from a field to its line', () => {
    expect(linesOfPath(mapped, ['attributes', 'params_e', 2]).map(line => mapped.lines[line]?.text)).toEqual(['  -e TZ=Asia/Tokyo \\']);
    expect(linesOfPath(mapped, ['attributes', 'image'])).toEqual([mapped.lines.length - 1]);
  });

  it('has placeholders for what is not known here, and none for disks', () => {
    const text = dockerRun(document('aws'), provider('aws'), {})?.text;
    expect(text).toContain("-e 'AUTHORIZED_KEYS=<base64 of /home/jovyan/.ssh/id_ed25519.pub>'");
    expect(text).toContain("'<default base container image>'");
    expect(dockerRun(document('aws_disk'), provider('aws_disk'), {})).toBeNull();
  });

  it.each(['SECRET_KEY', 'api_key', 'DB_PASS', 'MYSQL_ROOT_PASSWORD', 'AWS_ACCESS_KEY_ID', 'GITHUB_TOKEN', 'DB_PASSWORD_FILE'])(
    'masks %s',
    key => {
      expect(dockerRun(document('aws', { params_e: [`${key}=hunter2`] }), provider('aws'), {})?.text).not.toContain('hunter2');
    }
  );
});

describe('sections', () => {
  const names = (name: string): readonly SectionName[] => sectionsOf(provider(name)).map(section => section.name);

  it('hold every attribute exactly once', () => {
    for (const name of pluginNames) {
      const placed = sectionsOf(provider(name)).flatMap(section => section.attributes.map(attribute => attribute.name));
      expect([...placed].sort()).toEqual(
        provider(name)
          .attributes.map(attribute => attribute.name)
          .sort()
      );
    }
  });

  it('are those that the provider has, in the order of the composer', () => {
    expect(names('aws')).toEqual([
      'placement',
      'image',
      'machine',
      'access',
      'environment',
      'volumes',
      'nfs',
      'gpu',
      'network',
      'tags',
      'disks',
      'startup'
    ]);
    expect(names('aws_disk')).toEqual(['placement', 'machine', 'tags']);
    expect(names('vmware')).not.toContain('disks');
    expect(sectionsOf(provider('vmware'))[0]?.attributes.map(({ name }) => name)).toEqual(['num_nodes', 'ip_addresses', 'mac_addresses']);
    expect(names('aws').map(name => sectionTitle(name, english))).toContain('Machine and disk');
  });
});

describe('summaries of closed sections', () => {
  const spec = document('aws', {
    ip_addresses: ['172.30.2.10', '172.30.2.11', '172.30.2.12', '172.30.2.13'],
    params_e: ['NFS_AUTOSTART=true', 'DB_PASSWORD=hunter2'],
    params_v: ['/data:/export'],
    tags: { owner: 'me' },
    disks: ['vol-1', { unitGroup: 'store', unit: 'data', disk: 2 }],
    user_init_command: '#!/bin/sh\necho あ\n'
  });

  it.each<[SectionName, string]>([
    ['placement', 'demo / web · 4 nodes · 172.30.2.10, 172.30.2.11, 172.30.2.12 and 1 more'],
    ['image', ''],
    ['machine', 'm4.large · 8 GB · gp2'],
    ['access', '1 key: /home/jovyan/.ssh/id_ed25519.pub'],
    ['environment', 'NFS_AUTOSTART, DB_PASSWORD'],
    ['volumes', '/data:/export'],
    ['nfs', 'server starts · /data exported'],
    ['gpu', ''],
    ['network', '8.8.8.8'],
    ['tags', 'owner=me'],
    ['disks', 'vol-1, store/data/2'],
    ['startup', '#!/bin/sh · 19 bytes']
  ])('%s: %s', (section, text) => {
    expect(summaryOf(section, spec, provider('aws'), {}, { specOptions: { dns: ['8.8.8.8'] } })).toBe(text);
  });

  it('never show a private key or the value of a variable', () => {
    const secret = '-----BEGIN RSA PRIVATE KEY-----';
    const broken = document('aws', {}, { sshKeys: [{ path: secret }, { text: secret }] });
    expect(summaryOf('access', broken, provider('aws'), {})).toBe('2 keys');
    expect(summaryOf('access', document('aws', {}, { sshKeys: [] }), provider('aws'), {})).toBe('no key');
  });
});

describe('comparing', () => {
  it('lists what changed between two documents', () => {
    const before = document('aws', { volume_size: 40, image: 'a' });
    const after = { ...document('aws', { volume_size: 80, gpus: 'all' }), unit: 'db' };
    expect(compareSpecs(before, after)).toEqual([
      { path: ['unit'], before: 'web', after: 'db' },
      { path: ['attributes', 'volume_size'], before: 40, after: 80 },
      { path: ['attributes', 'image'], before: 'a', after: undefined },
      { path: ['attributes', 'gpus'], before: undefined, after: 'all' }
    ]);
    expect(compareSpecs(before, before)).toEqual([]);
  });

  it('lists what differs from the flavor', () => {
    expect(compareWithFlavor(document('aws', { volume_size: 40, volume_type: 'gp2', gpus: 'all' }), provider('aws'), {})).toEqual([
      { path: ['attributes', 'gpus'], before: undefined, after: 'all' },
      { path: ['attributes', 'volume_size'], before: 8, after: 40 }
    ]);
  });
});

describe('obstacles to Create now', () => {
  const schema = provider('aws');

  it('are named before anything is filled in', () => {
    const found = createNowObstacles(document('aws', { image: 'vcp/base:1' }), schema);
    expect(found.map(({ attribute }) => attribute)).toEqual([
      'user_init_command',
      'gpus',
      'hostname',
      'dns',
      'dns_search',
      'dns_opt',
      'add_host',
      'image'
    ]);
    expect(found.filter(({ active }) => active)).toEqual([]);
  });

  it('hold once a field is filled, an image is missing, or vcp_config.yml sets an option', () => {
    const found = createNowObstacles(document('aws', { gpus: 'all', dns: [] }), schema, { dns: ['8.8.8.8'], hostname: 'web', options: [] });
    expect(found.filter(({ active }) => active).map(({ attribute, code }) => [attribute, code])).toEqual([
      ['gpus', 'unknown_in_cci'],
      ['hostname', 'docker_options_configured'],
      ['image', 'image_required']
    ]);
  });

  it('do not hold for a missing image where the default is known', () => {
    const image = createNowObstacles(document('aws'), schema, {}, 'vcp/base:1').find(({ attribute }) => attribute === 'image');
    expect(image?.active).toBe(false);
  });

  it('hold for a count that is not that of the addresses, where the SDK sends both', () => {
    const counts = (plugin: string, num_nodes: number): readonly string[] =>
      createNowObstacles(document(plugin, { ip_addresses: ['192.168.2.10', '192.168.2.11'], num_nodes }), provider(plugin))
        .filter(({ code }) => code === 'count_conflict')
        .map(({ attribute }) => attribute);
    expect(counts('sakura', 3)).toEqual(['num_nodes']);
    expect(counts('sakura', 2)).toEqual([]);
    expect(counts('aws', 3)).toEqual([]);
  });

  it('do not hold for disks without an image', () => {
    expect(createNowObstacles(document('aws_disk'), provider('aws_disk'))).toEqual([]);
  });

  it('say why, in the language of the reader', () => {
    const [script] = createNowObstacles(document('aws'), schema);
    expect(obstacleMessage(given(script), english)).toContain('Create now');
    expect(obstacleMessage(given(script), english, 'ja')).toMatch(/CCI.*コード/);
    expect(obstacleMessage({ ...given(script), reason: null }, english)).toContain('not published');
  });
});
