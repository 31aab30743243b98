import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { createNowObstacles, differsFromFlavor, generateCode, keyDelivery, type JsonObject, type JsonValue, type Spec } from '..';
import { pythonBlock, pythonLiteral, pythonString } from '../python';
import { document, given, pluginNames, provider, publicKey } from './providerFiles';

interface Run {
  readonly calls: readonly (readonly string[])[];
  readonly spec: JsonObject;
  readonly error: string | null;
  readonly keys: readonly string[];
}

function python<T>(args: readonly string[], input: unknown): T {
  const text = execFileSync('python3', [...args], { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 2 ** 26 });
  const value: T = JSON.parse(text);
  return value;
}

/** What each document's program does with a stand-in for the SDK; one process for all. */
function runAll(specs: readonly Spec[], groups: readonly string[] = []): readonly Run[] {
  return python<readonly Run[]>(
    [path.join(__dirname, 'fakeSdk.py')],
    specs.map(spec => ({ ...caseOf(spec), groups }))
  );
}

/** What the last program does when the others have run before it, each as it is printed. */
function runInTurn(specs: readonly Spec[]): Run {
  const cases = specs.map(caseOf);
  return given(
    python<readonly Run[]>([path.join(__dirname, 'fakeSdk.py')], [{ ...cases[cases.length - 1], before: cases.slice(0, -1) }])[0]
  );
}

function caseOf(spec: Spec): JsonObject {
  const schema = provider(String(spec.provider));
  const { countFromAddresses, countClearsAddresses } = schema;
  const attributes = schema.attributes.map(({ name }) => name);
  return { code: generateCode(spec, schema, {}).text, attributes, countFromAddresses, countClearsAddresses };
}

function evaluated(literals: readonly string[]): readonly JsonValue[] {
  return python(['-c', 'import ast,json,sys; print(json.dumps([ast.literal_eval(text) for text in json.load(sys.stdin)]))'], literals);
}

// One Python process runs all programs; on a busy machine that takes a while.
jest.setTimeout(60_000);

describe('Python literals', () => {
  const strings = fc.oneof(
    fc.string(),
    fc.fullUnicodeString(),
    fc.string16bits(),
    fc.stringOf(fc.constantFrom('"', "'", '\\', '\n', '\r', '\t', '#', '\u0000', '\u2028', 'あ', '\ud800', '😀', ' '))
  );

  it('mean the text that they were made of, for every text', () => {
    const texts = fc.sample(strings, { numRuns: 2000, seed: 7 });
    expect(evaluated(texts.map(pythonString))).toEqual(texts);
    expect(evaluated(texts.map(pythonBlock))).toEqual(texts);
  });

  it('mean the text of scripts, with their ends', () => {
    const scripts = [
      '#!/bin/sh\n',
      '#!/bin/sh\necho "a"',
      '#!/bin/sh\nsed "s/\\./\\n/" \\\n x\n',
      '#!/bin/sh\n"""\n\\',
      '#!/bin/sh\n""""',
      '#!/bin/sh\r\n',
      '\n"'
    ];
    expect(evaluated(scripts.map(pythonBlock))).toEqual(scripts);
  });

  it('start a script with its shebang and leave backslashes alone where they can', () => {
    expect(pythonBlock('#!/bin/sh\necho \\n\n')).toBe('r"""#!/bin/sh\necho \\n\n"""');
    expect(pythonBlock('#!/bin/sh\necho\n')).toBe('"""#!/bin/sh\necho\n"""');
  });

  it('mean every JSON value', () => {
    const values = fc.sample(fc.jsonValue({ maxDepth: 2 }), { numRuns: 300, seed: 7 });
    expect(evaluated(values.map(value => pythonLiteral(JSON.parse(JSON.stringify(value)))))).toEqual(JSON.parse(JSON.stringify(values)));
  });
});

interface SpecCase {
  readonly plugin: string;
  readonly attribute: string | null;
  readonly document: Spec;
  readonly refusal?: string;
}

const specCases: readonly SpecCase[] = JSON.parse(
  readFileSync(path.resolve(__dirname, '../../../../python/tests/fixtures/spec-cases.json'), 'utf8')
);

describe('every parameter of every plugin', () => {
  const runs = runAll(specCases.map(specCase => specCase.document));

  it('covers all plugins', () => {
    expect(new Set(specCases.map(({ plugin }) => plugin))).toEqual(new Set(pluginNames));
  });

  it.each(specCases.map((specCase, position) => [specCase.plugin, specCase.attribute ?? '(nothing)', position] as const))(
    '%s %s arrives in the SDK (case %d)',
    (plugin, attribute, position) => {
      const { document: spec, refusal } = given(specCases[position]);
      const { error, spec: sent, calls, keys } = given(runs[position]);
      const attributes = spec.attributes as JsonObject;
      expect(error).toBeNull();
      expect(calls).toContainEqual(['get_spec', plugin, spec.flavor]);
      for (const name of differsFromFlavor(spec, provider(plugin), {}).filter(each => each !== 'params_e')) {
        expect([name, sent[name]]).toEqual([name, attributes[name]]);
      }
      const delivery = keyDelivery(spec);
      const typed = (attributes.params_e ?? []) as readonly JsonValue[];
      const added = delivery.by === 'entry' ? [delivery.entry] : delivery.by === 'file' ? [`AUTHORIZED_KEYS=file:${delivery.path}`] : [];
      expect(sent.params_e).toEqual([...typed, ...added]);
      expect(keys).toHaveLength(delivery.by === 'entry' ? 1 : 0);
      const obstacle = createNowObstacles(spec, provider(plugin)).find(each => each.attribute === attribute);
      expect(refusal !== undefined && obstacle?.active !== true).toBe(false);
    }
  );
});

