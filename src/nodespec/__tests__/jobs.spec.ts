import { ApiError } from '../../api/errors';
import type { Job } from '../../api/types';
import { FakeConnection } from '../../testing/connection';
import type { FakeRoutes } from '../../testing/fakeServer';
import { Creation } from '../model/creation';
import { JobFollower } from '../model/jobFollower';
import { jobText, lostText } from '../view/jobTexts';
import { trans } from './composing';

const SPEC = { version: 1, unitGroup: 'demo', unit: 'web' };

function job(change: Partial<Job> = {}): Job {
  return {
    id: 'one',
    kind: 'create',
    state: 'waiting',
    unitGroup: { id: 'vc1', name: 'demo' },
    unit: 'web',
    startedAt: '2026-11-01T00:00:00Z',
    updatedAt: '2026-11-01T00:00:00Z',
    ...change
  };
}

describe('JobFollower', () => {
  let follower: JobFollower;
  const states: string[] = [];

  const start = (routes: FakeRoutes): void => {
    const connection = new FakeConnection(routes);
    follower = new JobFollower(() => connection.client());
    states.length = 0;
    follower.jobChanged.connect((_, { state, unitState }) => states.push(unitState ? `${state} ${unitState}` : state));
    follower.jobLost.connect(() => states.push('lost'));
  };

  const until = async (state: string): Promise<void> => {
    for (let round = 0; round < 100 && !states.includes(state); round += 1) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    expect(states).toContain(state);
  };

  afterEach(() => {
    follower.dispose();
  });

  it('tells of each step until the job has ended, and then asks no more', async () => {
    const answers = [job({ unitState: 'BOOTING' }), job({ state: 'succeeded', unitState: 'RUNNING', addresses: ['172.30.2.10'] })];
    let asked = 0;
    start({ 'GET jobs/one': () => ({ body: answers[Math.min(asked++, 1)] }) });
    follower.follow(job({ state: 'preparing' }));
    await until('succeeded RUNNING');
    expect(states).toEqual(['preparing', 'waiting BOOTING', 'succeeded RUNNING']);
    const before = asked;
    await new Promise(resolve => setTimeout(resolve, 2500));
    expect(asked).toBe(before);
  }, 15_000);

  it('knows which units were ordered here, until one fails', () => {
    start({});
    follower.follow(job({ state: 'succeeded' }));
    follower.follow(job({ id: 'two', unit: 'db', state: 'succeeded' }));
    expect(follower.ordered).toEqual([
      { unitGroup: 'demo', unit: 'web' },
      { unitGroup: 'demo', unit: 'db' }
    ]);
    follower.follow(job({ id: 'three', unit: 'db', state: 'failed' }));
    expect(follower.ordered).toEqual([{ unitGroup: 'demo', unit: 'web' }]);
  });

  it('follows again what an earlier page has started', async () => {
    start({
      'GET jobs': () => ({ body: { jobs: [job(), job({ id: 'two', state: 'failed' })] } }),
      'GET jobs/one': () => ({ body: job({ state: 'succeeded' }) })
    });
    await follower.resume();
    expect(states).toEqual(['waiting', 'failed']);
    await until('succeeded');
  });

  it('says when the server has lost the job', async () => {
    start({ 'GET jobs/one': () => ({ status: 404, body: { code: 'not_found', message: 'No such job.' } }) });
    follower.follow(job());
    await until('lost');
  });

  it('goes on after an answer was lost', async () => {
    let asked = 0;
    start({
      'GET jobs/one': () => {
        asked += 1;
        if (asked === 1) {
          throw new Error('cut');
        }
        return { body: job({ state: 'succeeded' }) };
      }
    });
    follower.follow(job());
    await until('succeeded');
    expect(asked).toBe(2);
  }, 15_000);
});

describe('Creation', () => {
  const bodies = (connection: FakeConnection): readonly unknown[] => connection.server.requests.map(({ body }) => body);

  it('sends a double click once', async () => {
    const connection = new FakeConnection({ 'POST jobs': () => ({ status: 202, body: job() }) });
    const creation = new Creation(() => connection.client());
    const [first, second] = await Promise.all([creation.start(SPEC), creation.start(SPEC)]);
    expect(first).toBe(second);
    expect(bodies(connection)).toHaveLength(1);
  });

  it('repeats the key when the answer was lost, and takes a new one after an answer', async () => {
    const connection = new FakeConnection({
      'POST jobs': () => {
        throw new Error('cut');
      }
    });
    const creation = new Creation(() => connection.client());
    await expect(creation.start(SPEC)).rejects.toMatchObject({ kind: 'offline' });
    connection.server.route({ 'POST jobs': () => ({ status: 202, body: job() }) });
    await creation.start(SPEC);
    await creation.start(SPEC);
    const keys = bodies(connection).map(body => (body as { readonly key: string }).key);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('takes a new key when the server refused', async () => {
    const connection = new FakeConnection({ 'POST jobs': () => ({ status: 409, body: { code: 'exists', message: 'There is one.' } }) });
    const creation = new Creation(() => connection.client());
    await expect(creation.start(SPEC)).rejects.toBeInstanceOf(ApiError);
    await expect(creation.start(SPEC)).rejects.toBeInstanceOf(ApiError);
    const keys = new Set(bodies(connection).map(body => (body as { readonly key: string }).key));
    expect(keys.size).toBe(2);
  });
});

describe('jobText', () => {
  it('ends with the addresses', () => {
    expect(jobText(job({ state: 'succeeded', addresses: ['172.30.2.10'] }), trans)).toEqual({
      type: 'success',
      message: 'demo/web is running: 172.30.2.10'
    });
  });

  it("says what failed in the user's language, and leaves the controller's English words to the details", () => {
    const failure = { code: 'refused' as const, message: 'Refused.', upstreamMessage: 'quota exceeded' };
    const { type, message } = jobText(job({ state: 'failed', failure }), trans);
    expect(type).toBe('error');
    expect(message).toMatch(/^demo\/web failed\. .*VC Controller/);
    expect(message).not.toContain('quota exceeded');
  });

  it.each(['preparing', 'creating_group', 'adding_unit', 'waiting'] as const)('is under way while %s', state => {
    expect(jobText(job({ state }), trans)).toMatchObject({ type: 'in-progress', message: expect.stringContaining('demo/web') as unknown });
  });

  it('warns of what was interrupted or lost', () => {
    expect(jobText(job({ state: 'interrupted' }), trans).type).toBe('warning');
    expect(lostText(job(), trans).type).toBe('warning');
  });
});
