/**
 * One notification per creation job, updated while the job goes on.
 */
import { Clipboard, Dialog, Notification, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import type { IDisposable } from '@lumino/disposable';
import React from 'react';

import type { Job } from '../../api/types';
import { hasEnded } from '../model/jobFollower';
import type { JobFollower } from '../model/jobFollower';
import { jobText, lostText } from './jobTexts';
import type { IJobText } from './jobTexts';

/** The words of the controller or, when it said none, of the server half; both speak English. */
function wordsOf({ failure }: Job): string {
  return failure?.upstreamMessage ?? failure?.message ?? '';
}

function copyAction(label: string, text: string): Notification.IAction {
  return {
    label,
    callback: () => {
      Clipboard.copyToSystem(text);
    }
  };
}

/** Not in the notification itself, which is plain text: a screen reader would read English words as Japanese ones. */
async function showWords(title: string, words: string, trans: TranslationBundle): Promise<void> {
  await showDialog({
    title,
    body: (
      <pre className="jp-VcpSpec-words" lang="en">
        {words}
      </pre>
    ),
    buttons: [Dialog.okButton({ label: trans.__('Close') })]
  });
}

/** Shows the jobs of the follower. */
export class JobNotifications implements IDisposable {
  constructor(
    private readonly _follower: JobFollower,
    private readonly _trans: TranslationBundle,
    /** The way on from a job that has made disks; null for any other. */
    private readonly _attach: (job: Job) => (() => void) | null
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
    return job.state === 'succeeded' ? this._successActions(job) : this._failureActions(job);
  }

  private _successActions(job: Job): Notification.IAction[] {
    const trans = this._trans;
    const addresses = job.addresses ?? [];
    const attach = this._attach(job);
    return [
      ...(attach ? [{ label: trans.__('Attach to a New Node…'), callback: attach }] : []),
      ...(addresses.length > 0 ? [copyAction(trans.__('Copy addresses'), addresses.join('\n'))] : [])
    ];
  }

  private _failureActions(job: Job): Notification.IAction[] {
    const trans = this._trans;
    const words = wordsOf(job);
    const title = jobText(job, trans).message;
    const details = { label: trans.__('Details'), callback: () => void showWords(title, words, trans) };
    return words === '' ? [] : [details, copyAction(trans.__('Copy error text'), words)];
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
