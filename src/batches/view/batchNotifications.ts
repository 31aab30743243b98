/**
 * One notification per bulk operation that nobody looks at.
 */
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Batch } from '../../api/types';
import { errorText } from '../../common/errorText';
import { outcome } from '../domain/batch';
import { batchTitle, outcomeText } from './words';

/** Tells how operations go on and end. */
export class BatchNotifications {
  constructor(
    private readonly _trans: TranslationBundle,
    private readonly _open: (id: string) => Promise<void>
  ) {}

  /** Tells that an operation of an earlier page goes on; the notification changes when it ends. */
  tellRunning(batch: Batch): void {
    this._show(batch, 'in-progress');
  }

  tellEnded(batch: Batch): void {
    const types = {
      succeeded: 'success',
      failed: 'error',
      incomplete: 'warning',
      running: 'in-progress',
      stopping: 'in-progress'
    } as const;
    this._show(batch, types[outcome(batch)]);
  }

  /** The server does not know the operation any more: a notification that says that it goes on would say so for ever. */
  tellLost(batch: Batch): void {
    const id = this._ids.get(batch.id);
    this._ids.delete(batch.id);
    if (id !== undefined) {
      const lost = this._trans.__('The Jupyter server does not know this operation any more.');
      const message = this._trans.__('%1: %2', batchTitle(batch, this._trans), lost);
      Notification.update({ id, type: 'warning', message, autoClose: false, actions: [] });
    }
  }

  /** Takes the notification away: a panel says it. */
  clear(id: string): void {
    const known = this._ids.get(id);
    this._ids.delete(id);
    if (known !== undefined) {
      Notification.dismiss(known);
    }
  }

  private _show(batch: Batch, type: Notification.TypeOptions): void {
    const trans = this._trans;
    const message = trans.__('%1: %2', batchTitle(batch, trans), outcomeText(batch, trans));
    const actions: Notification.IAction[] = [{ label: trans.__('Show Report'), callback: () => void this._openReport(batch) }];
    const options = { autoClose: false as const, actions };
    const known = this._ids.get(batch.id);
    if (known === undefined || !Notification.update({ id: known, type, message, ...options })) {
      this._ids.set(batch.id, Notification.emit(message, type, options));
    }
  }

  /** The server may have forgotten it while the notification stood there. */
  private async _openReport(batch: Batch): Promise<void> {
    try {
      await this._open(batch.id);
    } catch (error) {
      const { title, advice } = errorText(error, this._trans);
      Notification.error(`${title} ${advice}`.trim(), { autoClose: 5000 });
    }
  }

  private readonly _ids = new Map<string, string>();
}
