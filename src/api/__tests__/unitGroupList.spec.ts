import { fakeServer } from '../../testing/fakeServer';
import type { IFakeRequest } from '../../testing/fakeServer';
import { Client } from '../client';
import type { UnitGroup } from '../types';
import { UnitGroupList } from '../unitGroupList';

const V1 = '1'.repeat(32);
const V2 = '2'.repeat(32);

function group(id: string, state = 'RUNNING'): UnitGroup {
  return { id, name: id, type: 'compute', owner: 'nobody', state, error: '', units: [] };
}

function lines(version: string, since: string | null, ids: readonly string[], sent: readonly UnitGroup[]): string {
  return [{ version, since, ids }, ...sent].map(value => JSON.stringify(value)).join('\n');
}

describe('UnitGroupList', () => {
  it('takes everything, then what has changed, and keeps the rest as it is', async () => {
    const list = new UnitGroupList();
    expect(list.version).toBe('');
    const first = await list.take(lines(V1, null, ['a', 'b'], [group('a'), group('b')]));
    expect(first).toEqual([group('a'), group('b')]);
    expect(list.version).toBe(V1);
    const second = await list.take(lines(V2, V1, ['c', 'b', 'a'], [group('c'), group('a', 'ERROR')]));
    expect(second).toEqual([group('c'), group('b'), group('a', 'ERROR')]);
    expect(second?.[1]).toBe(first?.[1]);
    expect(list.version).toBe(V2);
  });

  it('answers the same array when nothing has changed, and drops what is gone', async () => {
    const list = new UnitGroupList();
    const first = await list.take(lines(V1, null, ['a', 'b'], [group('a'), group('b')]));
    expect(await list.take(lines(V1, V1, ['a', 'b'], []))).toBe(first);
    expect(await list.take(lines(V2, V1, ['b'], []))).toEqual([group('b')]);
  });

  it('asks for everything when the answer belongs to another one', async () => {
    const list = new UnitGroupList();
    await list.take(lines(V1, null, ['a'], [group('a')]));
    expect(await list.take(lines(V1, V2, ['a'], []))).toBeNull();
    expect(list.version).toBe(V1);
  });

  it('takes one JSON object with everything in it, whose version is not known', async () => {
    const list = new UnitGroupList();
    const text = JSON.stringify({ unitGroups: [group('a')] }, null, 2);
    expect(await list.take(text)).toEqual([group('a')]);
    expect(list.version).toBe('');
  });

  it.each([
    ['a page', '<html>\n</html>'],
    ['nothing', ''],
    ['other JSON', '{"groups":[]}'],
    ['a line that is no unit group', `${lines(V1, null, ['a'], [])}\n{"id":"a"}`],
    ['a line that was cut', `${lines(V1, null, ['a'], [])}\n{"id":"a","units":[`],
    ['an id without a unit group', lines(V1, null, ['a'], [])]
  ])('does not take %s for an answer, and keeps what it knew', async (_, text) => {
    const list = new UnitGroupList();
    await list.take(lines(V2, null, ['a'], [group('a')]));
    await expect(list.take(text)).rejects.toMatchObject({ kind: 'not-understood' });
    expect(list.version).toBe(V2);
  });
});

describe('listUnitGroups', () => {
  function clientOf(answer: (request: IFakeRequest) => { status?: number; body: unknown }) {
    const server = fakeServer({ 'GET unit-groups': answer });
    return { server, client: new Client({ serverSettings: server.settings }) };
  }

  it('names the version of its last answer, one for own and one for everybody’s unit groups', async () => {
    const { client, server } = clientOf(({ query }) => {
      const version = query.get('privileged') === '1' ? V2 : V1;
      const since = query.get('since') === '' ? null : version;
      return { body: lines(version, since, ['a'], since === null ? [group('a', version)] : []) };
    });
    const own = await client.listUnitGroups(false);
    expect(await client.listUnitGroups(true)).toEqual([group('a', V2)]);
    expect(await client.listUnitGroups(false)).toBe(own);
    expect(server.requests.map(request => request.query.get('since'))).toEqual(['', '', V1]);
  });

  it('asks again for everything when answers crossed', async () => {
    const answers = [lines(V1, null, ['a'], [group('a')]), lines(V1, V2, ['a'], []), lines(V2, null, ['b'], [group('b')])];
    const { client, server } = clientOf(() => ({ body: answers[server.requests.length - 1] }));
    await client.listUnitGroups(false);
    expect(await client.listUnitGroups(false)).toEqual([group('b')]);
    expect(server.requests.map(request => request.query.get('since'))).toEqual(['', V1, '']);
  });

  it('takes an answer that cannot be read for no empty list', async () => {
    const { client } = clientOf(() => ({ body: lines(V1, V2, [], []) }));
    await expect(client.listUnitGroups(false)).rejects.toMatchObject({ kind: 'not-understood' });
  });

  it('reads the code of a failure', async () => {
    const { client } = clientOf(() => ({ status: 409, body: { code: 'no_token', message: 'There is no token.' } }));
    await expect(client.listUnitGroups(false)).rejects.toMatchObject({ kind: 'failure', code: 'no_token' });
  });
});
