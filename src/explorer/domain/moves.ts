/**
 * Keys of a tree view: where the focus goes from a row (ARIA Authoring Practices, pattern *Tree View*).
 */
import type { IRow } from './rows';
import { nameOf, parentKey } from './tree';

export type Move = { readonly to: string } | { readonly open: readonly string[] } | { readonly close: string };

/** Rows that PageUp and PageDown go over. */
const PAGE = 10;

/**
 * @param key - Name of the key as in `KeyboardEvent.key`.
 * @param focused - Key of the row with the focus, or null.
 * @returns Null when the key means nothing here.
 */
export function moveFor(key: string, rows: readonly IRow[], focused: string | null): Move | null {
  const index = rows.findIndex(row => row.key === focused);
  const row = rows[index];
  switch (key) {
    case 'ArrowDown':
      return to(rows, index + 1);
    case 'ArrowUp':
      return to(rows, index - 1);
    case 'PageDown':
      return to(rows, Math.min(index + PAGE, rows.length - 1));
    case 'PageUp':
      return to(rows, Math.max(index - PAGE, 0));
    case 'Home':
      return to(rows, 0);
    case 'End':
      return to(rows, rows.length - 1);
    case 'ArrowRight':
      return row ? inward(rows, row, index) : null;
    case 'ArrowLeft':
      return row ? outward(row) : null;
    case '*':
      return row ? { open: siblings(rows, row) } : null;
    default:
      return null;
  }
}

function to(rows: readonly IRow[], index: number): Move | null {
  const row = rows[index];
  return row ? { to: row.key } : null;
}

function inward(rows: readonly IRow[], row: IRow, index: number): Move | null {
  if (row.expanded === null) {
    return null;
  }
  return row.expanded ? to(rows, index + 1) : { open: [row.key] };
}

function outward(row: IRow): Move | null {
  if (row.expanded) {
    return { close: row.key };
  }
  const parent = parentKey(row.key);
  return parent === null ? null : { to: parent };
}

function siblings(rows: readonly IRow[], row: IRow): readonly string[] {
  const parent = parentKey(row.key);
  return rows.filter(other => other.expanded === false && parentKey(other.key) === parent).map(other => other.key);
}

/**
 * Finds the next row whose name (or address) begins with what was typed, going round. Typing one letter again and again goes on to
 * the next row with that letter.
 */
export function typeAhead(typed: string, rows: readonly IRow[], focused: string | null): string | null {
  const text = typed.toLowerCase();
  const repeated = text.length > 1 && [...text].every(letter => letter === text[0]);
  const sought = repeated ? text.slice(0, 1) : text;
  const at = rows.findIndex(row => row.key === focused);
  const from = sought.length === 1 ? at + 1 : Math.max(at, 0);
  const ordered = [...rows.slice(from), ...rows.slice(0, from)];
  return ordered.find(row => labelsOf(row).some(label => label.toLowerCase().startsWith(sought)))?.key ?? null;
}

function labelsOf({ place }: IRow): readonly string[] {
  return place.kind === 'node' && place.node.address !== '' ? [nameOf(place), place.node.address] : [nameOf(place)];
}

/** Where the focus goes when its row has disappeared: the row above that is left, else the first. */
export function nearestRow(before: readonly IRow[], after: readonly IRow[], focused: string): string | null {
  const left = new Set(after.map(row => row.key));
  const index = before.findIndex(row => row.key === focused);
  for (let i = index; i >= 0; i--) {
    const key = before[i]?.key;
    if (key !== undefined && left.has(key)) {
      return key;
    }
  }
  return after[0]?.key ?? null;
}
