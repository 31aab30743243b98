/** On which day each user was last reminded in this browser profile, so that one notification a day is enough. */
import type { IStateDB } from '@jupyterlab/statedb';

import type { Day } from '../domain/days';

/** Key in the state database. */
const STATE_KEY = 'jupyterlab-vcp:reminders';

/** Reads what earlier pages have told. Never rejects: without it one is reminded once more. */
export async function loadReminded(stateDB: IStateDB | null): Promise<Reminded> {
  const stored: unknown = await stateDB?.fetch(STATE_KEY).catch(() => null);
  return new Reminded(readDays(stored), async days => {
    await stateDB?.save(STATE_KEY, { ...days });
  });
}

export class Reminded {
  constructor(
    private _days: Readonly<Record<string, Day>>,
    private readonly _save: (days: Readonly<Record<string, Day>>) => Promise<void>
  ) {}

  /** Whether the user was reminded on that day. */
  was(user: string, day: Day): boolean {
    return this._days[user] === day;
  }

  note(user: string, day: Day): void {
    this._days = { ...this._days, [user]: day };
    this._save(this._days).catch(() => undefined);
  }
}

/** What is not understood, perhaps from another version, is forgotten. */
function readDays(stored: unknown): Readonly<Record<string, Day>> {
  if (typeof stored !== 'object' || stored === null) {
    return {};
  }
  return Object.fromEntries(Object.entries(stored).filter((entry): entry is [string, Day] => typeof entry[1] === 'string'));
}
