import { ApiError } from '../../api/errors';
import { IdempotentOrder } from '../idempotentOrder';

const lost = () => new ApiError({ kind: 'offline', message: 'cut' });
const refused = () => new ApiError({ kind: 'failure', message: 'no', failure: { code: 'refused', message: 'no' } });

describe('IdempotentOrder', () => {
  afterEach(() => jest.useRealTimers());

  const keys: string[] = [];
  const answering = (answer: () => Promise<string>) => (key: string) => {
    keys.push(key);
    return answer();
  };
  const done = answering(() => Promise.resolve('done'));

  beforeEach(() => keys.splice(0));

  it('sends a double click once, and another order beside it', async () => {
    const order = new IdempotentOrder<string>();
    await Promise.all([order.place({ a: 1 }, done), order.place({ a: 1 }, done), order.place({ a: 2 }, done)]);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(2);
    expect(keys[0]).toMatch(/^[A-Za-z0-9-]{16,64}$/);
  });

  it('repeats the key when the answer was lost, and takes a new one after an answer', async () => {
    const order = new IdempotentOrder<string>();
    await expect(
      order.place(
        1,
        answering(() => Promise.reject(lost()))
      )
    ).rejects.toMatchObject({ kind: 'offline' });
    await order.place(1, done);
    await order.place(1, done);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('takes a new key when the server refused', async () => {
    const order = new IdempotentOrder<string>();
    await expect(
      order.place(
        1,
        answering(() => Promise.reject(refused()))
      )
    ).rejects.toMatchObject({ code: 'refused' });
    await order.place(1, done);
    expect(keys[1]).not.toBe(keys[0]);
  });

  it('takes the same order for another wish after ten minutes', async () => {
    jest.useFakeTimers();
    const order = new IdempotentOrder<string>();
    await expect(
      order.place(
        1,
        answering(() => Promise.reject(lost()))
      )
    ).rejects.toThrow();
    jest.advanceTimersByTime(600_001);
    await order.place(1, done);
    expect(keys[1]).not.toBe(keys[0]);
  });
});
