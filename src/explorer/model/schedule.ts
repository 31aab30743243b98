/**
 * Reminders and planned power-offs of the user, as the server half keeps them.
 */
import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

import type { PlannedPowerOff, Reminder, Schedule } from '../../api/types';
import { IdempotentOrder } from '../../common/idempotentOrder';
import type { IClient, IConnection, INewPowerOff } from '../../tokens';

/** Milliseconds between two questions: other pages and notebooks of the user change it rarely. */
const INTERVAL = 300_000;
/** The longest wait while the server does not answer. */
const MAX_INTERVAL = 1_800_000;
/** Milliseconds that the server gets to begin a power-off before it is asked what became of it. */
const GRACE = 3_000;

const NOTHING: Schedule = { reminders: [], powerOffs: [] };

/**
 * The schedule, asked for when the first tree has arrived, after changes, at the planned times, and rarely otherwise.
 *
 * #### Notes
 * Nothing here powers anything off: the server half does, when it runs at that time.
 */
export class ScheduleModel implements IDisposable {
  constructor(private readonly _options: ScheduleModel.IOptions) {
    this._poll = new Poll({
      name: 'jupyterlab-vcp:schedule',
      auto: false,
      factory: () => this._ask(),
      frequency: { interval: INTERVAL, max: MAX_INTERVAL, backoff: true },
      standby: 'when-hidden'
    });
    _options.clouds.changed.connect(this._onTree, this);
    _options.connection.changed.connect(this._onConnection, this);
    this._onTree();
  }

  /** Whether the server half has answered for the present user. */
  get isKnown(): boolean {
    return this._isKnown;
  }

  /** Earliest first. */
  get reminders(): readonly Reminder[] {
    return this._schedule.reminders;
  }

  /** Earliest first; those that are over are among them until they are removed. */
  get powerOffs(): readonly PlannedPowerOff[] {
    return this._schedule.powerOffs;
  }

  /** Emitted when the schedule differs from before, and at the first answer. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Remembers a date for a unit group. Rejects with an `ApiError`. */
  remind(group: { readonly id: string; readonly name: string }, date: string, note: string): Promise<void> {
    return this._change(client => client.setReminder(group.id, { date, groupName: group.name, note }));
  }

  /** Rejects with an `ApiError`. */
  removeReminder(group: string): Promise<void> {
    return this._change(client => client.removeReminder(group));
  }

  /** Plans a power-off; a second press plans no second one. Rejects with an `ApiError`. */
  planPowerOff(plan: INewPowerOff): Promise<void> {
    return this._plans.place(plan, key => this._change(client => client.planPowerOff(key, plan)));
  }

  /** Cancels a planned power-off, or has one forgotten that is over. Rejects with an `ApiError`. */
  removePowerOff(id: string): Promise<void> {
    return this._change(client => client.removePowerOff(id));
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._options.clouds.changed.disconnect(this._onTree, this);
    this._options.connection.changed.disconnect(this._onConnection, this);
    this._poll.dispose();
    Signal.clearData(this);
  }

  /** With the first tree one is connected for sure; before that the question could only fail. */
  private _onTree(): void {
    if (this._options.clouds.unitGroups !== null && this._user === null) {
      this._onConnection();
    }
  }

  /** Another user, or another controller, has another schedule. */
  private _onConnection(): void {
    const { state } = this._options.connection;
    const user = state?.state === 'ready' ? `${state.authority?.user ?? ''}@${state.host ?? ''}:${state.port ?? ''}` : null;
    if (user !== null && user !== this._user && this._options.clouds.unitGroups !== null) {
      this._user = user;
      this._schedule = NOTHING;
      this._isKnown = false;
      this._answers += 1;
      this._changed.emit();
      // Not poll.refresh(): it does nothing while a question is on its way, and that one is about the former user.
      void this._poll.schedule({ interval: Poll.IMMEDIATE, phase: 'refreshed' });
    }
  }

  private async _ask(): Promise<void> {
    const before = this._answers;
    const schedule = await (await this._options.client()).getSchedule();
    // What was answered to a change meanwhile is newer; for another user it is not meant.
    if (this._answers === before) {
      this._take(schedule);
    }
  }

  /** One after the other: every answer is the whole schedule, and of two at once the older could come last. */
  private _change(send: (client: IClient) => Promise<Schedule>): Promise<void> {
    const change = this._last.then(async () => {
      const user = this._user;
      const schedule = await send(await this._options.client());
      if (user === this._user) {
        this._answers += 1;
        this._take(schedule);
      }
    });
    this._last = change.catch(() => undefined);
    return change;
  }

  private _take(schedule: Schedule): void {
    if (this._isDisposed) {
      return;
    }
    const text = JSON.stringify(schedule);
    if (text !== this._text || !this._isKnown) {
      this._isKnown = true;
      this._text = text;
      this._schedule = {
        reminders: [...schedule.reminders].sort((a, b) => (a.date < b.date ? -1 : 1)),
        powerOffs: [...schedule.powerOffs].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
      };
      this._changed.emit();
    }
    this._setPace();
  }

  /** The next question comes with the next planned time, if that is near; so does one that was to come later. */
  private _setPace(): void {
    const now = Date.now();
    const next = this.powerOffs.filter(({ state }) => state === 'planned').map(({ at }) => Date.parse(at) + GRACE - now);
    const interval = Math.max(GRACE, Math.min(INTERVAL, ...next));
    if (this._poll.frequency.interval !== interval) {
      this._poll.frequency = { interval, max: MAX_INTERVAL, backoff: true };
      void this._poll.schedule();
    }
  }

  private readonly _poll: Poll;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _plans = new IdempotentOrder<void>();
  /** The last change, as far as others have to wait for it. */
  private _last: Promise<void> = Promise.resolve();
  /** Counts what makes a question that is on its way pointless. */
  private _answers = 0;
  private _schedule: Schedule = NOTHING;
  private _text = '';
  private _isKnown = false;
  private _user: string | null = null;
  private _isDisposed = false;
}

export namespace ScheduleModel {
  export interface IOptions {
    readonly client: () => Promise<IClient>;
    readonly connection: Pick<IConnection, 'state' | 'changed'>;
    /** The tree, or as much of it as says that it has arrived. */
    readonly clouds: { readonly unitGroups: readonly unknown[] | null; readonly changed: ISignal<unknown, void> };
  }
}
