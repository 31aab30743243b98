/**
 * Bulk operations in the user's language.
 */
import type { TranslationBundle } from '@jupyterlab/translation';

import { ApiError } from '../../api/errors';
import type { Batch, Failure } from '../../api/types';
import { errorText } from '../../common/errorText';
import type { IErrorText } from '../../common/errorText';
import { operationText } from '../../common/operationText';
import type { RowFilter } from '../domain/arrangement';
import type { RowState } from '../domain/batch';
import { countRows, outcome } from '../domain/batch';
import { report } from '../domain/report';

/** What was done to how many: the title of the panel. */
export function batchTitle({ operation, rows }: Batch, trans: TranslationBundle): string {
  return trans.__('%1 (%2)', operationText(operation, trans), rows.length);
}

export function stateText(state: RowState, trans: TranslationBundle): string {
  const names: Readonly<Record<RowState, string>> = {
    waiting: trans.__('waiting'),
    ordered: trans.__('in progress'),
    done: trans.__('done'),
    failed: trans.__('failed'),
    skipped: trans.__('not sent')
  };
  return names[state];
}

export function filterText(filter: RowFilter, trans: TranslationBundle): string {
  switch (filter) {
    case 'all':
      return trans.__('All');
    case 'left':
      return trans.__('Left');
    case 'failed':
      return trans.__('Failed');
    case 'skipped':
      return trans.__('Not sent');
    case 'done':
      return trans.__('Done');
  }
}

/** One sentence: how far it is, or how it ended. */
export function outcomeText(batch: Batch, trans: TranslationBundle): string {
  const { done, failed, skipped, total } = countRows(batch);
  switch (outcome(batch)) {
    case 'running':
      return trans.__('Running: %1 of %2 done, %3 failed.', done, total, failed);
    case 'stopping':
      return trans.__('Stopping: nothing more is sent; what was ordered is watched to its end.');
    case 'succeeded':
      return trans._n('Done.', 'All %1 done.', total);
    case 'failed':
      return trans.__('Ended: %1 done, %2 failed, %3 not sent.', done, failed, skipped);
    case 'incomplete':
      return trans.__('Ended before all was sent: %1 done, %2 not sent.', done, skipped);
  }
}

export function failureText(failure: Failure, trans: TranslationBundle): IErrorText {
  return errorText(new ApiError({ kind: 'failure', failure, message: failure.message }), trans);
}

/** In the user's own time zone; the words as they are where they are no date. */
export function timeText(date: string, language: string): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? date : new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(time);
}

/** The report as Markdown; see `domain/report.ts`. Times in it are UTC, as the server wrote them. */
export function reportText(batch: Batch, trans: TranslationBundle): string {
  const head = [
    `${batchTitle(batch, trans)}  ${batch.startedAt} – ${batch.updatedAt}`,
    outcomeText(batch, trans),
    ...(batch.owner === undefined ? [] : [trans.__('New owner: %1', batch.owner)])
  ];
  const columns = [
    trans.__('Unit group'),
    trans.__('Unit'),
    trans.__('Node'),
    trans.__('Outcome'),
    trans.__('State'),
    trans.__('Start time'),
    trans.__('End time'),
    trans.__('Code'),
    trans.__('Message')
  ];
  const states = {
    waiting: stateText('waiting', trans),
    ordered: stateText('ordered', trans),
    done: stateText('done', trans),
    failed: stateText('failed', trans),
    skipped: stateText('skipped', trans)
  };
  return report(batch, { head, columns, states });
}
