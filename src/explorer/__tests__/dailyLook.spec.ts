import { StateDB } from '@jupyterlab/statedb';

import { lookOnceADay } from '../dailyLook';

/** Counts how often it was loaded, and how often it looked. */
class Explorer {
  loads = 0;
  looks = 0;
  current: { readonly scheduling: { lookToday(): Promise<void> } } | null = null;

  constructor(private readonly _reachable = true) {}

  load() {
    this.loads += 1;
    if (!this._reachable) {
      return Promise.reject(new Error('The network is down.'));
    }
    const lookToday = () => {
      this.looks += 1;
      return Promise.resolve();
    };
    this.current = { scheduling: { lookToday } };
    return Promise.resolve(this.current);
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

it('looks a minute after the start where the explorer was used before, and every hour from then on', async () => {
  const explorer = new Explorer();
  lookOnceADay(explorer, await used());
  await jest.advanceTimersByTimeAsync(59_000);
  expect(explorer.looks).toBe(0);
  await minute();
  expect(explorer.looks).toBe(1);
  await jest.advanceTimersByTimeAsync(2 * 3_600_000);
  expect(explorer.looks).toBe(3);
});

it('bears a failure, and tries again', async () => {
  const explorer = new Explorer(false);
  lookOnceADay(explorer, await used());
  await minute();
  await jest.advanceTimersByTimeAsync(3_600_000);
  expect(explorer.loads).toBe(2);
});

it('asks nothing where the explorer was never used', async () => {
  const explorer = new Explorer();
  lookOnceADay(explorer, new StateDB());
  lookOnceADay(explorer, null);
  await minute();
  expect(explorer.loads).toBe(0);
});
