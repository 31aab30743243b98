import { NotebookModel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';

import type { IDocumentsPort, INotebookPort, IOpenDocument, ITrackerPort } from '../model/ports';

/** A notebook panel around a real notebook model. */
export class FakeNotebook implements INotebookPort {
  constructor(
    readonly path: string,
    sources: readonly string[],
    options: { readonly readOnly?: boolean } = {}
  ) {
    this.model = new NotebookModel();
    this.model.sharedModel.insertCells(
      0,
      sources.map(source => ({ cell_type: 'code', source, metadata: { other: { extension: 1 } } }))
    );
    this.model.sharedModel.clearUndoHistory();
    this.model.readOnly = options.readOnly ?? false;
    this.id = `panel-${path}`;
    this.context = { path, pathChanged: new Signal<unknown, string>({}), ready: Promise.resolve() };
  }

  readonly id: string;
  readonly model: NotebookModel;
  readonly context: { path: string; readonly pathChanged: Signal<unknown, string>; readonly ready: Promise<void> };
  readonly content = {
    activeCellIndex: 0,
    deselectAll: jest.fn(),
    scrollToItem: jest.fn((_index: number) => Promise.resolve())
  };

  get sources(): readonly string[] {
    return this.model.sharedModel.cells.map(cell => cell.source);
  }

  rename(path: string): void {
    this.context.path = path;
    this.context.pathChanged.emit(path);
  }
}

export class FakeTracker implements ITrackerPort {
  constructor(public currentWidget: FakeNotebook | null) {}

  readonly currentChanged = new Signal<unknown, INotebookPort | null>({});

  turnTo(notebook: FakeNotebook | null): void {
    this.currentWidget = notebook;
    this.currentChanged.emit(notebook);
  }
}

/** A file as the contents API answers it. */
export function notebookFile(content: unknown, change: Partial<Contents.IModel> = {}): Contents.IModel {
  return {
    name: 'run.ipynb',
    path: 'work/run.ipynb',
    type: 'notebook',
    format: 'json',
    mimetype: '',
    writable: true,
    created: '',
    last_modified: '',
    content,
    ...change
  };
}

/** Documents over one file and the contexts that are open on it. */
export class FakeDocuments implements IDocumentsPort {
  constructor(
    private readonly _file: Contents.IModel | null = null,
    private readonly _open: readonly IOpenDocument[] = []
  ) {}

  readonly opened: string[] = [];
  readonly saved: { readonly path: string; readonly content: unknown }[] = [];
  kernel: { readonly name: string; readonly displayName: string } | null = { name: 'python3', displayName: 'Python 3' };

  readonly contents = {
    get: (): Promise<Contents.IModel> => (this._file ? Promise.resolve(this._file) : Promise.reject(new Error('HTTP 404'))),
    save: (path: string, options: Partial<Contents.IModel> = {}): Promise<Contents.IModel> => {
      this.saved.push({ path, content: options.content as unknown });
      return Promise.resolve(notebookFile(options.content, { path }));
    },
    newUntitled: (options: Contents.ICreateOptions = {}): Promise<Contents.IModel> =>
      Promise.resolve(notebookFile(null, { path: `${options.path ?? ''}/Untitled.${options.type === 'notebook' ? 'ipynb' : 'txt'}` }))
  };

  openDocuments(): readonly IOpenDocument[] {
    return this._open;
  }

  open(path: string): Promise<void> {
    this.opened.push(path);
    return Promise.resolve();
  }

  folder(): string {
    return 'work';
  }

  pythonKernel(): { readonly name: string; readonly displayName: string } | null {
    return this.kernel;
  }
}

/** An open context on the file. */
export function openDocument(notebook: FakeNotebook | null, state: { readonly dirty?: boolean; readonly readOnly?: boolean } = {}) {
  return {
    context: {
      ready: Promise.resolve(),
      model: { dirty: state.dirty ?? false, readOnly: state.readOnly ?? false },
      save: jest.fn(() => Promise.resolve()),
      revert: jest.fn(() => Promise.resolve())
    },
    notebook: notebook?.model.sharedModel ?? null
  };
}
