/** Where the keys of the table lead. */

/**
 * The row to which a key moves the focus.
 *
 * @param order - The shown rows in their order.
 * @param focused - The row with the focus; null: none.
 * @param pageSize - Rows that are visible at once.
 * @returns Null when the key means nothing here.
 */
export function moveBy(key: string, order: readonly number[], focused: number | null, pageSize: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: pageSize,
    PageUp: -pageSize,
    Home: -order.length,
    End: order.length
  };
  const step = steps[key];
  if (step === undefined) {
    return null;
  }
  const place = focused === null ? -1 : order.indexOf(focused);
  // A row that the filter has hidden has no place: every key begins at the first.
  const target = place < 0 ? 0 : Math.min(Math.max(place + step, 0), order.length - 1);
  return order[target] ?? null;
}
