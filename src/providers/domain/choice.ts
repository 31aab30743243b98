/**
 * Where a key leads in a list: arrows, Home, End, and a letter to the next entry that begins with it.
 *
 * @param names - Entries in their order.
 * @param current - The one that is chosen; one that is not in the list counts as none.
 * @param key - `KeyboardEvent.key`.
 * @returns null when the key does not lead anywhere.
 */
export function nextChoice(names: readonly string[], current: string | null, key: string): string | null {
  const position = current === null ? -1 : names.indexOf(current);
  switch (key) {
    case 'ArrowDown':
      return names[Math.min(position + 1, names.length - 1)] ?? null;
    case 'ArrowUp':
      return names[Math.max(position - 1, 0)] ?? null;
    case 'Home':
      return names[0] ?? null;
    case 'End':
      return names[names.length - 1] ?? null;
    default:
      return key.length === 1 ? nextWithLetter(names, position, key.toLowerCase()) : null;
  }
}

function nextWithLetter(names: readonly string[], position: number, letter: string): string | null {
  const inTurn = [...names.slice(position + 1), ...names.slice(0, position + 1)];
  return inTurn.find(name => name.toLowerCase().startsWith(letter)) ?? null;
}
