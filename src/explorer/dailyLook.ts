import type { IStateDB } from '@jupyterlab/statedb';

import type { IExplorerHandle } from './handle';

/** Milliseconds after the start of the page: nothing of it may slow the start down. */
const DELAY = 60_000;

/** Key in the state database that the explorer saves under once it was used. */
const USED_KEY = 'jupyterlab-vcp:explorer';

/**
 * Looks for old unit groups and due reminders although nobody has opened the panel: who has forgotten a cloud does not open it.
 *
 * #### Notes
 * Only where the explorer was used before, so that a JupyterLab without VCP users is asked nothing, and once a day at most.
 */
export function lookOnceADay(handle: IExplorerHandle, stateDB: IStateDB | null): void {
  setTimeout(() => {
    void look(handle, stateDB);
  }, DELAY);
}

async function look(handle: IExplorerHandle, stateDB: IStateDB | null): Promise<void> {
  // Once the explorer is loaded it looks by itself.
  if (handle.current !== null || (await stateDB?.fetch(USED_KEY).catch(() => undefined)) === undefined) {
    return;
  }
  const explorer = await handle.load().catch(() => null);
  await explorer?.scheduling.lookToday();
}
