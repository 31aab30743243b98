import { inSlices } from '../slices';

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
