import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';

import { operationLabel } from '../../common/operationText';
import type { Operation } from '../domain/operations';
import type { PlaceKind } from '../domain/tree';
import type { IExplorerHandle } from '../handle';
import { PLACE_ARGUMENTS } from './ids';

/** `on`: the kinds of rows that the command is for. `label`: where several commands share an operation. */
export type OperationCommand = readonly [id: string, operation: Operation, on: readonly PlaceKind[], caption: string, label?: string];

/** Registers the commands that operate on rows; their code is loaded when one is executed. */
export function addOperationCommands(
  { commands }: JupyterFrontEnd,
  handle: IExplorerHandle,
  added: readonly OperationCommand[],
  trans: TranslationBundle
): void {
  for (const [id, operation, on, caption, label = operationLabel(operation, trans)] of added) {
    commands.addCommand(id, {
      // A menu shows no tooltip, so the reason stands in the label.
      label: args =>
        [handle.current?.labelOf(operation, args) ?? label, handle.current?.refusal(operation, args)].filter(text => text).join(' – '),
      caption,
      describedBy: PLACE_ARGUMENTS,
      isEnabled: args => (handle.current === null ? 'group' in args : handle.current.refusal(operation, args) === ''),
      // Before anything is loaded every command is listed; afterwards only those that exist for the row.
      isVisible: args => handle.current?.isFor(on, operation, args) ?? true,
      execute: async args => (await handle.load()).run(on, operation, args)
    });
  }
}
