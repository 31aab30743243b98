/** Rules for the name of a unit group, the same as the server half's (contract `UnitGroupName`). */

export type NameFault = 'empty' | 'first' | 'characters' | 'long' | 'taken';

const MAX_LENGTH = 128;

/** What is wrong with a name for a new unit group; null when nothing is. */
export function checkGroupName(name: string, taken: readonly string[]): NameFault | null {
  if (name === '') {
    return 'empty';
  }
  if (!/^[A-Za-z]/.test(name)) {
    return 'first';
  }
  if (!/^[A-Za-z0-9_-]*$/.test(name)) {
    return 'characters';
  }
  if (name.length > MAX_LENGTH) {
    return 'long';
  }
  return taken.includes(name) ? 'taken' : null;
}
