/** Rules for names, the same as the server half's (contract `UnitGroupName`, `updateUnitGroup`). */

export type NameFault = 'empty' | 'first' | 'characters' | 'long' | 'taken';

export type OwnerFault = 'empty' | 'characters' | 'long' | 'same';

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

/**
 * What is wrong with the name of a new owner; null when nothing is. How users are called is up to the VC administrator (the pages
 * give no rule), so only what no account can contain is refused: white space and control characters.
 */
export function checkOwner(name: string, owner: string): OwnerFault | null {
  if (name === '') {
    return 'empty';
  }
  if (/[\s\p{Cc}]/u.test(name)) {
    return 'characters';
  }
  if (name.length > MAX_LENGTH) {
    return 'long';
  }
  return name === owner ? 'same' : null;
}
