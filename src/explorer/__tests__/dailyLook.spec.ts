import { StateDB } from '@jupyterlab/statedb';

import { lookOnceADay } from '../dailyLook';
import type { IExplorer, IExplorerHandle } from '../handle';

/** Counts how often it was loaded, and what was looked for then. */
class Handle implements IExplorerHandle {
  current: IExplorer | null = null;
  loads = 0;
  load(): Promise<IExplorer> {
    this.loads += 1;
    return Promise.reject(new Error('The network is down.'));
  }
  show(): void {
    throw new Error('Nobody has asked for the panel.');
  }
}

async function minute(): Promise<void> {
  await jest.advanceTimersByTimeAsync(60_000);
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const used = async () => {
  const stateDB = new StateDB();
  await stateDB.save('jupyterlab-vcp:explorer', { filter: '' });
  return stateDB;
};

it('loads the explorer a minute after the start where it was used before, and bears a failure', async () => {
  const handle = new Handle();
  lookOnceADay(handle, await used());
  await jest.advanceTimersByTimeAsync(59_000);
  expect(handle.loads).toBe(0);
  await minute();
  expect(handle.loads).toBe(1);
});

it('asks nothing where the explorer was never used', async () => {
  const handle = new Handle();
  lookOnceADay(handle, new StateDB());
  lookOnceADay(handle, null);
  await minute();
  expect(handle.loads).toBe(0);
});
