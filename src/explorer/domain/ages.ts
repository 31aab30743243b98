/** How long a unit group has been there. */
import type { IUnitGroup } from './tree';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * When the unit group was made, milliseconds since the epoch; null when nothing in it has a date. Controllers that do not say it of the
 * group say it of its units or nodes: the first of those is then the best that is known.
 */
export function bornAt(group: IUnitGroup): number | null {
  const own = time(group.createdAt);
  if (own !== null) {
    return own;
  }
  const parts = group.units.flatMap(unit => [
    time(unit.createdAt),
    ...unit.nodes.map(node => time(node.bootedAt)),
    ...unit.disks.map(disk => time(disk.createdAt))
  ]);
  const known = parts.filter((part): part is number => part !== null);
  return known.length === 0 ? null : known.reduce((first, part) => Math.min(first, part));
}

/** Age in milliseconds; null when it is not known. */
export function ageOf(group: IUnitGroup, now: number): number | null {
  const born = bornAt(group);
  return born === null ? null : Math.max(0, now - born);
}

/** Whole days of age, as the tree shows them; null when it is not known. */
export function daysOf(group: IUnitGroup, now: number): number | null {
  const age = ageOf(group, now);
  return age === null ? null : Math.floor(age / DAY);
}

/** Reads `14d`, `36h` or `14` (days); null for anything else. */
export function parseAge(text: string): number | null {
  const match = /^(\d{1,5})([dh]?)$/.exec(text);
  return match ? Number(match[1]) * (match[2] === 'h' ? HOUR : DAY) : null;
}

function time(date: string | null | undefined): number | null {
  const value = date ? Date.parse(date) : NaN;
  return Number.isNaN(value) ? null : value;
}
