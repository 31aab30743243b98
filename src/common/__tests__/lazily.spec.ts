import { lazily } from '../lazily';

it('loads once, also for those who ask meanwhile', async () => {
  let loads = 0;
  const load = lazily(() => Promise.resolve((loads += 1)));
  expect(loads).toBe(0);
  expect(await Promise.all([load(), load()])).toEqual([1, 1]);
  expect(await load()).toBe(1);
});

it('tries again after a failure', async () => {
  const answers = [Promise.reject(new Error('The network is down.')), Promise.resolve('loaded')];
  const load = lazily(() => answers.shift() ?? Promise.reject(new Error('once too often')));
  await expect(load()).rejects.toThrow('The network is down.');
  expect(await load()).toBe('loaded');
  expect(await load()).toBe('loaded');
});
