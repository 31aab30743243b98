import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { chameleonCode, mdxCode, outsideOf, translateWith } from '..';

interface Run {
  readonly calls: readonly (readonly unknown[])[];
  readonly printed: readonly string[];
  readonly error: string | null;
}

function runAll(programs: readonly string[]): readonly Run[] {
  const input = JSON.stringify(programs);
  const runs: readonly Run[] = JSON.parse(execFileSync('python3', [path.join(__dirname, 'fakeOutside.py')], { input, encoding: 'utf8' }));
  return runs;
}

/** The program with its placeholders replaced, as its reader does it. */
function filled(code: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce(
    (text, [name, value]) => text.replace(new RegExp(`^${name} = .*$`, 'm'), `${name} = "${value}"`),
    code
  );
}

it('nothing runs before the placeholders are replaced', () => {
  const runs = runAll([chameleonCode('default'), mdxCode()]);
  expect(runs.map(({ error, calls }) => [error, calls])).toEqual([
    ['ValueError: Replace the values in angle brackets first.', []],
    ['ValueError: Replace the values in angle brackets first.', []]
  ]);
});

it('hosts of Chameleon are reserved in the order of the manual, and their id is printed', () => {
  const [run] = runAll([filled(chameleonCode('mine'), { NODE_TYPE: 'compute_skylake', LEASE_NAME_PREFIX: 'S003' })]);
  expect(run).toEqual({
    calls: [
      ['token', 'asked for'],
      ['network.setup', 'chameleon/mine'],
      ['hosts.setup', 'compute_skylake', 1, 1, 'S003', 'chameleon/mine'],
      ['dates', 'YYYY-mm-dd HH:MM'.length, true],
      ['reserve_host'],
      ['wait']
    ],
    printed: ['b6a3f1e2 ACTIVE'],
    error: null
  });
});

it('a machine of mdx I is deployed, and its address is printed', () => {
  const [run] = runAll([filled(mdxCode(), { PROJECT: 'mine', IMAGE: 'ubuntu', VM_NAME: 'web' })]);
  expect(run?.error).toBeNull();
  expect(run?.printed).toEqual(['10.0.0.5']);
  expect(run?.calls).toEqual([
    ['token', 'asked for'],
    ['project', 'mine'],
    [
      'deploy_vm',
      'web',
      {
        catalog: 'image',
        template_name: 'template',
        pack_type: 'cpu',
        pack_num: 4,
        disk_size: 50,
        gpu: '0',
        network_adapters: [{ adapter_number: 1, segment: 'segment' }],
        shared_key: 'ssh-ed25519 AAAA',
        storage_network: 'portgroup',
        service_level: 'guarantee'
      }
    ]
  ]);
});

it('any language of comments and placeholders is still a program', () => {
  const odd = translateWith({
    'Replace these values': '値を\n置き換えてください',
    'node type of Chameleon, e.g. compute_skylake': 'ノード種別 "x" \\',
    'name of your mdx project': '"""'
  });
  expect(runAll([chameleonCode('"', odd), mdxCode(odd)]).map(({ error }) => error?.split(':')[0])).toEqual(['ValueError', 'ValueError']);
});

it.each([
  ['chameleon', 'reservation', 'chameleon'],
  ['onpremises', 'ip_addresses', 'onpremises'],
  ['onpremises', 'user_name', 'mdx'],
  ['proxmox', 'user_name', null],
  ['constructor', '', null]
])('%s %s needs %s first', (provider, attribute, kind) => {
  expect(outsideOf(provider, attribute)).toBe(kind);
});
