import { FakeConnection } from '../../testing/connection';
import type { FakeRoutes } from '../../testing/fakeServer';
import { ComposerSession } from '../session';
import { FakeClouds, STORE } from './clouds';
import { FakeCommands, ROUTES, trans } from './composing';

const JOB = {
  id: 'one',
  kind: 'create',
  state: 'succeeded',
  unitGroup: { id: 'vc1', name: 'demo' },
  unit: 'web',
  startedAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z'
};

function sessionWith(clouds: FakeClouds, more: FakeRoutes = {}): ComposerSession {
  const routes = { ...ROUTES, ...more, 'GET jobs': () => ({ body: { jobs: [JOB] } }), 'DELETE jobs/one': () => ({ status: 204 }) };
  return new ComposerSession({
    connection: new FakeConnection(routes),
    clouds: { model: () => Promise.resolve(clouds) },
    cells: null,
    images: null,
    commands: new FakeCommands(),
    editors: null,
    languages: null,
    settings: () => Promise.resolve(null),
    trans,
    language: 'en',
    openText: () => undefined
  });
}

it('asks for the tree when a job has moved on', async () => {
  const clouds = new FakeClouds();
  const refresh = jest.spyOn(clouds, 'refresh');
  await sessionWith(clouds).resumeJobs();
  await Promise.resolve();
  expect(refresh).toHaveBeenCalledTimes(1);
});

describe('a new spec', () => {
  it('gets the disk provider of the disks that its unit group has, and its usual flavor', async () => {
    const clouds = new FakeClouds();
    clouds.put(STORE);
    const session = sessionWith(clouds);
    expect(await session.complete({ unitType: 'storage', unitGroup: 'store' })).toMatchObject({ provider: 'aws_disk', flavor: 'small' });
    expect((await session.complete({ unitType: 'storage', unitGroup: 'elsewhere' })).provider).toBeUndefined();
  });

  it('waits for nothing but the providers: a VPN catalog may take as long as the controller', async () => {
    const never = { 'GET vpn-catalog': () => new Promise<never>(() => undefined) };
    expect(await sessionWith(new FakeClouds(), never).complete({ provider: 'aws' })).toMatchObject({ flavor: 'small' });
  });

  it('is made as far as it is known where the providers cannot be asked', async () => {
    const fails = { 'GET providers': () => ({ status: 500, body: {} }) };
    expect(await sessionWith(new FakeClouds(), fails).complete({ provider: 'aws' })).toEqual({ provider: 'aws' });
  });

  it('keeps what it is given', async () => {
    const start = { provider: 'aws', flavor: 'large', attributes: { volume_size: 40 } };
    expect(await sessionWith(new FakeClouds()).complete(start)).toEqual(start);
  });
});
