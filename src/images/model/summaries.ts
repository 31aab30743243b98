import { LruCache } from '@jupyterlab/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { ISignal } from '@lumino/signaling';

import type { ImageSummary } from '../../api/types';
import { ApiError } from '../../api/errors';

/** Images of one request, and requests at once; the registry is asked twice per image. */
const CHUNK = 20;
const AT_ONCE = 2;

/** Summaries that are kept. */
const KEPT = 2000;

/**
 * What is known of an image beyond its name: its summary, why there is none, `asking` while it is on its way, or null when nobody has
 * asked.
 */
export type KnownSummary = ImageSummary | ApiError | 'asking' | null;

/**
 * Size and date of the images that can be seen, and of no others: in a list of 100,000 images nobody waits for those far away.
 *
 * #### Notes
 * Requests for rows that were scrolled away are cancelled; what has been answered is kept for the session, or until `forget`. The panel
 * and a dialog over it may show the same registry, so each view says for itself what can be seen in it.
 */
export class Summaries implements IDisposable {
  /** @param ask - Asks for at most 20 images; rejects with an `ApiError`. */
  constructor(private readonly _ask: Summaries.Ask) {}

  /** Emitted when `get` answers something else for some image. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._disposed;
  }

  dispose(): void {
    this._disposed = true;
    this._seen.clear();
    this._waiting = [];
    this._cancel(() => true);
    Signal.clearData(this);
  }

  get(image: string): KnownSummary {
    return this._known.get(image) ?? (this._isAsked(image) ? 'asking' : null);
  }

  /**
   * Names the images that can be seen in a view now, first things first. What no view wants any more is not asked for, or cancelled.
   *
   * @param images - None when the view goes.
   * @param view - Whatever stands for the view.
   */
  want(images: readonly string[], view: object): void {
    this._seen.delete(view);
    const wanted = new Set([...images, ...[...this._seen.values()].flat()]);
    if (images.length > 0) {
      this._seen.set(view, images);
    }
    this._cancel(request => request.images.every(image => !wanted.has(image)));
    this._waiting = [...wanted].filter(image => this.get(image) === null);
    this._next();
  }

  /** Forgets everything, so that tags which have moved are asked for again. */
  forget(): void {
    this._known.clear();
    this._cancel(() => true);
    this._changed.emit();
  }

  private _cancel(isOver: (request: IRequest) => boolean): void {
    for (const request of [...this._requests].filter(isOver)) {
      this._requests.delete(request);
      request.abort.abort();
    }
  }

  private _next(): void {
    let started = false;
    while (this._requests.size < AT_ONCE && this._waiting.length > 0) {
      const images = this._waiting.slice(0, CHUNK);
      this._waiting = this._waiting.slice(CHUNK);
      void this._send({ images, abort: new AbortController() });
      started = true;
    }
    if (started) {
      this._changed.emit();
    }
  }

  private async _send(request: IRequest): Promise<void> {
    this._requests.add(request);
    const answers = await this._answers(request);
    // One that was cancelled has been taken out: nobody waits for it any more.
    if (this._requests.delete(request)) {
      request.images.forEach((image, place) => {
        this._known.set(image, answers[place] ?? NO_ANSWER);
      });
      this._changed.emit();
      this._next();
    }
  }

  private async _answers({ images, abort }: IRequest): Promise<readonly (ImageSummary | ApiError)[]> {
    try {
      return await this._ask(images, abort.signal);
    } catch (error) {
      return images.map(() => (error instanceof ApiError ? error : NO_ANSWER));
    }
  }

  private _isAsked(image: string): boolean {
    return [...this._requests].some(({ images }) => images.includes(image));
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _known = new LruCache<string, ImageSummary | ApiError>({ maxSize: KEPT });
  private readonly _requests = new Set<IRequest>();
  /** Images that can be seen, by view. */
  private readonly _seen = new Map<object, readonly string[]>();
  private _waiting: readonly string[] = [];
  private _disposed = false;
}

export namespace Summaries {
  export type Ask = (images: readonly string[], signal: AbortSignal) => Promise<readonly ImageSummary[]>;
}

interface IRequest {
  readonly images: readonly string[];
  readonly abort: AbortController;
}

const NO_ANSWER = new ApiError({ kind: 'not-understood', message: 'No answer for this image.' });
