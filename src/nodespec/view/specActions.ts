/**
 * What the buttons and commands of a composer do.
 */
import { Clipboard, InputDialog, Notification, showErrorMessage } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import { errorText } from '../../common/errorText';
import { SubmitDialog } from '../../common/submitDialog';
import type { INotebookCells } from '../../tokens';
import type { SpecModel } from '../model';
import type { ISpecActions } from '../specDocument';
import { confirmCreation } from './creationDialog';
import { FlavorForm } from './FlavorForm';
import { flavorReason } from './flavorReason';

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
  const insertCode = async (): Promise<void> => {
    if (cells?.available && (await cells.insert(code()))) {
      Notification.info(trans.__('The code was inserted into %1.', cells.target ?? trans.__('the notebook')), { autoClose: 4000 });
      return;
    }
    await putElsewhere(code(), options);
  };
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
      copy(code(), trans);
      return Promise.resolve();
    },
    createNodes,
    saveFlavor: () => saveFlavor(options)
  };
}

function copy(code: string, trans: TranslationBundle): void {
  Clipboard.copyToSystem(code);
  Notification.info(trans.__('The code is on the clipboard.'), { autoClose: 3000 });
}

/** Asks where the code should go when the page has no notebook. */
async function putElsewhere(code: string, { cells, trans }: ISpecActionsOptions): Promise<void> {
  const places = [
    trans.__('Copy to the clipboard'),
    ...(cells ? [trans.__('Into a new notebook'), trans.__('Into a notebook that I name')] : [])
  ];
  const chosen = await InputDialog.getItem({
    title: trans.__('Where should the code go?'),
    label: trans.__('No notebook is open on this page.'),
    items: places
  });
  const place = chosen.button.accept && chosen.value !== null ? places.indexOf(chosen.value) : -1;
  if (place === 0) {
    copy(code, trans);
  } else if (place === 1) {
    await reporting(trans, () => cells?.create(code));
  } else if (place === 2) {
    await appendTo(code, cells, trans);
  }
}

async function appendTo(code: string, cells: INotebookCells | null, trans: TranslationBundle): Promise<void> {
  const path = await InputDialog.getText({
    title: trans.__('Insert into a notebook'),
    label: trans.__('Path of the notebook, from the folder that the file browser starts in'),
    placeholder: trans.__('notebooks/vcp.ipynb'),
    okLabel: trans.__('Insert')
  });
  const name = path.value?.trim() ?? '';
  if (path.button.accept && name !== '') {
    await reporting(trans, async () => {
      await cells?.append(name, code);
      Notification.info(trans.__('The code was inserted into %1.', name), { autoClose: 4000 });
    });
  }
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

/** Runs it and shows why it failed. */
async function reporting(trans: TranslationBundle, run: () => Promise<unknown> | undefined): Promise<void> {
  try {
    await run();
  } catch (error) {
    const { title, advice, detail } = errorText(error, trans);
    await showErrorMessage(title, [advice, detail].filter(part => part !== '').join('\n\n'));
  }
}
