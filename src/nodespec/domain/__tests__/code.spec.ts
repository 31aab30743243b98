import { attributesOf, english, followUpCells, generateCode, linesOfPath, pathOfLine, translateWith, type JsonObject } from '..';
import { document, given, pluginNames, provider, publicKey } from './providerFiles';

function code(name: string, attributes: JsonObject = {}, rest: JsonObject = {}): string {
  return generateCode(document(name, attributes, rest), provider(name), {}).text;
}

/** A value that differs from what the attribute has anyway. */
function otherValue(name: string, type: string): JsonObject[string] {
  const special: JsonObject = {
    ip_addresses: ['172.30.2.10', '172.30.2.11'],
    mac_addresses: ['BC:24:11:B2:A1:01', 'BC:24:11:B2:A1:02'],
    num_nodes: 2,
    sakuracloud_disk_size: 100,
    user_init_command: '#!/bin/bash\necho "started" >> /tmp/log\n',
    tags: { owner: 'nobody' },
    params_e: ['NFS_AUTOSTART=true', 'TZ=Asia/Tokyo'],
    params_v: ['/export:/export'],
    disks: ['volume-1']
  };
  return special[name] ?? (type === 'integer' ? 77 : type === 'array' ? ['one', 'two'] : 'other');
}

describe('generateCode', () => {
  it.each([...pluginNames])('writes everything that %s has, in the order of the manual', name => {
    const schema = provider(name);
    const all = Object.fromEntries(schema.attributes.map(attribute => [attribute.name, otherValue(attribute.name, attribute.type)]));
    expect(code(name, all)).toMatchSnapshot();
  });

  it('writes only what differs from flavor and default', () => {
    const lines = code('aws', {
      volume_size: 8,
      cloud_image: 'default',
      tags: {},
      num_nodes: 1,
      ip_addresses: [],
      instance_type: 'm5.large'
    }).split('\n');
    expect(lines.filter(line => line.startsWith('spec.'))).toEqual([
      'spec.instance_type = "m5.large"',
      'spec.set_ssh_pubkey("/home/jovyan/.ssh/id_ed25519.pub")'
    ]);
  });

  it('leaves out what the provider does not have, which the SDK would refuse', () => {
    expect(code('aws', { disk_size_gb: 40 })).not.toContain('disk_size_gb');
    expect(code('aws_disk', { image: 'x' }, { sshKeys: [{ path: 'a.pub' }] })).not.toMatch(/image|ssh/);
  });

  it('writes what spec_options give only when the document differs', () => {
    const spec = document('aws', { dns: ['1.1.1.1'] });
    const generate = (dns: string): string => generateCode(spec, provider('aws'), {}, { specOptions: { dns: [dns] } }).text;
    expect(generate('1.1.1.1')).not.toContain('spec.dns');
    expect(generate('8.8.8.8')).toContain('spec.dns = ["1.1.1.1"]');
  });

  it('expands the home folder and imports what that needs', () => {
    const text = code('aws', {}, { sshKeys: [{ path: '~/.ssh/id.pub' }] });
    expect(text).toContain('spec.set_ssh_pubkey(os.path.expanduser("~/.ssh/id.pub"))');
    expect(text.split('\n')[0]).toBe('import os');
    expect(code('aws')).not.toContain('import os');
  });

  it('never writes a private key, wherever it was pasted', () => {
    const secret = '-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----';
    for (const sshKeys of [[{ text: secret }], [{ path: secret }], [{ text: publicKey }, { text: secret }]]) {
      expect(code('aws', {}, { sshKeys })).not.toContain('c2VjcmV0');
    }
  });

  it('keeps a translated comment inside the comment', () => {
    const trans = { ...english, _n: (): string => 'two\nlines' };
    const spec = document('aws', {}, { sshKeys: [{ text: publicKey }] });
    expect(generateCode(spec, provider('aws'), {}, { trans }).text).toContain('# two\n# lines\n');
  });

  it('is a program even for an empty document', () => {
    expect(generateCode({ version: 1 }, provider('aws'), {}).text).toContain('group = vcp.get_ugroup("") or vcp.create_ugroup("")');
  });
});

describe('the source map', () => {
  const spec = document(
    'aws',
    { volume_size: 40, user_init_command: '#!/bin/sh\ntrue\n', tags: { a: 'b' }, params_e: ['A='.padEnd(60, 'x'), 'B='.padEnd(60, 'y')] },
    { sshKeys: [{ text: publicKey }] }
  );
  const mapped = generateCode(spec, provider('aws'), {});
  const shown = (path: readonly (string | number)[]): readonly string[] =>
    linesOfPath(mapped, path).map(line => given(mapped.lines[line]).text);

  it('has one entry per line of the text', () => {
    expect(mapped.lines.map(({ text }) => text).join('\n')).toBe(mapped.text);
  });

  it('leads from a field to its lines', () => {
    expect(shown(['attributes', 'volume_size'])).toEqual(['spec.volume_size = 40']);
    expect(shown(['attributes', 'user_init_command'])).toHaveLength(3);
    expect(shown(['attributes', 'params_e', 1])).toEqual([expect.stringContaining('"B=')]);
    expect(shown(['attributes', 'tags'])).toEqual(['spec.set_tag("a", "b")']);
    expect(shown(['sshKeys', 0])).toEqual(shown(['sshKeys']));
    expect(shown(['unit'])).toEqual(['unit = group.create_unit("web", spec)']);
    expect(shown(['attributes', 'image'])).toEqual([]);
  });

  it('leads from an entry of a short list to its line', () => {
    const short = generateCode(document('aws', { params_v: ['/a', '/b'] }), provider('aws'), {});
    expect(linesOfPath(short, ['attributes', 'params_v', 1])).toEqual(linesOfPath(short, ['attributes', 'params_v']));
  });

  it('leads from a line back to a field of the document', () => {
    const known = ['unitGroup', 'unit', 'flavor', 'sshKeys', ...Object.keys(attributesOf(spec))];
    mapped.lines.forEach((_, line) => {
      const path = pathOfLine(mapped, line);
      expect(path === null || known.includes(String(path[0] === 'attributes' ? path[1] : path[0]))).toBe(true);
    });
    expect(pathOfLine(mapped, 0)).toBeNull();
    expect(pathOfLine(mapped, 9999)).toBeNull();
  });
});

describe('followUpCells', () => {
  it('runs nothing that costs money or destroys', () => {
    for (const name of pluginNames) {
      const active = followUpCells(document(name), provider(name)).flatMap(cell => cell.split('\n').filter(line => !line.startsWith('#')));
      expect(active.join('\n')).not.toMatch(/add_nodes|delete|cleanup|power/);
      expect(active).toContain('group = vcp.get_ugroup("demo")');
    }
  });

  it('offers power only where the provider has it, or may have it', () => {
    const offers = (name: string): boolean => followUpCells(document(name), provider(name)).some(cell => cell.includes('power_off_nodes'));
    expect(['aws', 'oracle', 'aws_spot', 'gcp', 'aws_disk'].map(offers)).toEqual([true, true, false, false, false]);
  });

  it('speaks the language of the reader', () => {
    const [first] = followUpCells(document('aws'), provider('aws'), translateWith({ 'Nodes of the unit and their addresses': 'ノード' }));
    expect(first?.split('\n')[0]).toBe('# ノード');
  });
});
