import { closeIcon } from '@jupyterlab/ui-components';
import React, { useId } from 'react';

import type { IUnitGroup } from '../domain/tree';
import { useExplorer } from './context';
import { IconButton } from './IconButton';
import { usePlans, useReminders } from './Reminders';
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
            <IconButton
              icon={closeIcon}
              label={trans.__('Cancel the power off of %1, %2', group.name, when)}
              onClick={() => void scheduling.cancelPowerOff(plan.id)}
            />
          </p>
        );
      })}
      <ScheduleButtons group={group} />
    </div>
  );
}

function ScheduleButtons({ group }: { readonly group: IUnitGroup }): JSX.Element {
  const { trans, scheduling } = useExplorer();
  const reasonId = useId();
  const refusal = scheduling.powerOffRefusal(group);
  return (
    <div className="jp-VcpExplorer-operations">
      <button type="button" className="jp-mod-styled" onClick={() => void scheduling.setReminder(group)}>
        {trans.__('Set Reminder…')}
      </button>
      {group.type === 'compute' && (
        <>
          <button
            type="button"
            className="jp-mod-styled"
            title={refusal || undefined}
            aria-disabled={refusal !== '' || undefined}
            aria-describedby={refusal === '' ? undefined : reasonId}
            onClick={() => {
              if (refusal === '') {
                void scheduling.planPowerOff(group);
              }
            }}
          >
            {trans.__('Power Off at…')}
          </button>
          {refusal !== '' && (
            <span id={reasonId} className="jp-VcpExplorer-reason">
              {refusal}
            </span>
          )}
        </>
      )}
    </div>
  );
}
