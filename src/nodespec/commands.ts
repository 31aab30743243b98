import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { DisposableSet } from '@lumino/disposable';
import type { IDisposable } from '@lumino/disposable';

import { NO_ARGUMENTS } from '../common/noArguments';
import { specIcon } from './icon';
import type { INewSpec } from './newSpec';
import type { SpecDocument } from './specDocument';

/** Ids of the composer's commands. */
export const CommandIDs = {
  newSpec: 'vcp:new-spec',
  insertCode: 'vcp:insert-spec-code',
  copyCode: 'vcp:copy-spec-code',
  createNodes: 'vcp:create-nodes',
  saveFlavor: 'vcp:save-flavor'
} as const;

/** Name of the document widget factory; stands in the URL of a Notebook 7 page. */
export const FACTORY = 'VCP node spec';

/** Extension and name of the file type. */
export const FILE_TYPE = 'vcpspec';

/** Makes files and opens them. */
export interface IDocuments extends Pick<IDocumentManager, 'openOrReveal'> {
  readonly services: { readonly contents: Pick<Contents.IManager, 'newUntitled' | 'save'> };
}

export interface ICommandOptions {
  readonly app: Pick<JupyterFrontEnd, 'commands'>;
  readonly documents: IDocuments;
  readonly trans: TranslationBundle;
  /** Folder in which a new file is made when the command does not say. */
  readonly folder: () => string;
  /** Fills in what follows from the rest, such as the provider of disks for a storage group. Never rejects. */
  readonly complete: (start: INewSpec) => Promise<INewSpec>;
  /** The document that commands act on. */
  readonly current: () => SpecDocument | null;
}

/** Registers the commands; the result takes them away again. */
export function addCommands(options: ICommandOptions): IDisposable {
  const commands = new DisposableSet();
  commands.add(addNewSpec(options));
  for (const command of addCodeCommands(options)) {
    commands.add(command);
  }
  return commands;
}

function addNewSpec(options: ICommandOptions): IDisposable {
  const { app, trans } = options;
  return app.commands.addCommand(CommandIDs.newSpec, {
    label: args => (args['isPalette'] ? trans.__('New Node Spec') : trans.__('Node Spec')),
    caption: trans.__('Make a file that describes nodes or disks of a cloud provider'),
    icon: args => (args['isPalette'] ? undefined : specIcon),
    describedBy: async () => (await import('./createSpec')).newSpecArguments(trans),
    execute: async args => (await import('./createSpec')).createSpec(options, args)
  });
}

/** An action on the open spec that needs nothing but the spec. */
type PlainAction = 'insertCode' | 'copyCode' | 'createNodes' | 'saveFlavor';

function addCodeCommands({ app, trans, current }: ICommandOptions): readonly IDisposable[] {
  const table: readonly (readonly [action: PlainAction, label: string, caption: string])[] = [
    ['insertCode', trans.__('Insert Code of Node Spec'), trans.__('Put the SDK code of the open spec into a notebook')],
    ['copyCode', trans.__('Copy Code of Node Spec'), trans.__('Put the SDK code of the open spec on the clipboard')],
    ['createNodes', trans.__('Create Nodes of Node Spec…'), trans.__('Create what the open spec describes, after a confirmation')],
    [
      'saveFlavor',
      trans.__('Save Node Spec as Flavor…'),
      trans.__('Write the machine and disk settings of the open spec into vcp_flavor.yml')
    ]
  ];
  return table.map(([action, label, caption]) =>
    app.commands.addCommand(CommandIDs[action], {
      label,
      caption,
      describedBy: NO_ARGUMENTS,
      isEnabled: () => current() !== null,
      execute: async () => {
        const actions = await current()?.actions();
        await actions?.[action]();
      }
    })
  );
}
