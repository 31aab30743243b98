/**
 * A model over a real shared document and the real client, with the server faked below it.
 */
import { YFile } from '@jupyter/ydoc';
import { nullTranslator } from '@jupyterlab/translation';

import type { IClouds, ICloudModel } from '../../tokens';
import { FakeConnection } from '../../testing/connection';
import type { FakeRoutes } from '../../testing/fakeServer';
import { SpecModel } from '../model';
import { JobFollower } from '../model/jobFollower';
import { Surroundings } from '../model/surroundings';
import type { IComposer } from '../view/composer';
import { ComposerLayout } from '../view/layout';
import { providersReply } from './providers';

export const trans = nullTranslator.load('jupyterlab_vcp');

/** A document that has no errors. */
export const AWS = {
  version: 1,
  unitGroup: 'demo',
  unit: 'web',
  provider: 'aws',
  flavor: 'small',
  attributes: { image: 'vcp/base:1.8.1-ubuntu20.04-x86_64' }
};

/** The text of a document as the composer writes it. */
export function textOf(spec: unknown): string {
  return `${JSON.stringify(spec, null, 2)}\n`;
}

export const ROUTES: FakeRoutes = {
  'GET providers': () => ({ body: providersReply(['gcp']) }),
  'GET vpn-catalog': () => ({ body: { entries: [{ provider: 'aws', name: 'default', range: '172.30.2.0/24', values: {} }] } }),
  'GET ssh-keys': () => ({
    body: { keys: [{ path: '/home/user/.ssh/id.pub', type: 'ssh-ed25519', comment: 'user@host', publicKey: KEY, fingerprint: 'SHA256:x' }] }
  }),
  'POST cci': () => ({ body: { text: '\n- unit:\n    name: web', refusals: [] } })
};

/** A public key whose base64 part names its type, as the rules ask. */
export const KEY = `ssh-ed25519 ${Buffer.from('\0\0\0\x0bssh-ed25519\0\0\0 ' + 'k'.repeat(32), 'latin1').toString('base64')} user@host`;

/** What a spec of the composer works with. */
export interface IComposing {
  readonly file: YFile;
  readonly model: SpecModel;
  readonly connection: FakeConnection;
  readonly follower: JobFollower;
  /** The document as the file has it now. */
  readonly spec: () => unknown;
  readonly dispose: () => void;
}

/** Commands that a composer calls, remembered; `known` are those that the application has. */
export class FakeCommands {
  readonly executed: (readonly [id: string, args: unknown])[] = [];
  known: readonly string[] = ['vcp:add-nodes', 'vcp:new-spec'];

  hasCommand(id: string): boolean {
    return this.known.includes(id);
  }

  execute(id: string, args?: unknown): Promise<unknown> {
    this.executed.push([id, args]);
    return Promise.resolve();
  }
}

/** What the composer's view works with, over a model; nothing beside it. */
export function composerOf(model: SpecModel, rest: Partial<IComposer> = {}): IComposer {
  return {
    model,
    layout: new ComposerLayout(),
    actions: {
      insertCode: () => Promise.resolve(),
      copyCode: () => Promise.resolve(),
      createNodes: () => Promise.resolve(),
      saveFlavor: () => Promise.resolve()
    },
    trans,
    language: 'en',
    editors: null,
    languages: null,
    cells: null,
    images: null,
    commands: new FakeCommands(),
    ...rest
  };
}

/** Opens a text in a model whose surroundings are loaded. */
export async function compose(text: string, routes: FakeRoutes = {}, clouds: ICloudModel | null = null): Promise<IComposing> {
  const connection = new FakeConnection({ ...ROUTES, ...routes });
  const file = YFile.create();
  file.setSource(text);
  file.clearUndoHistory();
  const offered: IClouds | null = clouds && { model: () => Promise.resolve(clouds) };
  const surroundings = new Surroundings({ connection, clouds: offered });
  const follower = new JobFollower(() => connection.client());
  const model = new SpecModel({
    text: file,
    surroundings,
    follower,
    client: () => connection.client(),
    code: { followUp: false, trans }
  });
  await surroundings.refresh();
  return {
    file,
    model,
    connection,
    follower,
    spec: () => JSON.parse(file.getSource()) as unknown,
    dispose: () => {
      model.dispose();
      follower.dispose();
      surroundings.dispose();
      file.dispose();
    }
  };
}
