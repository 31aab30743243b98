/** What the explorer remembers over a reload of the page. */

export interface IRemembered {
  readonly filter: string;
  /** Null: never chosen; the setting decides. */
  readonly all: boolean | null;
  /** Keys of rows that somebody opened, where they would be closed by themselves. */
  readonly opened: readonly string[];
  /** Keys of rows that somebody closed. Only the exceptions are stored: 10,000 nodes have 1,500 rows that can be open. */
  readonly closed: readonly string[];
  /** What the last bulk operation was to do after a failure. */
  readonly onFailure: 'continue' | 'stop';
}

export const NOTHING_REMEMBERED: IRemembered = { filter: '', all: null, opened: [], closed: [], onFailure: 'continue' };

/** Reads what was stored, perhaps by another version; what is not understood is forgotten. */
export function readRemembered(value: unknown): IRemembered {
  if (typeof value !== 'object' || value === null) {
    return NOTHING_REMEMBERED;
  }
  const stored: Readonly<Record<string, unknown>> = { ...value };
  return {
    filter: typeof stored['filter'] === 'string' ? stored['filter'] : '',
    all: typeof stored['all'] === 'boolean' ? stored['all'] : null,
    opened: texts(stored['opened']),
    closed: texts(stored['closed']),
    onFailure: stored['onFailure'] === 'stop' ? 'stop' : 'continue'
  };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}
