import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { ISignal } from '@lumino/signaling';

import type { INotebookCells } from '../../tokens';
import type { IDocumentsPort, INotebookPort, ITrackerPort } from './ports';

/** Puts generated code into notebooks. What needs files is loaded when it is first used. */
export class NotebookCells implements INotebookCells, IDisposable {
  constructor(private readonly _options: NotebookCells.IOptions) {
    _options.tracker?.currentChanged.connect(this._onCurrentChanged, this);
    this._onCurrentChanged();
  }

  get available(): boolean {
    return this._current !== null && this._current.model?.readOnly !== true;
  }

  get target(): string | null {
    return this.available ? (this._current?.context.path.split('/').pop() ?? null) : null;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      Signal.disconnectReceiver(this);
      Signal.clearData(this);
    }
  }

  async insert(source: string): Promise<boolean> {
    const notebook = this._current;
    if (!notebook || !this.available) {
      return false;
    }
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
    this._options.reveal(notebook.id);
    // A notebook that is hidden or gone cannot scroll; the cell is there all the same.
    await content.scrollToItem(index).catch(() => undefined);
    return true;
  }

  async create(source: string): Promise<void> {
    const { createNotebook } = await import('./files');
    await createNotebook(this._options.documents, source);
  }

  async append(path: string, source: string): Promise<void> {
    const { appendCell } = await import('./files');
    await appendCell(this._options.documents, { path, source }, this._options.trans);
  }

  private _onCurrentChanged(): void {
    this._current?.context.pathChanged.disconnect(this._emit, this);
    this._current = this._options.tracker?.currentWidget ?? null;
    this._current?.context.pathChanged.connect(this._emit, this);
    this._emit();
  }

  private _emit(): void {
    this._changed.emit();
  }

  private readonly _changed = new Signal<this, void>(this);
  private _current: INotebookPort | null = null;
  private _isDisposed = false;
}

export namespace NotebookCells {
  export interface IOptions {
    /** Null where the application has no notebooks. */
    readonly tracker: ITrackerPort | null;
    readonly documents: IDocumentsPort;
    /** Brings the notebook with the widget id to the front, if the user wants that. */
    readonly reveal: (id: string) => void;
    readonly trans: TranslationBundle;
  }
}
