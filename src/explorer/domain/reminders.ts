/**
 * Which unit groups one should be reminded of: those that are old, and those with a date of the user's own that has come.
 */
import { daysOf } from './ages';
import type { Day } from './days';
import type { IUnitGroup } from './tree';

/** A date that the user has set for a unit group. */
export interface IReminderDate {
  /** Id of the unit group. */
  readonly group: string;
  readonly date: Day;
  readonly note: string;
}

/** Why one is reminded of a unit group. */
export type Occasion =
  | { readonly reason: 'due'; readonly group: IUnitGroup; readonly date: Day; readonly note: string }
  | { readonly reason: 'old'; readonly group: IUnitGroup; readonly days: number };

/** Unit groups that are at least so many days old; none for 0 days. */
export function oldGroups(tree: readonly IUnitGroup[], days: number, now: number): readonly IUnitGroup[] {
  return days <= 0 ? [] : tree.filter(group => (daysOf(group, now) ?? -1) >= days);
}

/** Reminders whose day has come, earliest first. One for a unit group that is not in the tree any more has nothing to remind of. */
export function dueReminders<R extends IReminderDate>(reminders: readonly R[], tree: readonly IUnitGroup[], today: Day): readonly R[] {
  const present = new Set(tree.map(group => group.id));
  return reminders.filter(({ group, date }) => present.has(group) && date <= today).sort((a, b) => (a.date < b.date ? -1 : 1));
}

export interface IOccasionOptions {
  readonly today: Day;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Days after which a unit group counts as old; 0: never. */
  readonly days: number;
  /** Whose unit groups are meant; null when it is not known: all of the tree. */
  readonly user: string | null;
}

/**
 * What the daily notification is about. A date of the user's own has the last word: until it comes, an old unit group is left out, for
 * somebody has looked at it and said when to look again.
 */
export function occasionsOf(
  tree: readonly IUnitGroup[],
  reminders: readonly IReminderDate[],
  { today, now, days, user }: IOccasionOptions
): readonly Occasion[] {
  const own = tree.filter(group => user === null || group.owner === user);
  const dated = new Set(reminders.map(({ group }) => group));
  const due = dueReminders(reminders, own, today).flatMap(({ group, date, note }): Occasion[] => {
    const found = own.find(({ id }) => id === group);
    return found ? [{ reason: 'due', group: found, date, note }] : [];
  });
  const old = oldGroups(own, days, now)
    .filter(({ id }) => !dated.has(id))
    .map((group): Occasion => ({ reason: 'old', group, days: daysOf(group, now) ?? 0 }));
  return [...due, ...old];
}
