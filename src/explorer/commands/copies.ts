import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';

import { CommandIDs, PLACE_ARGUMENTS } from './ids';
import type { CopyKind } from '../domain/copies';
import type { IExplorerHandle } from '../handle';

interface ICopyCommand {
  readonly id: string;
  readonly kind: CopyKind;
  readonly label: string;
  readonly caption: string;
}

function copyCommands(trans: TranslationBundle): readonly ICopyCommand[] {
  return [
    {
      id: CommandIDs.copyAddress,
      kind: 'address',
      label: trans.__('Copy Address'),
      caption: trans.__('Copy the address of the node, or of all nodes of the unit')
    },
    {
      id: CommandIDs.copySshCommand,
      kind: 'ssh',
      label: trans.__('Copy SSH Command'),
      caption: trans.__('Copy the command that opens a shell in the node')
    },
    { id: CommandIDs.copyId, kind: 'id', label: trans.__('Copy Id'), caption: trans.__('Copy the id that the SDK takes') }
  ];
}

/** Registers the commands that copy something of a row; their code is loaded when one is executed. */
export function addCopyCommands({ commands }: JupyterFrontEnd, handle: IExplorerHandle, trans: TranslationBundle): void {
  for (const { id, kind, label, caption } of copyCommands(trans)) {
    commands.addCommand(id, {
      label,
      caption,
      describedBy: PLACE_ARGUMENTS,
      isEnabled: args => (handle.current === null ? 'group' in args : handle.current.canCopy(kind, args)),
      execute: async args => {
        (await handle.load()).copyOf(kind, args);
      }
    });
  }
}
