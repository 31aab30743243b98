import type { INotebookPort } from './ports';

/**
 * Inserts a code cell below the active one.
 *
 * @param reveal - Brings the widget with the id to the front, if the user wants that.
 * @returns Whether there is a new cell; false when the notebook cannot be changed.
 */
export async function insertCell(notebook: INotebookPort, source: string, reveal: (id: string) => void): Promise<boolean> {
  await notebook.context.ready;
  const { model, content } = notebook;
  if (!model || model.readOnly) {
    return false;
  }
  const index = Math.min(content.activeCellIndex + 1, model.sharedModel.cells.length);
  // One insertion is one transaction, so one step of undo. Trusted as any cell that the user makes: it has no output.
  model.sharedModel.insertCell(index, { cell_type: 'code', source, metadata: { trusted: true } });
  content.deselectAll();
  content.activeCellIndex = index;
  reveal(notebook.id);
  // A notebook that is hidden or gone cannot scroll; the cell is there all the same.
  await content.scrollToItem(index).catch(() => undefined);
  return true;
}
