/** Where the keys of a table lead. */

/**
 * The place in the list to which a key moves the focus.
 *
 * @param key - Name of the key as in `KeyboardEvent.key`.
 * @param place - Where the focus is; -1: at no row of the list, then every key begins at the first.
 * @param count - Rows of the list.
 * @param pageSize - Rows that are visible at once.
 * @returns Null when the key means nothing here, or there is no row.
 */
export function placeFor(key: string, place: number, count: number, pageSize: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: pageSize,
    PageUp: -pageSize,
    Home: -count,
    End: count
  };
  const step = steps[key];
  if (step === undefined || count === 0) {
    return null;
  }
  const from = place < 0 && key !== 'End' ? 0 - Math.max(step, 0) : place;
  return Math.min(Math.max(from + step, 0), count - 1);
}
