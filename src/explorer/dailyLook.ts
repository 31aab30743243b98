import type { IStateDB } from '@jupyterlab/statedb';

/** Milliseconds after the start of the page: nothing of it may slow the start down. */
const DELAY = 60_000;

/** Milliseconds between two looks: pages stay open for days, and the days begin at another time everywhere. */
const AGAIN = 3_600_000;

/** Key in the state database that the explorer saves under once it was used. */
const USED_KEY = 'jupyterlab-vcp:explorer';

interface ILoaded {
  readonly scheduling: { lookToday(): Promise<void> };
}

/** As much of the explorer as is needed to look. */
interface ILooking {
  readonly current: ILoaded | null;
  load(): Promise<ILoaded>;
}

/**
 * Looks for old unit groups and due reminders although nobody has opened the panel: who has forgotten a cloud does not open it, and a
 * forgotten cloud does not change, so that nothing else would bring the next day to mind.
 *
 * #### Notes
 * Only where the explorer was used before, so that a JupyterLab without VCP users is asked nothing, and once a day at most.
 */
export function lookOnceADay(explorer: ILooking, stateDB: IStateDB | null): void {
  const again = (): void => {
    void look(explorer, stateDB);
  };
  setTimeout(() => {
    again();
    setInterval(again, AGAIN);
  }, DELAY);
}

async function look(explorer: ILooking, stateDB: IStateDB | null): Promise<void> {
  if (explorer.current !== null || (await stateDB?.fetch(USED_KEY).catch(() => undefined)) !== undefined) {
    const loaded = await explorer.load().catch(() => null);
    await loaded?.scheduling.lookToday();
  }
}
