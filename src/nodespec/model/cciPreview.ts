/**
 * The unit CCI as the server half would write it, asked for some time after the last keystroke.
 */
import { Signal } from '@lumino/signaling';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';

import type { CciPreview as CciReply } from '../../api/types';
import type { IClient } from '../../tokens';
import type { Spec } from '../domain';

/** Milliseconds without a change before the server is asked. */
const QUIET_TIME = 350;

/** What is known of the CCI. */
export interface ICciState {
  /** The last answer; null before the first. */
  readonly reply: CciReply | null;
  /** Whether the document has changed since that answer. */
  readonly stale: boolean;
  /** Why the last request failed, or null. */
  readonly error: unknown;
}

/** Asks for the CCI of a document while somebody looks at it. */
export class CciPreview implements IDisposable {
  constructor(
    private readonly _client: () => Promise<IClient>,
    private readonly _spec: () => Spec | null
  ) {}

  get state(): ICciState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Whether somebody looks: only then the server is asked. */
  set watched(watched: boolean) {
    this._watched = watched;
    if (watched && (this._state.stale || this._state.reply === null)) {
      void this.ask();
    }
  }

  /** The document has changed. */
  invalidate(): void {
    this._abort?.abort();
    clearTimeout(this._timer);
    this._set({ ...this._state, stale: true });
    if (this._watched) {
      this._timer = setTimeout(() => {
        void this.ask();
      }, QUIET_TIME);
    }
  }

  /** Asks now. Never rejects: a failure stands in `state.error`. */
  async ask(): Promise<void> {
    this._abort?.abort();
    const spec = this._spec();
    if (spec === null) {
      return;
    }
    const abort = new AbortController();
    this._abort = abort;
    try {
      const client = await this._client();
      const reply = await client.previewCci(spec, { signal: abort.signal });
      this._answer(abort, { reply, stale: false, error: null });
    } catch (error) {
      this._answer(abort, { ...this._state, error });
    }
  }

  dispose(): void {
    this._isDisposed = true;
    clearTimeout(this._timer);
    this._abort?.abort();
    Signal.clearData(this);
  }

  private _answer(abort: AbortController, state: ICciState): void {
    // An answer to a request that was given up is about an older document.
    if (!abort.signal.aborted) {
      this._set(state);
    }
  }

  private _set(state: ICciState): void {
    if (!this._isDisposed) {
      this._state = state;
      this._changed.emit();
    }
  }

  private _state: ICciState = { reply: null, stale: false, error: null };
  private _watched = false;
  private _isDisposed = false;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _abort: AbortController | null = null;
  private readonly _changed = new Signal<this, void>(this);
}
