import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IMainMenu } from '@jupyterlab/mainmenu';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';

import { NO_ARGUMENTS } from '../common/noArguments';
import type { SpecDocument } from './specDocument';

/** Ids of what *Edit > Undo* and *Edit > Redo* do in a spec. Not in the palette, which has those two already. */
export const UndoIDs = {
  undo: 'vcp:undo-spec',
  redo: 'vcp:redo-spec'
} as const;

/** The document as far as its history goes. */
export type SpecHistory = Pick<SpecDocument['context']['model']['sharedModel'], 'undo' | 'redo' | 'canUndo' | 'canRedo'>;

export interface IUndoOptions {
  readonly app: Pick<JupyterFrontEnd, 'commands'>;
  readonly editMenu: Pick<IMainMenu['editMenu'], 'undoers'>;
  readonly trans: TranslationBundle;
  /** Whether the widget is a spec document. */
  readonly isSpec: (widget: Widget) => boolean;
  /** History of the document in front; null when there is none. */
  readonly history: () => SpecHistory | null;
}

/** Makes the Edit menu undo and redo changes of the spec in front. */
export function addUndo({ app, editMenu, trans, isSpec, history }: IUndoOptions): void {
  app.commands.addCommand(UndoIDs.undo, {
    label: trans.__('Undo'),
    caption: trans.__('Undo the last change of the spec'),
    describedBy: NO_ARGUMENTS,
    isEnabled: () => history()?.canUndo() ?? false,
    execute: () => history()?.undo()
  });
  app.commands.addCommand(UndoIDs.redo, {
    label: trans.__('Redo'),
    caption: trans.__('Make the change of the spec again that was undone'),
    describedBy: NO_ARGUMENTS,
    isEnabled: () => history()?.canRedo() ?? false,
    execute: () => history()?.redo()
  });
  editMenu.undoers.undo.add({ id: UndoIDs.undo, isEnabled: isSpec });
  editMenu.undoers.redo.add({ id: UndoIDs.redo, isEnabled: isSpec });
}
