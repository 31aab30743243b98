import type { TranslationBundle } from '@jupyterlab/translation';

import { ApiError } from '../../api/errors';
import type { Job } from '../../api/types';
import { errorText } from '../../common/errorText';

/** What a job's notification says. */
export interface IJobText {
  readonly type: 'in-progress' | 'success' | 'error' | 'warning';
  readonly message: string;
}

/** A job in words: what is being made, how far it is, how it ended. */
export function jobText(job: Job, trans: TranslationBundle): IJobText {
  const what = `${job.unitGroup.name}/${job.unit}`;
  switch (job.state) {
    case 'preparing':
      return { type: 'in-progress', message: trans.__('%1: being prepared', what) };
    case 'creating_group':
      return { type: 'in-progress', message: trans.__('%1: the unit group is being made', what) };
    case 'adding_unit':
      return { type: 'in-progress', message: trans.__('%1: the unit is being ordered', what) };
    case 'waiting':
      return { type: 'in-progress', message: job.unitState ? trans.__('%1: %2', what, job.unitState) : trans.__('%1: waiting', what) };
    case 'succeeded':
      return { type: 'success', message: succeeded(what, job, trans) };
    case 'failed':
      return { type: 'error', message: trans.__('%1 failed. %2', what, failureText(job, trans)) };
    case 'interrupted':
      return { type: 'warning', message: trans.__('%1 was interrupted before it was ordered. Nothing runs; start it again.', what) };
  }
}

/** The text when the server does not know the job any more. */
export function lostText(job: Job, trans: TranslationBundle): IJobText {
  const what = `${job.unitGroup.name}/${job.unit}`;
  return { type: 'warning', message: trans.__('%1: the server does not follow it any more. See the list of unit groups.', what) };
}

function succeeded(what: string, { addresses = [] }: Job, trans: TranslationBundle): string {
  return addresses.length === 0 ? trans.__('%1 is running.', what) : trans.__('%1 is running: %2', what, addresses.join(', '));
}

function failureText({ failure }: Job, trans: TranslationBundle): string {
  if (!failure) {
    return '';
  }
  // The controller's own words stand apart (`jobNotifications`): they are English, this sentence is in the user's language.
  return errorText(new ApiError({ kind: 'failure', failure, message: failure.message }), trans).title;
}
