import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { DisposableSet } from '@lumino/disposable';
import type { IDisposable } from '@lumino/disposable';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { specIcon } from './icon';
import type { INewSpec } from './newSpec';
import type { ISpecActions, SpecDocument } from './specDocument';

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
    describedBy: {
      args: {
        type: 'object',
        properties: {
          cwd: { type: 'string', description: trans.__('Folder of the new file') },
          provider: { type: 'string', description: trans.__('Provider plugin, for example aws') },
          flavor: { type: 'string', description: trans.__('Flavor of the provider') },
          image: { type: 'string', description: trans.__('Base container image') },
          unitGroup: { type: 'string', description: trans.__('Name of the unit group') },
          unitType: { type: 'string', enum: ['compute', 'storage'], description: trans.__('Nodes (compute) or disks (storage)') },
          unit: { type: 'string', description: trans.__('Name of the unit') },
          attributes: { type: 'object', description: trans.__('SDK attributes, for example disks') },
          isPalette: { type: 'boolean', description: trans.__('Whether the command stands in the palette') }
        }
      }
    },
    execute: args => createSpec(options, args)
  });
}

/** Makes `untitled.vcpspec` and opens it: a tab in JupyterLab, its own page in Notebook 7. Resolves to the widget, if it is on this page. */
async function createSpec(options: ICommandOptions, args: ReadonlyPartialJSONObject): Promise<unknown> {
  const { documents } = options;
  const { needsCompletion, newSpecText, startOf } = await import('./newSpec');
  const { contents } = documents.services;
  const start = startOf(args);
  const text = newSpecText(needsCompletion(start) ? await options.complete(start) : start);
  const file = await contents.newUntitled({ path: start.folder ?? options.folder(), type: 'file', ext: `.${FILE_TYPE}` });
  await contents.save(file.path, { type: 'file', format: 'text', content: text });
  return documents.openOrReveal(file.path, FACTORY);
}

interface ICodeCommand {
  readonly id: string;
  readonly label: string;
  readonly caption: string;
  readonly run: (actions: ISpecActions) => Promise<void>;
}

function addCodeCommands({ app, trans, current }: ICommandOptions): readonly IDisposable[] {
  const table: readonly ICodeCommand[] = [
    {
      id: CommandIDs.insertCode,
      label: trans.__('Insert Code of Node Spec'),
      caption: trans.__('Put the SDK code of the open spec into a notebook'),
      run: actions => actions.insertCode()
    },
    {
      id: CommandIDs.copyCode,
      label: trans.__('Copy Code of Node Spec'),
      caption: trans.__('Put the SDK code of the open spec on the clipboard'),
      run: actions => actions.copyCode()
    },
    {
      id: CommandIDs.createNodes,
      label: trans.__('Create Nodes of Node Spec…'),
      caption: trans.__('Create what the open spec describes, after a confirmation'),
      run: actions => actions.createNodes()
    },
    {
      id: CommandIDs.saveFlavor,
      label: trans.__('Save Node Spec as Flavor…'),
      caption: trans.__('Write the machine and disk settings of the open spec into vcp_flavor.yml'),
      run: actions => actions.saveFlavor()
    }
  ];
  return table.map(({ id, label, caption, run }) =>
    app.commands.addCommand(id, {
      label,
      caption,
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled: () => current() !== null,
      execute: async () => {
        const actions = await current()?.actions();
        if (actions) {
          await run(actions);
        }
      }
    })
  );
}
