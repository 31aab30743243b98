/**
 * One notification per creation job, updated while the job goes on.
 */
import { Clipboard, Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import type { IDisposable } from '@lumino/disposable';

import type { Job } from '../../api/types';
import { hasEnded } from '../model/jobFollower';
import type { JobFollower } from '../model/jobFollower';
import { jobText, lostText } from './jobTexts';
import type { IJobText } from './jobTexts';

/** Shows the jobs of the follower. */
export class JobNotifications implements IDisposable {
  constructor(
    private readonly _follower: JobFollower,
    private readonly _trans: TranslationBundle
  ) {
    _follower.jobChanged.connect(this._onJob, this);
    _follower.jobLost.connect(this._onLost, this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  private _onJob(_: JobFollower, job: Job): void {
    this._show(job, jobText(job, this._trans), hasEnded(job) ? this._endActions(job) : []);
    if (hasEnded(job)) {
      this._ids.delete(job.id);
      // Once it is on the screen the server may forget it; else every reload would tell it again.
      void this._follower.dismiss(job);
    }
  }

  private _onLost(_: JobFollower, job: Job): void {
    this._show(job, lostText(job, this._trans), []);
    this._ids.delete(job.id);
  }

  private _endActions(job: Job): Notification.IAction[] {
    const trans = this._trans;
    const addresses = job.addresses ?? [];
    const detail = job.failure?.upstreamMessage ?? job.failure?.message ?? '';
    const copyable = job.state === 'succeeded' ? addresses.join('\n') : detail;
    if (copyable === '') {
      return [];
    }
    const label = job.state === 'succeeded' ? trans.__('Copy addresses') : trans.__('Copy error text');
    return [
      {
        label,
        callback: () => {
          Clipboard.copyToSystem(copyable);
        }
      }
    ];
  }

  private _show(job: Job, { type, message }: IJobText, actions: Notification.IAction[]): void {
    const known = this._ids.get(job.id);
    const options = { autoClose: false as const, actions };
    // Who has closed it does not want to see every step, but the end is news.
    if (known !== undefined && (Notification.update({ id: known, type, message, ...options }) || type === 'in-progress')) {
      return;
    }
    this._ids.set(job.id, Notification.emit(message, type, options));
  }

  private _isDisposed = false;
  private readonly _ids = new Map<string, string>();
}
