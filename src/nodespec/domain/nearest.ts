/** Number of single-character changes (insert, delete, replace, swap of neighbours) between two words. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          (previous[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (previous[column - 1] ?? 0) + same,
          swapped ? (before[column - 2] ?? 0) + 1 : Infinity
        )
      );
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** The candidate that is most like the word, or null when none is near (a third of its letters may differ). */
export function nearest(word: string, candidates: readonly string[]): string | null {
  // Long input costs quadratic time and is no misspelling of a short name.
  if (word.length > 64) {
    return null;
  }
  const ranked = candidates.map(candidate => ({ candidate, cost: distance(word, candidate) })).sort((a, b) => a.cost - b.cost);
  const [best] = ranked;
  return best !== undefined && best.cost <= Math.max(1, Math.floor(best.candidate.length / 3)) ? best.candidate : null;
}