describe('programs that run', () => {
  it('find the count that the document means (rule 1)', () => {
    const two = ['172.30.2.10', '172.30.2.11'];
    const macs = ['BC:24:11:B2:A1:01', 'BC:24:11:B2:A1:02'];
    const specs = [
      document('aws', { num_nodes: 3 }),
      document('aws', { num_nodes: 2, ip_addresses: two }),
      document('sakura', { num_nodes: 3, ip_addresses: two }),
      document('sakura', { ip_addresses: two }),
      document('onpremises', { num_nodes: 2, ip_addresses: two }),
      document('proxmox', { num_nodes: 2, ip_addresses: two, mac_addresses: macs }),
      document('vmware', { mac_addresses: macs })
    ];
    const runs = runAll(specs).map(({ spec, error }) => [error, spec.num_nodes, spec.ip_addresses, spec.mac_addresses]);
    expect(runs).toEqual([
      [null, 3, [], []],
      [null, 2, two, []],
      [null, 3, two, []],
      [null, 2, two, []],
      [null, 2, two, []],
      [null, 2, two, macs],
      [null, 2, [], macs]
    ]);
  });

  it('send several keys as one entry, base64 of all lines', () => {
    const second = `${publicKey} second`;
    const [run] = runAll([
      document('aws', { params_e: ['TZ=Asia/Tokyo'] }, { sshKeys: [{ text: publicKey }, { path: 'x.pub', text: ` ${second}\n` }] })
    ]);
    expect(run?.keys).toEqual([`${publicKey}\n${second}\n`]);
    expect(run?.spec.params_e).toHaveLength(2);
  });

  it('make what is missing and use what is there', () => {
    const spec = document('aws', { disks: [{ unitGroup: 'store', unit: 'data' }, 'vol-1', { unitGroup: 'other', unit: 'db', disk: 2 }] });
    const [none, all] = [runAll([spec])[0], runAll([spec], ['store', 'other', 'demo'])[0]];
    expect(none?.error).toBe('LookupError: There is no unit group store. Create the disks first.');
    expect(all?.calls).toEqual([['token', 'asked for'], ['get_spec', 'aws', 'small'], ['create_unit', 'demo', 'web'], ['df_nodes']]);
    expect(all?.spec.disks).toEqual([
      { group: 'store', unit_name: 'data', node_no: 1 },
      { group: 'store', unit_name: 'data', node_no: 2 },
      'vol-1',
      { group: 'other', unit_name: 'db', node_no: 2 }
    ]);
  });

  it('make disks, and the nodes that attach them, in turn (node-spec.md 10.5, step 3)', () => {
    const disks = document('aws_disk', { size: 16 }, { unitGroup: 'demo-disk', unit: 'data' });
    const nodes = document('aws', { disks: [{ unitGroup: 'demo-disk', unit: 'data' }] });
    const { error, calls, spec } = runInTurn([disks, nodes]);
    expect(error).toBeNull();
    expect(calls.filter(([name]) => name === 'create_ugroup' || name === 'create_unit')).toEqual([
      ['create_ugroup', 'demo-disk', 'storage'],
      ['create_unit', 'demo-disk', 'data'],
      ['create_ugroup', 'demo', 'compute'],
      ['create_unit', 'demo', 'web']
    ]);
    expect(spec.disks).toMatchObject([{ group: 'demo-disk', node_no: 1 }, { node_no: 2 }]);
  });

  it('make nothing when a disk is missing, which find_nodes does not tell', () => {
    const disks = document('aws_disk', {}, { unitGroup: 'demo-disk', unit: 'data' });
    const missing = [{ unitGroup: 'demo-disk', unit: 'data' }, { unitGroup: 'demo-disk', unit: 'gone' }, 'vol-1'];
    const { error, calls } = runInTurn([disks, document('aws', { disks: missing })]);
    expect(error).toBe('LookupError: Not all of the disks are there. Create them first.');
    expect(calls).not.toContainEqual(['create_ugroup', 'demo', 'compute']);
  });

  it('make storage groups for disks', () => {
    expect(runAll([document('aws_disk', { num_disks: 2 })])[0]?.calls).toContainEqual(['create_ugroup', 'demo', 'storage']);
  });

  it('hold any text', () => {
    const odd = '"""\\ \n# \' あ';
    const tags = { [odd]: odd };
    const [run] = runAll([{ ...document('aws', { image: odd, tags, user_init_command: `#!/bin/sh\n${odd}\\` }), unit: odd }]);
    expect(run?.error).toBeNull();
    expect([run?.spec.image, run?.spec.tags, run?.spec.user_init_command]).toEqual([odd, tags, `#!/bin/sh\n${odd}\\`]);
    expect(run?.calls).toContainEqual(['create_unit', 'demo', odd]);
  });
});
