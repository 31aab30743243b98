import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { ISignal } from '@lumino/signaling';

import type { INotebookCells } from '../../tokens';
import type { IDocumentsPort, INotebookPort, ITrackerPort } from './ports';

/** Puts generated code into notebooks. Part of the start-up chunk: it follows the current notebook, and loads the rest when it is first used. */
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
    const { insertCell } = await import('./insertCell');
    return insertCell(notebook, source, this._options.reveal);
  }

  async create(source: string): Promise<void> {
    const { createNotebook } = await import('./files');
    await createNotebook(await this._options.documents(), source);
  }

  async append(path: string, source: string): Promise<void> {
    const { appendCell } = await import('./files');
    await appendCell(await this._options.documents(), { path, source }, this._options.trans);
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
    /** Loaded when it is needed. */
    readonly documents: () => Promise<IDocumentsPort>;
    /** Brings the notebook with the widget id to the front, if the user wants that. */
    readonly reveal: (id: string) => void;
    readonly trans: TranslationBundle;
  }
}
