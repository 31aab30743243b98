/**
 * Orders the creation of a spec, so that it is never carried out twice.
 */
import { UUID } from '@lumino/coreutils';

import { ApiError } from '../../api/errors';
import type { Job } from '../../api/types';
import type { IClient } from '../../tokens';
import type { Spec } from '../domain';

/**
 * One order at a time, with the idempotency key that the server half knows it by.
 *
 * #### Notes
 * The key is kept until the server has answered for it. When the answer was lost, the same spec is sent with the same key again, and the
 * server answers with the job that it began, if it began one.
 */
export class Creation {
  constructor(private readonly _client: () => Promise<IClient>) {}

  /** Starts the job. A second call while the first is under way gets the same answer. Rejects with an `ApiError`. */
  start(spec: Spec): Promise<Job> {
    this._pending ??= this._send(spec).finally(() => {
      this._pending = null;
    });
    return this._pending;
  }

  private async _send(spec: Spec): Promise<Job> {
    const text = JSON.stringify(spec);
    if (this._order?.text !== text) {
      this._order = { text, key: UUID.uuid4() };
    }
    const { key } = this._order;
    try {
      const job = await (await this._client()).startJob(key, spec);
      this._order = null;
      return job;
    } catch (error) {
      // A failure in the server's own words is an answer: nothing was begun under this key.
      if (error instanceof ApiError && error.kind === 'failure') {
        this._order = null;
      }
      throw error;
    }
  }

  private _order: { readonly text: string; readonly key: string } | null = null;
  private _pending: Promise<Job> | null = null;
}
