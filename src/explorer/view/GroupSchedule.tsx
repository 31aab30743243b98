import { closeIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { IconButton } from '../../common/components/IconButton';
import type { IUnitGroup } from '../domain/tree';
import { useExplorer } from './context';
import { ReasonedButton } from './ReasonedButton';
import { CancelPlan, usePlans, useReminders } from './Reminders';
import { dayText, whenText } from './scheduleWords';

/** Details of a unit group: its reminder and its planned power-offs, and the way to others. */
export function GroupSchedule({ group }: { readonly group: IUnitGroup }): JSX.Element {
  const { trans, language, scheduling } = useExplorer();
  const reminder = useReminders().find(one => one.group === group.id);
  const plans = usePlans(group.id);
  const now = Date.now();
  return (
    <div className="jp-VcpExplorer-schedule" role="group" aria-label={trans.__('Schedule')}>
      {reminder && (
        <p>
          <span>{[trans.__('Reminder: %1', dayText(reminder.date, language)), reminder.note].filter(part => part).join(' – ')}</span>
          <IconButton icon={closeIcon} label={trans.__('Remove Reminder')} onClick={() => void scheduling.removeReminder(group.id)} />
        </p>
      )}
      {plans.map(plan => {
        const when = whenText(Date.parse(plan.at), now, scheduling.style);
        return (
          <p key={plan.id}>
            <span>{trans.__('Power off: %1', when)}</span>
            <CancelPlan plan={plan} when={when} />
          </p>
        );
      })}
      <ScheduleButtons group={group} />
    </div>
  );
}

function ScheduleButtons({ group }: { readonly group: IUnitGroup }): JSX.Element {
  const { trans, scheduling } = useExplorer();
  const refusal = scheduling.powerOffRefusal(group);
  return (
    <div className="jp-VcpExplorer-operations">
      <ReasonedButton label={trans.__('Set Reminder…')} refusal={null} onClick={() => void scheduling.setReminder(group)} />
      {group.type === 'compute' && (
        <ReasonedButton
          label={trans.__('Power Off at…')}
          refusal={refusal === '' ? null : refusal}
          onClick={() => void scheduling.planPowerOff(group)}
        />
      )}
    </div>
  );
}
