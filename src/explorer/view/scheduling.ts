/**
 * Reminders and planned power-offs from the wish to the schedule: asks what has to be asked, and tells what became of it.
 */
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { PlannedPowerOff } from '../../api/types';
import { errorText } from '../../common/errorText';
import type { IBatches, IConnection } from '../../tokens';
import { dayOf } from '../domain/days';
import { powerOffScope } from '../domain/powerOffs';
import type { IPowerOffScope } from '../domain/powerOffs';
import { occasionsOf } from '../domain/reminders';
import type { Occasion } from '../domain/reminders';
import type { IUnitGroup } from '../domain/tree';
import type { CloudModel } from '../model/cloudModel';
import type { ExplorerModel } from '../model/explorerModel';
import type { Reminded } from '../model/reminded';
import type { ScheduleModel } from '../model/schedule';
import { askPowerOffTime } from './dialogs/powerOffAt';
import { askReminder } from './dialogs/reminder';
import { occasionsText, outcomeNotice } from './scheduleWords';
import type { ITimeStyle } from './scheduleWords';
import { featureText, reasonText } from './words';

export class Scheduling {
  constructor(private readonly _options: Scheduling.IOptions) {
    const { trans, language } = _options;
    this.style = { trans, language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
    _options.schedule.changed.connect(this._onSchedule, this);
    _options.clouds.changed.connect(this._onTree, this);
    this._onSchedule();
  }

  readonly style: ITimeStyle;

  get schedule(): ScheduleModel {
    return this._options.schedule;
  }

  /** Days after which a unit group counts as old; 0: never. */
  get reminderDays(): number {
    return this._options.reminderDays();
  }

  /** Asks for a date and remembers it. */
  readonly setReminder = async (group: IUnitGroup): Promise<void> => {
    await askReminder(group, this.schedule, this.style);
  };

  readonly removeReminder = (group: string): Promise<void> => this._attempt(this.schedule.removeReminder(group));

  /** Asks for a time and plans it. */
  readonly planPowerOff = async (group: IUnitGroup): Promise<void> => {
    const refusal = this.powerOffRefusal(group);
    if (refusal !== '') {
      Notification.warning(refusal, { autoClose: 5000 });
      return;
    }
    const privileged = this._options.model.needsPrivilege({ group });
    await askPowerOffTime({ group, privileged, scope: this._scope(group) }, this.schedule, this.style);
  };

  readonly cancelPowerOff = (plan: string): Promise<void> => this._attempt(this.schedule.removePowerOff(plan));

  /** Why no power-off of the group can be planned, in the user's language; empty when one can. */
  powerOffRefusal(group: IUnitGroup): string {
    const { model, trans, language } = this._options;
    const fault = model.creationFault();
    if (fault) {
      return reasonText(fault, trans, language);
    }
    const { off, cannot } = this._scope(group);
    const [first] = cannot;
    if (off.length > 0 || !first) {
      return '';
    }
    const { provider } = first;
    return featureText({ provider, feature: 'power', reason: model.supportOf(provider, 'power')?.reason ?? null }, trans, language);
  }

  /** Looks, without a panel, whether there is something to remind of; does nothing when that was done today. Never rejects. */
  async lookToday(): Promise<void> {
    const { connection, clouds, reminded } = this._options;
    if (connection.state === null) {
      await connection.refresh();
    }
    const user = this._user();
    if (user !== null && !reminded.was(user, this._today())) {
      await clouds.refresh();
      if (clouds.error === null) {
        this._onTree(); // A tree that is the same as yesterday tells nobody that it has come.
      }
    }
  }

  private _scope(group: IUnitGroup): IPowerOffScope {
    return powerOffScope(group, provider => this._options.model.supportOf(provider, 'power'));
  }

  private _user(): string | null {
    return this._options.connection.state?.authority?.user ?? null;
  }

  private _today(): string {
    return dayOf(Date.now(), this.style.timeZone);
  }

  private _onSchedule(): void {
    for (const plan of this.schedule.powerOffs.filter(({ id, state }) => state !== 'planned' && !this._told.has(id))) {
      this._told.add(plan.id);
      this._tellOutcome(plan);
      // Once it is on the screen the server may forget it; else every page would tell it again.
      this.schedule.removePowerOff(plan.id).catch(() => undefined);
    }
    this._onTree();
  }

  private _tellOutcome(plan: PlannedPowerOff): void {
    const { trans, batches } = this._options;
    const { type, message } = outcomeNotice(plan, Date.now(), this.style);
    const { batch } = plan;
    const actions =
      batches && batch !== null ? [{ label: trans.__('Show Report'), callback: () => void this._attempt(batches.open(batch)) }] : [];
    Notification.emit(message, type, { autoClose: false, actions });
  }

  /** One notification per user and day, once tree and schedule are known. */
  private _onTree(): void {
    const { clouds, reminded } = this._options;
    const user = this._user();
    const today = this._today();
    if (!clouds.unitGroups || !this.schedule.isKnown || user === null || reminded.was(user, today)) {
      return;
    }
    reminded.note(user, today);
    const circumstances = { today, now: Date.now(), days: this.reminderDays, user };
    const occasions = occasionsOf(clouds.unitGroups, this.schedule.reminders, circumstances);
    if (occasions.length > 0) {
      this._remind(occasions);
    }
  }

  private _remind(occasions: readonly Occasion[]): void {
    const { trans } = this._options;
    const [first] = occasions;
    const actions: Notification.IAction[] = [
      {
        label: trans.__('Show'),
        callback: () => {
          this._show(occasions);
        }
      },
      // Closing is enough: tomorrow is another day.
      { label: trans.__('Remind Me Tomorrow'), callback: () => undefined }
    ];
    if (first && occasions.length === 1) {
      actions.push({ label: trans.__('Set Date…'), callback: () => void this.setReminder(first.group) });
    }
    if (this._notice !== null) {
      Notification.dismiss(this._notice); // Yesterday's.
    }
    this._notice = Notification.emit(occasionsText(occasions, trans), 'info', { autoClose: false, actions });
  }

  private _show(occasions: readonly Occasion[]): void {
    const { model, show } = this._options;
    show();
    const [first] = occasions;
    if (occasions.length > 1 && first?.reason === 'old') {
      model.setFilter(`older:${this.reminderDays}d`);
    } else if (first) {
      model.reveal(first.group.id);
    }
  }

  private async _attempt(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      const { title, advice } = errorText(error, this._options.trans);
      Notification.error(`${title} ${advice}`.trim(), { autoClose: false });
    }
  }

  /** Outcomes that this page has told. */
  private readonly _told = new Set<string>();
  /** Id of the last daily notification. */
  private _notice: string | null = null;
}

export namespace Scheduling {
  export interface IOptions {
    readonly schedule: ScheduleModel;
    readonly reminded: Reminded;
    readonly model: Pick<ExplorerModel, 'supportOf' | 'creationFault' | 'needsPrivilege' | 'setFilter' | 'reveal'>;
    readonly clouds: Pick<CloudModel, 'unitGroups' | 'error' | 'changed' | 'refresh'>;
    readonly connection: Pick<IConnection, 'state' | 'refresh'>;
    /** Null when there are no bulk operations; then a power-off's report cannot be shown. */
    readonly batches: IBatches | null;
    readonly reminderDays: () => number;
    readonly trans: TranslationBundle;
    readonly language: string;
    /** Brings the panel to the front. */
    readonly show: () => void;
  }
}
