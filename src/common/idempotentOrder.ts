/**
 * Orders that must not be carried out twice, however often the button was pressed or an answer got lost.
 */
import { UUID } from '@lumino/coreutils';

import { ApiError } from '../api/errors';

/** Milliseconds for which an order without an answer counts as the same order; later it is another wish, and gets another key. */
const SAME_WISH = 600_000;

interface IOpenOrder<T> {
  readonly key: string;
  readonly since: number;
  /** Null when the answer was lost. */
  readonly pending: Promise<T> | null;
}

/**
 * Gives each order the idempotency key that the server half knows it by.
 *
 * #### Notes
 * The key is kept until the server has answered for it. When the answer was lost, the same order is sent with the same key again, and
 * the server answers with what it began, if it began anything.
 *
 * @typeParam T - What the server answers.
 */
export class IdempotentOrder<T> {
  /**
   * Sends the order. A second call with the same order while the first is under way gets the same answer. Rejects as `send` does.
   *
   * @param order - What is ordered; compared by its JSON text.
   * @param send - Sends it under the key.
   */
  place(order: unknown, send: (key: string) => Promise<T>): Promise<T> {
    const text = JSON.stringify(order);
    const open = this._open.get(text);
    if (open?.pending) {
      return open.pending;
    }
    const known = open && Date.now() - open.since < SAME_WISH ? open : { key: UUID.uuid4(), since: Date.now() };
    const pending = this._send(text, known, send);
    this._open.set(text, { ...known, pending });
    return pending;
  }

  private async _send(text: string, { key, since }: Omit<IOpenOrder<T>, 'pending'>, send: (key: string) => Promise<T>): Promise<T> {
    try {
      const answer = await send(key);
      this._open.delete(text);
      return answer;
    } catch (error) {
      if (error instanceof ApiError && error.kind === 'failure') {
        // In the server's own words it is an answer: nothing was begun under this key.
        this._open.delete(text);
      } else {
        this._open.set(text, { key, since, pending: null });
      }
      throw error;
    }
  }

  private readonly _open = new Map<string, IOpenOrder<T>>();
}
