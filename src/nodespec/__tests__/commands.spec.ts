import type { Contents } from '@jupyterlab/services';
import { CommandRegistry } from '@lumino/commands';

import { CommandIDs, FACTORY, addCommands } from '../commands';
import { newSpecText } from '../newSpec';
import type { INewSpec } from '../newSpec';
import type { SpecDocument } from '../specDocument';
import { trans } from './composing';

/** The file that the server makes; only its path is looked at. */
const UNTITLED: Contents.IModel = {
  name: 'untitled.vcpspec',
  path: 'work/untitled.vcpspec',
  type: 'file',
  writable: true,
  created: '',
  last_modified: '',
  mimetype: '',
  content: null,
  format: null
};

const contents = {
  newUntitled: jest.fn<Promise<Contents.IModel>, [Contents.ICreateOptions?]>(() => Promise.resolve(UNTITLED)),
  save: jest.fn<Promise<Contents.IModel>, [string, Partial<Contents.IModel>?]>(() => Promise.resolve(UNTITLED))
};
const documents = { services: { contents }, openOrReveal: jest.fn() };
const actions = {
  insertCode: jest.fn(() => Promise.resolve()),
  copyCode: jest.fn(() => Promise.resolve()),
  createNodes: jest.fn(() => Promise.resolve()),
  saveFlavor: jest.fn(() => Promise.resolve())
};

/** Stands for the session, which knows the providers. */
const complete = jest.fn((start: INewSpec) => Promise.resolve(start.provider ? start : { ...start, provider: 'aws_disk' }));

let commands: CommandRegistry;
let current: Pick<SpecDocument, 'actions'> | null;

beforeEach(() => {
  jest.clearAllMocks();
  commands = new CommandRegistry();
  current = null;
  addCommands({
    app: { commands },
    documents,
    trans,
    folder: () => 'work',
    complete,
    current: () => current as SpecDocument | null
  });
});

describe('vcp:new-spec', () => {
  it('makes a file in the folder of the file browser and opens it in the composer', async () => {
    await commands.execute(CommandIDs.newSpec, { provider: 'aws', image: 'vcp/base:1', unitGroup: 'demo' });
    expect(contents.newUntitled).toHaveBeenCalledWith({ path: 'work', type: 'file', ext: '.vcpspec' });
    const [path, file] = contents.save.mock.calls[0] ?? [];
    expect(path).toBe('work/untitled.vcpspec');
    expect(JSON.parse(String(file?.content))).toMatchObject({ provider: 'aws', unitGroup: 'demo', attributes: { image: 'vcp/base:1' } });
    expect(documents.openOrReveal).toHaveBeenCalledWith('work/untitled.vcpspec', FACTORY);
  });

  it('takes over whatever a spec is made of, and lets the rest be filled in', async () => {
    const disks = [{ unitGroup: 'store', unit: 'data' }];
    await commands.execute(CommandIDs.newSpec, { unitType: 'storage', unitGroup: 'store', unit: 'data', attributes: { size: 16 } });
    await commands.execute(CommandIDs.newSpec, { provider: 'aws', flavor: 'small', attributes: { disks } });
    const written = contents.save.mock.calls.map(([, file]) => JSON.parse(String(file?.content)) as unknown);
    expect(written).toEqual([
      expect.objectContaining({ provider: 'aws_disk', unitGroup: 'store', unit: 'data', attributes: { size: 16 } }),
      expect.objectContaining({ provider: 'aws', flavor: 'small', attributes: { disks } })
    ]);
  });

  it('waits for nobody when nothing is to be filled in', async () => {
    await commands.execute(CommandIDs.newSpec, {});
    expect(complete).not.toHaveBeenCalled();
  });

  it('takes the folder it is given', async () => {
    await commands.execute(CommandIDs.newSpec, { cwd: 'elsewhere' });
    expect(contents.newUntitled).toHaveBeenCalledWith(expect.objectContaining({ path: 'elsewhere' }));
  });

  it('is called by what it does in the palette, by what it makes in a menu', () => {
    expect(commands.label(CommandIDs.newSpec, { isPalette: true })).toBe('New Node Spec');
    expect(commands.label(CommandIDs.newSpec, {})).toBe('Node Spec');
    expect(commands.icon(CommandIDs.newSpec, { isPalette: true })).toBeUndefined();
  });
});

it('keeps what the unit shall be made of while no provider decides it', () => {
  expect(JSON.parse(newSpecText({ unitType: 'storage' }))).toMatchObject({ unitType: 'storage' });
  expect(JSON.parse(newSpecText({ unitType: 'storage', provider: 'aws_disk' }))).not.toHaveProperty('unitType');
});

describe.each([
  [CommandIDs.insertCode, actions.insertCode],
  [CommandIDs.copyCode, actions.copyCode],
  [CommandIDs.createNodes, actions.createNodes],
  [CommandIDs.saveFlavor, actions.saveFlavor]
])('%s', (id, action) => {
  it('acts on the current spec only', async () => {
    expect(commands.isEnabled(id)).toBe(false);
    current = { actions: () => Promise.resolve(actions) };
    expect(commands.isEnabled(id)).toBe(true);
    await commands.execute(id);
    expect(action).toHaveBeenCalledTimes(1);
  });

  it('does nothing when the composer could not be loaded', async () => {
    current = { actions: () => Promise.resolve(null) };
    await commands.execute(id);
    expect(action).not.toHaveBeenCalled();
  });
});

it('describes the arguments of every command', async () => {
  for (const id of Object.values(CommandIDs)) {
    expect((await commands.describedBy(id)).args).toMatchObject({ type: 'object' });
  }
});

it('takes the commands away again', () => {
  const registry = new CommandRegistry();
  addCommands({
    app: { commands: registry },
    documents,
    trans,
    folder: () => '',
    complete,
    current: () => null
  }).dispose();
  expect(registry.listCommands()).toEqual([]);
});
