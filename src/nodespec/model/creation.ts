/**
 * Orders the creation of a spec, so that it is never carried out twice.
 */
import type { Job } from '../../api/types';
import { IdempotentOrder } from '../../common/idempotentOrder';
import type { IClient } from '../../tokens';
import type { Spec } from '../domain';

/** Orders jobs, each under the idempotency key that the server half knows it by. */
export class Creation {
  constructor(private readonly _client: () => Promise<IClient>) {}

  /** Starts the job. A second call while the first is under way gets the same answer. Rejects with an `ApiError`. */
  start(spec: Spec): Promise<Job> {
    return this._order.place(spec, async key => (await this._client()).startJob(key, spec));
  }

  private readonly _order = new IdempotentOrder<Job>();
}
