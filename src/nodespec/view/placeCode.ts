/**
 * Where generated code goes: into the notebook of the page, or to a place that the user names.
 */
import { Clipboard, InputDialog, Notification, showErrorMessage } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import { errorText } from '../../common/errorText';
import type { INotebookCells } from '../../tokens';

/** Puts the code into the current notebook; asks where it should go when the page has none. */
export async function insertIntoNotebook(code: string, cells: INotebookCells | null, trans: TranslationBundle): Promise<void> {
  if (cells?.available && (await cells.insert(code))) {
    Notification.info(trans.__('The code was inserted into %1.', cells.target ?? trans.__('the notebook')), { autoClose: 4000 });
    return;
  }
  await putElsewhere(code, cells, trans);
}

/** Puts the code on the clipboard. */
export function copyCode(code: string, trans: TranslationBundle): void {
  Clipboard.copyToSystem(code);
  Notification.info(trans.__('The code is on the clipboard.'), { autoClose: 3000 });
}

/** Asks where the code should go when the page has no notebook. */
async function putElsewhere(code: string, cells: INotebookCells | null, trans: TranslationBundle): Promise<void> {
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
    copyCode(code, trans);
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

/** Runs it and shows why it failed. */
export async function reporting(trans: TranslationBundle, run: () => Promise<unknown> | undefined): Promise<void> {
  try {
    await run();
  } catch (error) {
    const { title, advice, detail } = errorText(error, trans);
    await showErrorMessage(title, [advice, detail].filter(part => part !== '').join('\n\n'));
  }
}
