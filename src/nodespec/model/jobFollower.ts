/**
 * Follows the creation jobs of the server half until they have ended. One per page.
 */
import { Poll } from '@lumino/polling';
import { Signal } from '@lumino/signaling';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';

import { ApiError } from '../../api/errors';
import type { Job } from '../../api/types';
import type { IClient } from '../../tokens';
import type { UnitName } from '../domain';

/** Milliseconds between two questions, and the longest wait while the server does not answer. */
const INTERVAL = 2_000;
const MAX_INTERVAL = 30_000;

/** Whether the job has come to its end, good or bad. */
export function hasEnded(job: Job): boolean {
  return job.state === 'succeeded' || job.state === 'failed' || job.state === 'interrupted';
}

function hasFailed({ state }: Job): boolean {
  return state === 'failed' || state === 'interrupted';
}

function unitOf({ unitGroup, unit }: Job): UnitName {
  return { unitGroup: unitGroup.name, unit };
}

function isUnitOf({ unitGroup, unit }: UnitName, job: Job): boolean {
  return job.unitGroup.name === unitGroup && job.unit === unit;
}

/** Knows the jobs of this page, and tells whenever one of them moved on. */
export class JobFollower implements IDisposable {
  constructor(private readonly _client: () => Promise<IClient>) {
    this._poll = new Poll({
      auto: false,
      name: 'jupyterlab-vcp:jobs',
      factory: () => this._ask(),
      frequency: { interval: INTERVAL, max: MAX_INTERVAL, backoff: true },
      standby: 'when-hidden'
    });
  }

  /** Emitted with a job when it is new here, has moved on, or has ended. */
  get jobChanged(): ISignal<this, Job> {
    return this._jobChanged;
  }

  /** Emitted with the last known job when the server does not know it any more. */
  get jobLost(): ISignal<this, Job> {
    return this._jobLost;
  }

  get isDisposed(): boolean {
    return this._poll.isDisposed;
  }

  /** Units that jobs known to this page are creating or have created; what failed or was interrupted is not among them. */
  get ordered(): readonly UnitName[] {
    return this._ordered;
  }

  /** Follows a job that was just started. */
  follow(job: Job): void {
    this._take(job);
    if (this._active.size > 0) {
      void this._poll.start();
    }
  }

  /** Follows every job that the server still has: those of an earlier page, too. Never rejects. */
  async resume(): Promise<void> {
    const client = await this._client();
    const jobs = await client.listJobs().catch(() => []);
    for (const job of jobs) {
      this.follow(job);
    }
  }

  /** Makes the server forget an ended job, so that it is not told again after a reload. Never rejects. */
  async dismiss(job: Job): Promise<void> {
    const client = await this._client();
    await client.dismissJob(job.id).catch(() => undefined);
  }

  dispose(): void {
    this._poll.dispose();
    Signal.clearData(this);
  }

  private async _ask(): Promise<void> {
    const client = await this._client();
    const results = await Promise.allSettled([...this._active.keys()].map(id => this._askOne(client, id)));
    if (this._active.size === 0) {
      void this._poll.stop();
      return;
    }
    const failed = results.find(result => result.status === 'rejected');
    if (failed) {
      // Makes the poll wait longer; the jobs themselves go on at the server.
      throw new Error('Some jobs could not be asked for.');
    }
  }

  private async _askOne(client: IClient, id: string): Promise<void> {
    try {
      this._take(await client.getJob(id));
    } catch (error) {
      const known = this._active.get(id);
      if (!(error instanceof ApiError) || error.code !== 'not_found' || !known) {
        throw error;
      }
      this._active.delete(id);
      this._jobLost.emit(known);
    }
  }

  private _take(job: Job): void {
    if (this.isDisposed) {
      return;
    }
    const known = this._active.get(job.id);
    if (hasEnded(job)) {
      this._active.delete(job.id);
    } else {
      this._active.set(job.id, job);
    }
    this._ordered = [...this._ordered.filter(unit => !isUnitOf(unit, job)), ...(hasFailed(job) ? [] : [unitOf(job)])];
    if (!known || known.state !== job.state || known.unitState !== job.unitState || known.updatedAt !== job.updatedAt) {
      this._jobChanged.emit(job);
    }
  }

  private _ordered: readonly UnitName[] = [];
  private readonly _active = new Map<string, Job>();
  private readonly _jobChanged = new Signal<this, Job>(this);
  private readonly _jobLost = new Signal<this, Job>(this);
  private readonly _poll: Poll;
}
