import { useState } from 'react';

/** Splits what was typed or pasted into entries: by line, comma, semicolon or blank. */
export function splitEntries(text: string): readonly string[] {
  return text
    .split(/[\s,;]+/)
    .map(entry => entry.trim())
    .filter(entry => entry !== '');
}

/** What a list of chips is edited by. */
export interface IChips {
  /** What is being typed and is no entry yet. */
  readonly draft: string;
  readonly type: (text: string) => void;
  /** Makes entries of the draft. */
  readonly commit: () => void;
  readonly add: (entry: string) => void;
  readonly remove: (position: number) => void;
}

/**
 * Edits a list of texts through one input: Enter, comma and leaving the input add what was typed.
 *
 * @param entries - the list as it stands in the document.
 * @param change - called with the new list; undefined when it is empty.
 * @param split - how a typed or pasted text becomes entries.
 */
export function useChips(
  entries: readonly string[],
  change: (entries: readonly string[] | undefined) => void,
  split: (text: string) => readonly string[] = splitEntries
): IChips {
  const [draft, setDraft] = useState('');
  const put = (next: readonly string[]): void => {
    change(next.length === 0 ? undefined : next);
  };
  const commit = (): void => {
    const added = split(draft);
    setDraft('');
    if (added.length > 0) {
      put([...entries, ...added]);
    }
  };
  return {
    draft,
    type: setDraft,
    commit,
    add: entry => {
      put([...entries, entry]);
    },
    remove: position => {
      put(entries.filter((_, index) => index !== position));
    }
  };
}
