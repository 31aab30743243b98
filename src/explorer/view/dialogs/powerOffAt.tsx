import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';

import { errorText } from '../../../common/errorText';
import type { IErrorText } from '../../../common/errorText';
import { SubmitDialog } from '../../../common/submitDialog';
import type { ISubmitBody } from '../../../common/submitDialog';
import { instantOf } from '../../domain/days';
import type { WallTime } from '../../domain/days';
import { checkTime, timeChoices } from '../../domain/powerOffs';
import type { IPowerOffScope } from '../../domain/powerOffs';
import type { IUnitGroup } from '../../domain/tree';
import type { ScheduleModel } from '../../model/schedule';
import { cannotText, choiceText, exactTimeText, offText, onlyWhileText, timeFaultText, whenText } from '../scheduleWords';
import type { ITimeStyle } from '../scheduleWords';
import { ErrorNote } from './ErrorNote';
import { Field } from './Field';

export interface IPowerOffQuestion {
  readonly group: IUnitGroup;
  /** Use the rights of a super user. */
  readonly privileged: boolean;
  /** What would happen now. */
  readonly scope: IPowerOffScope;
}

/** Asks when a unit group is to be powered off, and plans it. */
export async function askPowerOffTime(question: IPowerOffQuestion, schedule: ScheduleModel, style: ITimeStyle): Promise<void> {
  const { trans } = style;
  const dialog = new SubmitDialog<true>({
    title: trans.__('Power Off Unit Group %1 at…', question.group.name),
    body: new PowerOffForm(question, schedule, style),
    accept: trans.__('Plan'),
    trans
  });
  await dialog.launch();
}

/** Exported for its specs. */
export class PowerOffForm extends ReactWidget implements ISubmitBody<true> {
  constructor(
    private readonly _question: IPowerOffQuestion,
    private readonly _schedule: ScheduleModel,
    private readonly _style: ITimeStyle
  ) {
    super();
    this._at = timeChoices(Date.now(), _style.timeZone)[0].at;
  }

  async submit(): Promise<true | null> {
    const { trans, timeZone } = this._style;
    const { group, privileged } = this._question;
    const instant = instantOf(this._at, timeZone);
    this._error = null;
    if (instant === null || checkTime(this._at, Date.now(), timeZone) !== null) {
      this.update();
      return null;
    }
    try {
      await this._schedule.planPowerOff({ group: group.id, groupName: group.name, at: new Date(instant).toISOString(), privileged });
      return true;
    } catch (error) {
      this._error = errorText(error, trans);
      this.update();
      return null;
    }
  }

  protected override render(): JSX.Element {
    const { trans, timeZone } = this._style;
    const now = Date.now();
    const fault = checkTime(this._at, now, timeZone);
    const instant = instantOf(this._at, timeZone);
    return (
      <>
        <Field
          label={trans.__('Date and time (%1)', timeZone)}
          type="datetime-local"
          help={instant === null ? '' : exactTimeText(instant, this._style)}
          faults={fault === null ? [] : [timeFaultText(fault, trans)]}
          value={this._at}
          first
          onChange={at => {
            this._set(at);
          }}
        />
        <p className="jp-VcpDialog-choices">
          {timeChoices(now, timeZone).map(choice => (
            <button
              key={choice.kind}
              type="button"
              className="jp-mod-styled"
              onClick={() => {
                this._set(choice.at);
              }}
            >
              {choiceText(choice, trans)}
            </button>
          ))}
        </p>
        {this._plannedAlready(now)}
        {this._consequences()}
        {this._error && <ErrorNote error={this._error} />}
      </>
    );
  }

  private _consequences(): JSX.Element {
    const { trans } = this._style;
    const { off, cannot } = this._question.scope;
    const lines = [...off.map(nodes => offText(nodes, trans)), ...cannot.map(nodes => cannotText(nodes, trans))];
    return (
      <>
        <p>{trans.__('What runs at that time is powered off. As things are now:')}</p>
        <ul className="jp-VcpDialog-loss">
          {off.length === 0 && <li>{trans.__('No node is running that could be powered off.')}</li>}
          {lines.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className="jp-VcpDialog-caution">{onlyWhileText(trans)}</p>
      </>
    );
  }

  private _plannedAlready(now: number): JSX.Element | null {
    const { trans } = this._style;
    const plans = this._schedule.powerOffs.filter(({ group, state }) => group === this._question.group.id && state === 'planned');
    if (plans.length === 0) {
      return null;
    }
    const times = plans.map(({ at }) => whenText(Date.parse(at), now, this._style));
    return <p>{trans.__('Planned already: %1', times.join(', '))}</p>;
  }

  private _set(at: WallTime): void {
    this._at = at;
    this.update();
  }

  private _at: WallTime;
  private _error: IErrorText | null = null;
}
