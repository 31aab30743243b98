import { ApiError } from '../../api/errors';
import type { Batch } from '../../api/types';
import { FakeConnection } from '../../testing/connection';
import type { FakeRoutes } from '../../testing/fakeServer';
import { until } from '../../testing/patience';
import type { IBatchRequest } from '../../tokens';
import { countRows } from '../domain/batch';
import { BatchFollower } from '../model/batchFollower';
import { batch, done, mixed, row } from './batches';

const ID = batch([]).id;
const REQUEST: IBatchRequest = { operation: 'power_off', onFailure: 'continue', targets: [row(1).target, row(2).target] };
const notFound = () => ({ status: 404, body: { code: 'not_found', message: 'No such bulk operation.' } });

let connection: FakeConnection;
let follower: BatchFollower;
let ended: Batch[];

function follow(routes: FakeRoutes): void {
  connection = new FakeConnection(routes);
  follower = new BatchFollower(() => connection.client());
  ended = [];
  follower.ended.connect((_, one) => ended.push(one));
}

const asked = () => connection.server.requests.filter(({ method, path }) => method === 'GET' && path === `batches/${ID}`).length;

afterEach(() => {
  follower.dispose();
});

describe('BatchFollower', () => {
  it('starts an operation, follows it to its end, and asks no more', async () => {
    const answers = [batch([done(1), row(2)], { updatedAt: '2026-11-20T01:00:30Z' }), batch([done(1), done(2)], { state: 'ended' })];
    follow({
      'POST batches': () => ({ status: 202, body: batch([row(1), row(2)], { updatedAt: '2026-11-20T01:00:00Z' }) }),
      [`GET batches/${ID}`]: () => ({ body: answers.shift() ?? notFound() })
    });
    const seen: number[] = [];
    follower.changed.connect(() => seen.push(follower.all[0] ? countRows(follower.all[0].batch).done : -1));
    await follower.start(REQUEST);
    await until(() => ended.length > 0);
    expect(seen).toEqual([0, 1, 2]);
    expect(connection.server.requests[0]?.body).toEqual({ ...REQUEST, key: expect.stringMatching(/^[\w-]{36}$/) as unknown });
    const before = asked();
    await new Promise(resolve => setTimeout(resolve, 2_300));
    expect(asked()).toBe(before);
    expect(ended.map(({ id }) => id)).toEqual([ID]);
  });

  it('never counts as activity', async () => {
    follow({ [`GET batches/${ID}`]: () => ({ body: mixed() }), 'GET batches': () => ({ body: { batches: [] } }) });
    await follower.load(ID);
    await follower.loadAll();
    expect(connection.server.requests.map(({ query }) => query.get('no_track_activity'))).toEqual(['1', '1']);
  });

  it('starts nothing twice', async () => {
    follow({ 'POST batches': () => ({ status: 202, body: mixed() }) });
    await Promise.all([follower.start(REQUEST), follower.start(REQUEST)]);
    expect(connection.server.requests).toHaveLength(1);
  });

  it('goes on after an answer was lost, and says meanwhile that what it shows is old', async () => {
    let cut = true;
    follow({
      [`GET batches/${ID}`]: () => {
        if (cut) {
          throw new Error('cut');
        }
        return { body: mixed() };
      },
      'POST batches': () => ({ status: 202, body: batch([row(1)], { updatedAt: '2026-11-20T01:00:00Z' }) })
    });
    await follower.start(REQUEST);
    await until(() => follower.error !== null);
    expect(follower.error).toMatchObject({ kind: 'offline' });
    cut = false;
    follower.refresh();
    await until(() => ended.length > 0);
    expect(follower.error).toBeNull();
  });

  it('knows when the server has forgotten an operation', async () => {
    follow({ 'POST batches': () => ({ status: 202, body: batch([row(1)]) }), [`GET batches/${ID}`]: notFound });
    await follower.start(REQUEST);
    await until(() => follower.find(ID)?.lost === true);
    expect(ended).toEqual([]);
    expect(follower.error).toBeNull();
  });

  it('lists those of an earlier page, newest first, and tells those that have ended', async () => {
    const other = batch([row(1)], { id: '00000000-0000-4000-8000-000000000002', startedAt: '2026-11-21T01:00:00Z' });
    follow({ 'GET batches': () => ({ body: { batches: [mixed(), other] } }), [`GET batches/${other.id}`]: () => ({ body: other }) });
    await follower.loadAll();
    expect(follower.all.map(one => one.batch.id)).toEqual([other.id, ID]);
    expect(ended.map(({ id }) => id)).toEqual([ID]);
    await follower.loadAll();
    expect(ended).toHaveLength(1);
  });

  it('is not put back by an older answer that comes late', async () => {
    const answers = [mixed(), batch([row(1)], { updatedAt: '2026-11-20T01:00:30Z' })];
    follow({ [`GET batches/${ID}`]: () => ({ body: answers.shift() }) });
    await follower.load(ID);
    await follower.load(ID);
    expect(follower.find(ID)?.batch.state).toBe('ended');
  });

  it('stops, and forgets what has ended, also when another page was faster', async () => {
    follow({
      [`GET batches/${ID}`]: () => ({ body: batch([row(1)]) }),
      [`POST batches/${ID}/stop`]: () => ({ status: 202, body: mixed() }),
      [`DELETE batches/${ID}`]: notFound
    });
    await follower.load(ID);
    await follower.stop(ID);
    expect(follower.find(ID)?.batch.state).toBe('ended');
    await follower.dismiss(ID);
    expect(follower.all).toEqual([]);
  });

  it('passes on why something was refused', async () => {
    follow({ 'POST batches': () => ({ status: 409, body: { code: 'readonly_token', message: 'Read only.' } }) });
    await expect(follower.start(REQUEST)).rejects.toBeInstanceOf(ApiError);
    expect(follower.all).toEqual([]);
  });
});
