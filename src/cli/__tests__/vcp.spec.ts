import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');
const script = path.join(root, 'scripts', 'vcp.mjs');
// Each test starts processes; on a busy machine that takes longer than jest's five seconds.
jest.setTimeout(60_000);

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vcp-cli-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

interface Result {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function vcp(...args: readonly string[]): Result {
  return pipe('', ...args);
}

/** Runs with the text as standard input. */
function pipe(input: string, ...args: readonly string[]): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: 'utf8', input });
  return { status, out: stdout, err: stderr };
}

function jsonLines(text: string): readonly unknown[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

function write(name: string, content: unknown): string {
  writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

const good = {
  version: 1,
  unitGroup: 'demo',
  unit: 'web',
  provider: 'aws',
  flavor: 'small',
  attributes: { volume_size: 40 },
  sshKeys: [{ path: '/home/jovyan/.ssh/id_ed25519.pub' }]
};
const bad = { ...good, attributes: { disk_size_gb: 40, ip_addresses: ['172.30.2'] } };

describe('vcp spec check', () => {
  it('is silent about a good spec', () => {
    expect(vcp('spec', 'check', write('good.vcpspec', good))).toEqual({ status: 0, out: '', err: '' });
  });

  it('names file, place, severity, sentence and code, and fails', () => {
    expect(vcp('spec', 'check', write('good.vcpspec', good), write('bad.vcpspec', bad))).toEqual({
      status: 1,
      out: [
        'bad.vcpspec:attributes.disk_size_gb: error: aws has no attribute disk_size_gb; here it is called volume_size. [attribute_other_name]',
        'bad.vcpspec:attributes.ip_addresses[0]: error: "172.30.2" is not an IPv4 address. Write four numbers from 0 to 255, e.g. 172.30.2.10. [address_form]',
        ''
      ].join('\n'),
      err: ''
    });
  });

  it('succeeds with warnings only, in Japanese when asked', () => {
    const { status, out } = vcp('spec', 'check', '--lang', 'ja', write('keyless.vcpspec', { ...good, sshKeys: [] }));
    expect([status, out]).toEqual([
      0,
      'keyless.vcpspec:sshKeys: warning: SSH公開鍵がありません。このままではベースコンテナにだれもログインできません。追加してください。 [key_missing]\n'
    ]);
  });

  it('gives one JSON line per file', () => {
    const { status, out } = vcp('spec', 'check', '--json', write('good.vcpspec', good), write('bad.vcpspec', bad));
    const lines: readonly { file: string; diagnostics: readonly { code: string; message: string }[] }[] = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(status).toBe(1);
    expect(lines.map(({ file, diagnostics }) => [file, diagnostics.map(({ code }) => code)])).toEqual([
      ['good.vcpspec', []],
      ['bad.vcpspec', ['attribute_other_name', 'address_form']]
    ]);
    expect(lines[1]?.diagnostics[0]?.message).toContain('volume_size');
  });

  it.each([
    [
      '{"version": 1,\n}',
      'broken.vcpspec: error: The file is not JSON: line 2, column 1. Repair it as text; nothing was changed. [json_broken]\n'
    ],
    [
      '{"version": 9}',
      'broken.vcpspec:version: error: The file has version 9, this program knows up to 1: it is shown read-only. Update the extension to edit it. [version_newer]\n'
    ]
  ])('tells apart what it cannot read: %j', (content, out) => {
    expect(vcp('spec', 'check', write('broken.vcpspec', content))).toEqual({ status: 2, out, err: '' });
  });

  it('gives a JSON line for a file that is not there, too', () => {
    const { status, out } = vcp('spec', 'check', '--json', 'absent.vcpspec');
    expect([status, JSON.parse(out)]).toEqual([2, { file: 'absent.vcpspec', error: expect.stringContaining('ENOENT'), diagnostics: [] }]);
  });

  it('goes on after a file that is not there', () => {
    const { status, out, err } = vcp('spec', 'check', 'absent.vcpspec', write('bad.vcpspec', bad));
    expect(status).toBe(2);
    expect(err).toMatch(/^absent\.vcpspec cannot be read: ENOENT/);
    expect(out).toContain('bad.vcpspec:');
  });

  it('takes flavors and provider files from elsewhere', () => {
    const flavors = write('flavors.json', { aws: { mine: { instance_type: 'a', volume_type: 'gp2', volume_size: 8 } } });
    const spec = write('mine.vcpspec', { ...good, flavor: 'mine' });
    expect(vcp('spec', 'check', spec).out).toContain('[flavor_not_in_samples]');
    expect(vcp('spec', 'check', '--flavors', flavors, spec)).toEqual({ status: 0, out: '', err: '' });
    const elsewhere = write('azure.vcpspec', { ...good, provider: 'azure', flavor: 'small', attributes: {} });
    expect(vcp('spec', 'check', '--flavors', flavors, elsewhere).out).toContain('[flavor_none]');
    mkdirSync(path.join(folder, 'providers'));
    const packaged = path.join(root, 'python', 'jupyterlab_vcp', 'providers');
    write('providers/_common.json', readFileSync(path.join(packaged, '_common.json'), 'utf8'));
    write('providers/site.json', { ...JSON.parse(readFileSync(path.join(packaged, 'aws.json'), 'utf8')), type: 'array', 'x-vcp': {} });
    const { status, out, err } = vcp('spec', 'check', '--providers', 'providers', spec);
    expect([status, out]).toEqual([1, 'mine.vcpspec:provider: error: No provider is called aws. [provider_unknown]\n']);
    expect(err).toContain('site.json:x-vcp.name: must be a string');
  });
});

describe('vcp spec code', () => {
  it('prints the program', () => {
    const { status, out, err } = vcp('spec', 'code', write('good.vcpspec', good));
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain(
      'spec.volume_size = 40\nspec.set_ssh_pubkey("/home/jovyan/.ssh/id_ed25519.pub")\nunit = group.create_unit("web", spec)\n'
    );
  });

  it('prints none for a spec with errors, and says why where pipes do not see it', () => {
    const { status, out, err } = vcp('spec', 'code', write('bad.vcpspec', bad));
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('[attribute_other_name]');
  });

  it('says whose program it is when there are several, and gives JSON', () => {
    const files = [write('good.vcpspec', good), write('bad.vcpspec', bad)];
    expect(vcp('spec', 'code', ...files).out).toMatch(/^# good\.vcpspec\nfrom getpass/);
    const [first, second] = vcp('spec', 'code', '--json', ...files)
      .out.trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect([first.code.includes('volume_size'), second.code]).toEqual([true, null]);
  });
});

describe('vcp image', () => {
  const readable = { ok: true, registry: null, repository: 'vcp/base', digest: null, role: 'base' };

  it('prints how each name reads', () => {
    const { status, out, err } = vcp('image', 'vcp/base:3.0.0-ubuntu24.04-systemd-rc1', '10.0.0.1:5001/galaxy-stable:20171018');
    expect([status, err]).toEqual([0, '']);
    expect(jsonLines(out)).toEqual([
      {
        ...readable,
        image: 'vcp/base:3.0.0-ubuntu24.04-systemd-rc1',
        tag: '3.0.0-ubuntu24.04-systemd-rc1',
        scheme: 'plain',
        version: '3.0.0',
        os: { name: 'ubuntu', version: '24.04' },
        arch: null,
        platform: null,
        gpu: false,
        systemd: true,
        release: { kind: 'rc', number: 1, raw: 'rc1' },
        flavor: null,
        warnings: [],
        conforming: true
      },
      expect.objectContaining({ registry: '10.0.0.1:5001', repository: 'galaxy-stable', tag: '20171018', role: 'other', gpu: null })
    ]);
  });

  it.each([[[]], [['-']]])('reads names from standard input with the arguments %j', args => {
    const { status, out } = pipe('vcp/base:1.6.2\r\n\nvcp/base:1.8.1\n', 'image', ...args);
    expect(status).toBe(1);
    expect(jsonLines(out)).toEqual([
      expect.objectContaining({ ...readable, image: 'vcp/base:1.6.2' }),
      { image: '', ok: false, reason: 'empty' },
      expect.objectContaining({ ...readable, image: 'vcp/base:1.8.1' })
    ]);
  });

  it('goes on after a name that is none, and takes standard input between others', () => {
    const { status, out, err } = pipe('b:1\n', 'image', 'VCP/base:1.6.2', '-', 'c:1');
    expect([status, err]).toEqual([1, '']);
    expect(jsonLines(out)).toEqual([
      { image: 'VCP/base:1.6.2', ok: false, reason: 'repository' },
      expect.objectContaining({ image: 'b:1', ok: true }),
      expect.objectContaining({ image: 'c:1', ok: true })
    ]);
  });

  it('ends quietly when its reader has seen enough', () => {
    const names = Array.from({ length: 20_000 }, (_, number) => `vcp/base:1.8.${String(number)}\n`).join('');
    const command = `"${process.execPath}" "${script}" image | head -n 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8', input: names });
    expect([jsonLines(stdout), stderr]).toEqual([[expect.objectContaining({ image: 'vcp/base:1.8.0' })], '']);
  });

  it('takes a name that looks like an option after --', () => {
    expect(JSON.parse(vcp('image', '--', '-vcp/base').out)).toEqual({ image: '-vcp/base', ok: false, reason: 'repository' });
  });
});

describe('vcp', () => {
  it('explains itself', () => {
    const { status, out } = vcp('--help');
    expect([status, out.split('\n')[0]]).toEqual([0, 'Usage: vcp NOUN [VERB] [OPTIONS] [FILE or NAME…]']);
    expect(vcp('--help', '--lang', 'ja').out).toContain('使い方');
  });

  it.each([
    [['spec', 'paint'], 'There is no command "spec paint"'],
    [['constructor'], 'There is no command "constructor"'],
    [['spec'], 'There is no command "spec"'],
    [['image', '--colour', 'x'], "Unknown option '--colour'"],
    [['spec', 'check'], 'Name at least one .vcpspec file.'],
    [['spec', 'check', '--colour', 'x'], "Unknown option '--colour'"],
    [['spec', 'check', 'x', '--lang', 'fr'], '--lang is en or ja, not "fr".'],
    [['spec', 'check', 'x', '--providers', 'nowhere'], 'nowhere/_common.json cannot be read']
  ])('refuses %j', (args, message) => {
    const { status, out, err } = vcp(...args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(/^vcp: /);
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
  });
});

describe('the built program', () => {
  let built = '';

  // Built into a copy of the tree's skeleton: other tests and the package build own lib/.
  beforeAll(() => {
    built = path.join(folder, 'package', 'lib', 'vcp.mjs');
    mkdirSync(path.dirname(built), { recursive: true });
    const build = spawnSync(process.execPath, [script, '--build', built], { encoding: 'utf8' });
    expect([build.status, build.stderr]).toEqual([0, '']);
  });

  it('reads all names of the fixtures as they say', () => {
    const file = path.join(root, 'python', 'tests', 'fixtures', 'registry', 'names.json');
    const { names }: { readonly names: readonly { readonly image: string; readonly expect: object }[] } = JSON.parse(
      readFileSync(file, 'utf8')
    );
    const { status, stdout } = spawnSync(built, ['image', '--', ...names.map(({ image }) => image)], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(jsonLines(stdout)).toEqual(names.map(({ image, expect: wanted }) => ({ image, ...wanted })));
  });

  it('runs by itself and finds the provider files of the installed Python package', () => {
    expect(readFileSync(built, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(built).mode & 0o111).toBe(0o111);
    const env = { ...process.env, PYTHONPATH: path.join(root, 'python') };
    const run = (environment: NodeJS.ProcessEnv): Result => {
      const { status, stdout, stderr } = spawnSync(built, ['spec', 'check', write('bad.vcpspec', bad)], {
        cwd: folder,
        encoding: 'utf8',
        env: environment
      });
      return { status, out: stdout, err: stderr };
    };
    expect(run(env)).toMatchObject({ status: 1, err: '' });
    const bin = path.join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(path.join(bin, 'python3'), '#!/bin/sh\nexit 1\n');
    chmodSync(path.join(bin, 'python3'), 0o755);
    const without = run({ ...process.env, PATH: `${bin}:${path.dirname(process.execPath)}:/usr/bin:/bin` });
    expect(without).toEqual({ status: 2, out: '', err: 'vcp: No provider files were found. Name their folder with --providers DIR.\n' });
  });
});
