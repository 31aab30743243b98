import { MessageChannel } from 'node:worker_threads';

import { inSlices, takeSteps } from '../slices';

function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    // As parsing would: the page can do nothing meanwhile.
  }
}

describe('inSlices', () => {
  it('does little at once, in order', async () => {
    const done: number[] = [];
    const all = inSlices([1, 2, 3], value => {
      done.push(value);
      return value * 2;
    });
    expect(done).toEqual([1, 2, 3]);
    expect(await all).toEqual([2, 4, 6]);
  });

  it('lets others in between when it takes long', async () => {
    const order: string[] = [];
    setTimeout(() => order.push('timer'));
    await inSlices(['a', 'b', 'c', 'd'], value => {
      work(6);
      order.push(value);
    });
    expect(order.indexOf('timer')).toBeGreaterThan(0);
    expect(order.indexOf('timer')).toBeLessThan(4);
  });

  it('rejects with what a step throws, and does no more', async () => {
    const done: number[] = [];
    const all = inSlices([1, 2, 3], value => {
      done.push(value);
      if (value === 2) {
        throw new Error('two');
      }
    });
    await expect(all).rejects.toThrow('two');
    expect(done).toEqual([1, 2]);
  });
});

describe('takeSteps', () => {
  /** Counts to `end`, some milliseconds each; notes what it has done. */
  function* steps(end: number, milliseconds: number, done: (number | string)[]): Generator<void, string> {
    for (let count = 1; count <= end; count++) {
      work(milliseconds);
      done.push(count);
      yield;
    }
    return `${String(end)} steps`;
  }

  it('does little at once and gives what the generator returns', async () => {
    const done: number[] = [];
    const all = takeSteps(steps(3, 0, done));
    expect(done).toEqual([1, 2, 3]);
    expect(await all).toBe('3 steps');
  });

  it('lets others in between when it takes long', async () => {
    const done: (number | string)[] = [];
    setTimeout(() => done.push('timer'));
    await takeSteps(steps(4, 6, done));
    expect(done).toHaveLength(5);
    expect(done.indexOf('timer')).toBeGreaterThan(0);
    expect(done.indexOf('timer')).toBeLessThan(4);
  });

  it('lets others in between by messages where there are channels', async () => {
    Object.assign(globalThis, { MessageChannel });
    const done: (number | string)[] = [];
    const all = takeSteps(steps(3, 9, done));
    expect(done).toEqual([1]);
    expect(await all).toBe('3 steps');
    Reflect.deleteProperty(globalThis, 'MessageChannel');
  });

  it('takes no step more when it is no longer wanted', async () => {
    const done: number[] = [];
    const abort = new AbortController();
    const all = takeSteps(steps(9, 9, done), abort.signal);
    abort.abort();
    await expect(all).rejects.toMatchObject({ name: 'AbortError' });
    expect(done).toEqual([1]);
    await expect(takeSteps(steps(9, 0, done), abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(done).toEqual([1]);
  });

  it('rejects with what a step throws', async () => {
    const failing = (function* (): Generator<void, never> {
      yield;
      throw new Error('two');
    })();
    await expect(takeSteps(failing)).rejects.toThrow('two');
  });
});
