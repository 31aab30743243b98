/**
 * Reminders and planned power-offs in the user's language.
 */
import type { TranslationBundle } from '@jupyterlab/translation';

import { ApiError } from '../../api/errors';
import type { PlannedPowerOff } from '../../api/types';
import { errorText } from '../../common/errorText';
import { addDays, dayOf } from '../domain/days';
import type { Day } from '../domain/days';
import type { INodesOn, ITimeChoice, TimeFault } from '../domain/powerOffs';
import type { Occasion } from '../domain/reminders';

/** How times are written. */
export interface ITimeStyle {
  readonly trans: TranslationBundle;
  /** BCP 47 tag of the page's language. */
  readonly language: string;
  /** IANA name of the browser's zone. */
  readonly timeZone: string;
}

/** A time as one says it: `today 20:00`, `tomorrow 08:00`, else with its date. */
export function whenText(instant: number, now: number, { trans, language, timeZone }: ITimeStyle): string {
  const today = dayOf(now, timeZone);
  const day = dayOf(instant, timeZone);
  const time = new Intl.DateTimeFormat(language, { timeZone, timeStyle: 'short' }).format(instant);
  if (day === today) {
    return trans.__('today %1', time);
  }
  return day === addDays(today, 1)
    ? trans.__('tomorrow %1', time)
    : new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(instant);
}

/** The whole date with the zone: what a user checks before agreeing. */
export function exactTimeText(instant: number, { language, timeZone }: ITimeStyle): string {
  return new Intl.DateTimeFormat(language, {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short'
  }).format(instant);
}

export function dayText(day: Day, language: string): string {
  return new Intl.DateTimeFormat(language, { timeZone: 'UTC', dateStyle: 'medium' }).format(Date.parse(`${day}T00:00:00Z`));
}

export function choiceText({ kind }: ITimeChoice, trans: TranslationBundle): string {
  switch (kind) {
    case 'tonight':
      return trans.__('Tonight 20:00');
    case 'tomorrow':
      return trans.__('Tomorrow 20:00');
    case 'friday':
      return trans.__('Friday 18:00');
  }
}

export function timeFaultText(fault: TimeFault, trans: TranslationBundle): string {
  return fault === 'empty' ? trans.__('Enter date and time.') : trans.__('This time is over. Choose a later one.');
}

export function offText({ provider, nodes }: INodesOn, trans: TranslationBundle): string {
  return trans._n('%1 node on %2 is powered off.', '%1 nodes on %2 are powered off.', nodes, provider);
}

export function cannotText({ provider, nodes }: INodesOn, trans: TranslationBundle): string {
  return trans._n(
    '%1 node on %2 runs on: %2 nodes cannot be powered off.',
    '%1 nodes on %2 run on: %2 nodes cannot be powered off.',
    nodes,
    provider
  );
}

/** What a planned power-off depends on. */
export function onlyWhileText(trans: TranslationBundle): string {
  return trans.__('Works only while this Jupyter server runs and has an access token. JupyterHub may stop idle servers.');
}

/** Names in a notification are cut, because a notification is. */
const NAMED = 3;

/** What the daily notification says. */
export function occasionsText(occasions: readonly Occasion[], trans: TranslationBundle): string {
  const named = occasions.slice(0, NAMED).map(occasion => occasionText(occasion, trans));
  const more = occasions.length - named.length;
  const list = named.join(', ');
  return trans.__('VCP reminder: %1', more > 0 ? trans.__('%1, and %2 more', list, more) : list);
}

function occasionText(occasion: Occasion, trans: TranslationBundle): string {
  const { name } = occasion.group;
  if (occasion.reason === 'old') {
    return trans._n('%2 (%1 day old)', '%2 (%1 days old)', occasion.days, name);
  }
  return occasion.note === '' ? name : trans.__('%1 (%2)', name, occasion.note);
}

/** What became of a planned power-off, with the kind of its notification. */
export function outcomeNotice(
  { groupName, at, state, failure }: PlannedPowerOff,
  now: number,
  style: ITimeStyle
): { readonly type: 'info' | 'warning' | 'error'; readonly message: string } {
  const { trans } = style;
  const when = whenText(Date.parse(at), now, style);
  switch (state) {
    case 'missed':
      return {
        type: 'warning',
        message: trans.__(
          'Power off of %1, planned for %2: missed, the Jupyter server did not run then. Nothing was sent.',
          groupName,
          when
        )
      };
    case 'failed': {
      const reason = failure ? errorText(new ApiError({ kind: 'failure', failure, message: failure.message }), trans).title : '';
      return { type: 'error', message: trans.__('Power off of %1, planned for %2: failed. %3', groupName, when, reason) };
    }
    case 'nothing_to_do':
      return { type: 'info', message: trans.__('Power off of %1, planned for %2: no node was running.', groupName, when) };
    default:
      return { type: 'info', message: trans.__('Power off of %1, planned for %2: started.', groupName, when) };
  }
}
