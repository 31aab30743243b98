import type { TranslationBundle } from '@jupyterlab/translation';
import { UUID } from '@lumino/coreutils';

import { NotebookError } from './notebookError';
import type { IDocumentsPort, IKernelName, IOpenDocument } from './ports';

/** A notebook file, as far as it is looked at here; everything else in it is handed through untouched. */
interface INotebookFile {
  readonly cells: readonly unknown[];
  readonly nbformat: number;
  readonly nbformat_minor: number;
}

export interface ICodeForFile {
  /** Path of the notebook in the Jupyter server's contents. */
  readonly path: string;
  readonly source: string;
}

/**
 * Makes a notebook with this code as its first cell, and opens it.
 *
 * The cell is written into the file before it is opened, because Notebook 7 opens it in another browser tab that this page has no hold of.
 */
export async function createNotebook(documents: IDocumentsPort, source: string): Promise<void> {
  const { path } = await documents.contents.newUntitled({ path: documents.folder(), type: 'notebook' });
  const kernel = documents.pythonKernel();
  const content = { cells: [codeCell(source, true)], metadata: kernel ? kernelMetadata(kernel) : {}, nbformat: 4, nbformat_minor: 5 };
  await documents.contents.save(path, { type: 'notebook', format: 'json', content });
  await documents.open(path);
}

/**
 * Appends a code cell to a notebook file: through its open model where there is one, else in the file.
 *
 * @throws NotebookError when the file has unsaved edits in this page, cannot be written, or is not a notebook that can be extended.
 */
export async function appendCell(documents: IDocumentsPort, code: ICodeForFile, trans: TranslationBundle): Promise<void> {
  const open = documents.openDocuments(code.path);
  await Promise.all(open.map(document => document.context.ready));
  if (open.some(document => document.context.model.dirty)) {
    throw new NotebookError('unsaved', trans.__('%1 is open with unsaved edits. Save it, then try again.', code.path));
  }
  const asNotebook = open.find(document => document.notebook !== null);
  if (asNotebook) {
    await appendToOpen(asNotebook, code, trans);
  } else {
    await appendToFile(documents, code, trans);
  }
  // Another view of the file (a text editor) had no edits, so reading it again loses nothing and spares a conflict later.
  await Promise.all(open.filter(document => document !== asNotebook).map(document => document.context.revert()));
}

async function appendToOpen(document: IOpenDocument, code: ICodeForFile, trans: TranslationBundle): Promise<void> {
  if (document.context.model.readOnly || !document.notebook) {
    throw readOnly(code.path, trans);
  }
  document.notebook.addCell({ cell_type: 'code', source: code.source, metadata: { trusted: true } });
  await document.context.save();
}

async function appendToFile(documents: IDocumentsPort, code: ICodeForFile, trans: TranslationBundle): Promise<void> {
  const { path, source } = code;
  const file = await documents.contents.get(path, { content: true });
  const content = file.type === 'notebook' ? asNotebook(file.content) : null;
  if (!content) {
    throw new NotebookError('not-a-notebook', trans.__('%1 is not a notebook of format 4.', path));
  }
  if (!file.writable) {
    throw readOnly(path, trans);
  }
  // Cells have ids since format 4.5; an older notebook with ids would not be valid.
  const cell = codeCell(source, content.nbformat_minor >= 5);
  await documents.contents.save(path, { type: 'notebook', format: 'json', content: { ...content, cells: [...content.cells, cell] } });
}

function readOnly(path: string, trans: TranslationBundle): NotebookError {
  return new NotebookError('read-only', trans.__('%1 cannot be written.', path));
}

function asNotebook(content: unknown): INotebookFile | null {
  if (typeof content !== 'object' || content === null || !('cells' in content) || !('nbformat' in content)) {
    return null;
  }
  const { cells, nbformat } = content;
  const minor: unknown = 'nbformat_minor' in content ? content.nbformat_minor : 0;
  return Array.isArray(cells) && nbformat === 4 && typeof minor === 'number'
    ? { ...content, cells, nbformat, nbformat_minor: minor }
    : null;
}

function codeCell(source: string, withId: boolean): Readonly<Record<string, unknown>> {
  const cell = { cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source };
  return withId ? { ...cell, id: UUID.uuid4() } : cell;
}

function kernelMetadata({ name, displayName }: IKernelName): Readonly<Record<string, unknown>> {
  return { kernelspec: { name, display_name: displayName, language: 'python' }, language_info: { name: 'python' } };
}
