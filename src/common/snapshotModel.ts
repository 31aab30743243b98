import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { ISignal } from '@lumino/signaling';

/**
 * A model of one dialog or panel: it hands out an immutable snapshot, tells when there is another one, and cancels its requests when
 * it is disposed of.
 *
 * @typeParam S - The snapshot. It is replaced as a whole, so that views can compare by identity (`useSignalValue`).
 */
export abstract class SnapshotModel<S extends object> implements IDisposable {
  constructor(snapshot: S) {
    this._snapshot = snapshot;
  }

  get snapshot(): S {
    return this._snapshot;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._abort.signal.aborted;
  }

  dispose(): void {
    this._abort.abort();
    Signal.clearData(this);
  }

  /** Ends the requests that are given it. */
  protected get abortSignal(): AbortSignal {
    return this._abort.signal;
  }

  /** Replaces the snapshot; what arrives after the end is dropped. */
  protected set(snapshot: S): void {
    if (!this.isDisposed) {
      this._snapshot = snapshot;
      this._changed.emit();
    }
  }

  private readonly _abort = new AbortController();
  private readonly _changed = new Signal<this, void>(this);
  private _snapshot: S;
}
