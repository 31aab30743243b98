/** Which ended operations a page of this user has told, so that a reload does not tell them again. */
import type { IStateDB } from '@jupyterlab/statedb';

const STATE_KEY = 'jupyterlab-vcp:batches';

/** As many as are kept; the server forgets its own after some days. */
const KEPT = 100;

/** Reads what earlier pages have told. Never rejects: without it an end is told once more. */
export async function loadTold(stateDB: IStateDB | null): Promise<Told> {
  const stored: unknown = await stateDB?.fetch(STATE_KEY).catch(() => null);
  return new Told(idsOf(stored), async ids => {
    await stateDB?.save(STATE_KEY, { told: [...ids] });
  });
}

export class Told {
  constructor(
    private _ids: readonly string[],
    private readonly _save: (ids: readonly string[]) => Promise<void>
  ) {}

  has(id: string): boolean {
    return this._ids.includes(id);
  }

  add(id: string): void {
    if (!this.has(id)) {
      this._ids = [id, ...this._ids].slice(0, KEPT);
      this._save(this._ids).catch(() => undefined);
    }
  }
}

/** What is not understood, perhaps from another version, is forgotten. */
function idsOf(stored: unknown): readonly string[] {
  const told: unknown = typeof stored === 'object' && stored !== null && 'told' in stored ? stored.told : null;
  return Array.isArray(told) ? told.filter((id): id is string => typeof id === 'string') : [];
}
