import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';

import { errorText } from '../../../common/errorText';
import type { IErrorText } from '../../../common/errorText';
import { SubmitDialog } from '../../../common/submitDialog';
import type { ISubmitBody } from '../../../common/submitDialog';
import { addDays, dayOf, isDay } from '../../domain/days';
import type { Day } from '../../domain/days';
import type { IUnitGroup } from '../../domain/tree';
import type { ScheduleModel } from '../../model/schedule';
import type { ITimeStyle } from '../scheduleWords';
import { ErrorNote } from './ErrorNote';
import { Field } from './Field';

/** Characters of a note; as the contract has it. */
const NOTE_LENGTH = 500;

/** Asks for the day on which to be reminded of a unit group, and remembers it. */
export async function askReminder(group: IUnitGroup, schedule: ScheduleModel, style: ITimeStyle): Promise<void> {
  const { trans } = style;
  const body = new ReminderForm(group, schedule, style, () => {
    dialog.reject();
  });
  const dialog = new SubmitDialog<true>({
    title: trans.__('Reminder for Unit Group %1', group.name),
    body,
    accept: trans.__('Remind Me'),
    trans
  });
  await dialog.launch();
}

/** Exported for its specs. */
export class ReminderForm extends ReactWidget implements ISubmitBody<true> {
  constructor(
    private readonly _group: IUnitGroup,
    private readonly _schedule: ScheduleModel,
    private readonly _style: ITimeStyle,
    private readonly _close: () => void
  ) {
    super();
    this._today = dayOf(Date.now(), _style.timeZone);
    const known = _schedule.reminders.find(({ group }) => group === _group.id);
    this._isSet = known !== undefined;
    this._date = known && known.date > this._today ? known.date : addDays(this._today, 7);
    this._note = known?.note ?? '';
  }

  async submit(): Promise<true | null> {
    this._asked = true;
    if (this._faults().length + this._noteFaults().length > 0) {
      this.update();
      return null;
    }
    return this._attempt(this._schedule.remind(this._group, this._date, this._note.trim()));
  }

  protected override render(): JSX.Element {
    const { trans } = this._style;
    return (
      <>
        <Field
          label={trans.__('Day')}
          type="date"
          help={trans.__('From this day on the explorer shows the reminder, and once a day a notification does.')}
          faults={this._faults()}
          value={this._date}
          first
          onChange={date => {
            this._set(date);
          }}
        />
        <p className="jp-VcpDialog-choices">
          {this._choice(trans.__('In 1 week'), 7)}
          {this._choice(trans.__('In 4 weeks'), 28)}
        </p>
        <Field
          label={trans.__('Note (optional)')}
          faults={this._noteFaults()}
          value={this._note}
          onChange={note => {
            this._note = note;
            this.update();
          }}
        />
        {this._isSet && (
          <button
            type="button"
            className="jp-mod-styled"
            onClick={() => void this._attempt(this._schedule.removeReminder(this._group.id)).then(done => done && this._close())}
          >
            {trans.__('Remove Reminder')}
          </button>
        )}
        {this._error && <ErrorNote error={this._error} />}
      </>
    );
  }

  private _choice(label: string, days: number): JSX.Element {
    return (
      <button
        type="button"
        className="jp-mod-styled"
        onClick={() => {
          this._set(addDays(this._today, days));
        }}
      >
        {label}
      </button>
    );
  }

  private _faults(): readonly string[] {
    const { trans } = this._style;
    const fine = isDay(this._date) && this._date > this._today;
    return fine || !this._asked ? [] : [trans.__('Enter a day from tomorrow on.')];
  }

  private _noteFaults(): readonly string[] {
    const { length } = [...this._note.trim()];
    return length > NOTE_LENGTH ? [this._style.trans.__('At most %1 characters are possible; these are %2.', NOTE_LENGTH, length)] : [];
  }

  private _set(date: Day): void {
    this._date = date;
    this._asked = true;
    this.update();
  }

  /** Says in the dialog why it could not be done. */
  private async _attempt(work: Promise<void>): Promise<true | null> {
    this._error = null;
    try {
      await work;
      return true;
    } catch (error) {
      this._error = errorText(error, this._style.trans);
      return null;
    } finally {
      this.update();
    }
  }

  private readonly _today: Day;
  private readonly _isSet: boolean;
  private _date: Day;
  private _note: string;
  private _asked = false;
  private _error: IErrorText | null = null;
}
