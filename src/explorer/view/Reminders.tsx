import { closeIcon } from '@jupyterlab/ui-components';
import React from 'react';

import type { PlannedPowerOff, Reminder } from '../../api/types';
import { IconButton } from '../../common/components/IconButton';
import { useSignalValue } from '../../common/useSignal';
import { dayOf } from '../domain/days';
import { dueReminders, oldGroups } from '../domain/reminders';
import type { IUnitGroup } from '../domain/tree';
import { useExplorer, useExplorerState } from './context';
import { FilterButton } from './FilterButton';
import { dayText, onlyWhileText, whenText } from './scheduleWords';

/** As many planned power-offs stand in the summary; more are counted. */
const SHOWN_PLANS = 3;

export function useReminders(): readonly Reminder[] {
  const { schedule } = useExplorer().scheduling;
  return useSignalValue(schedule.changed, () => schedule.reminders);
}

/** Those that are still to come, of all unit groups or of one. */
export function usePlans(group?: string): readonly PlannedPowerOff[] {
  const { schedule } = useExplorer().scheduling;
  const plans = useSignalValue(schedule.changed, () => schedule.powerOffs);
  return plans.filter(plan => plan.state === 'planned' && (group === undefined || plan.group === group));
}

/** The part of the summary that looks ahead: old unit groups, reminders that are due, planned power-offs. */
export function Reminders({ tree, now }: { readonly tree: readonly IUnitGroup[]; readonly now: number }): JSX.Element {
  const { trans, scheduling } = useExplorer();
  const days = scheduling.reminderDays;
  const old = oldGroups(tree, days, now).length;
  const due = dueReminders(useReminders(), tree, dayOf(now, scheduling.style.timeZone));
  const plans = usePlans();
  return (
    <>
      {old > 0 && (
        <FilterButton query={`older:${days}d`} title={trans.__('Show old unit groups only')}>
          {trans._n('%1 group older than %2 days', '%1 groups older than %2 days', old, days)}
        </FilterButton>
      )}
      {due.length > 0 && <Due due={due} />}
      {plans.slice(0, SHOWN_PLANS).map(plan => (
        <Plan key={plan.id} plan={plan} now={now} />
      ))}
      {plans.length > SHOWN_PLANS && (
        <span>{trans._n('and %1 more planned power-off', 'and %1 more planned power-offs', plans.length - SHOWN_PLANS)}</span>
      )}
    </>
  );
}

/** Goes from one unit group with a due reminder to the next. */
function Due({ due }: { readonly due: readonly Reminder[] }): JSX.Element {
  const { model, trans, language } = useExplorer();
  const { focused } = useExplorerState();
  const next = due[(due.findIndex(({ group }) => group === focused) + 1) % due.length];
  return (
    <button
      type="button"
      className="jp-mod-due"
      title={due.map(({ groupName, date, note }) => [groupName, dayText(date, language), note].filter(part => part).join(' – ')).join('\n')}
      onClick={() => {
        if (next) {
          model.reveal(next.group);
        }
      }}
    >
      {trans._n('%1 reminder due', '%1 reminders due', due.length)}
    </button>
  );
}

function Plan({ plan, now }: { readonly plan: PlannedPowerOff; readonly now: number }): JSX.Element {
  const { model, trans, scheduling } = useExplorer();
  const when = whenText(Date.parse(plan.at), now, scheduling.style);
  return (
    <span className="jp-VcpExplorer-plan">
      <button
        type="button"
        title={onlyWhileText(trans)}
        onClick={() => {
          model.reveal(plan.group);
        }}
      >
        {trans.__('%1: power off %2', plan.groupName, when)}
      </button>
      <CancelPlan plan={plan} when={when} />
    </span>
  );
}

/** Cancels a planned power-off. */
export function CancelPlan({ plan, when }: { readonly plan: PlannedPowerOff; readonly when: string }): JSX.Element {
  const { trans, scheduling } = useExplorer();
  return (
    <IconButton
      icon={closeIcon}
      label={trans.__('Cancel the power off of %1, %2', plan.groupName, when)}
      onClick={() => void scheduling.cancelPowerOff(plan.id)}
    />
  );
}
