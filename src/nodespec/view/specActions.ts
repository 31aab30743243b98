/**
 * What the buttons and commands of a composer do.
 */
import { Notification, showErrorMessage } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import { SubmitDialog } from '../../common/submitDialog';
import type { INotebookCells } from '../../tokens';
import type { SpecModel } from '../model';
import type { ISpecActions } from '../specDocument';
import { confirmCreation } from './creationDialog';
import { FlavorForm } from './FlavorForm';
import { flavorReason } from './flavorReason';
import { copyCode, insertIntoNotebook, reporting } from './placeCode';

export interface ISpecActionsOptions {
  readonly model: SpecModel;
  /** Saves the document. Rejects when the file cannot be written. */
  readonly save: () => Promise<void>;
  readonly cells: INotebookCells | null;
  readonly trans: TranslationBundle;
  /** BCP 47 tag. */
  readonly language: string;
}

/** The actions of the composer of that model. */
export function specActions(options: ISpecActionsOptions): ISpecActions {
  const { model, cells, trans } = options;
  const code = (): string => model.snapshot.code?.text ?? '';
  const insertCode = (): Promise<void> => insertIntoNotebook(code(), cells, trans);
  const createNodes = async (): Promise<void> => {
    const answer = await confirmCreation(model, options);
    if (answer === 'code') {
      await insertCode();
    } else if (answer === 'create') {
      await create(options);
    }
  };
  return {
    insertCode,
    copyCode: () => {
      copyCode(code(), trans);
      return Promise.resolve();
    },
    createNodes,
    saveFlavor: () => saveFlavor(options)
  };
}

/** The dialog stays until the flavor is saved; then the form uses it, which the bar shows, and only the back-up is worth a word. */
async function saveFlavor({ model, trans, language }: ISpecActionsOptions): Promise<void> {
  const reason = flavorReason(model.snapshot, trans);
  if (reason !== '') {
    await showErrorMessage(trans.__('No flavor can be made of this'), reason);
    return;
  }
  const provider = model.snapshot.provider?.name ?? '';
  const body = new FlavorForm(model, trans, language);
  const dialog = new SubmitDialog({ title: trans.__('Save as a Flavor of %1', provider), body, accept: trans.__('Save'), trans });
  await dialog.launch();
  const file = dialog.result?.file;
  if (file) {
    const backup = file.backup === null ? '' : trans.__('The former file is %1.', file.backup);
    Notification.info(`${trans.__('The flavor was saved in %1.', file.path)} ${backup}`.trim(), { autoClose: 6000 });
  }
}

/** Saves first: nodes that cost money must not outlive the only description of them. */
async function create({ model, save, trans }: ISpecActionsOptions): Promise<void> {
  await reporting(trans, async () => {
    await save();
    await model.create();
  });
}
