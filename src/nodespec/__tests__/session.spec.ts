import { FakeConnection } from '../../testing/connection';
import { ComposerSession } from '../session';
import { FakeClouds } from './clouds';
import { trans } from './composing';

const JOB = {
  id: 'one',
  kind: 'create',
  state: 'succeeded',
  unitGroup: { id: 'vc1', name: 'demo' },
  unit: 'web',
  startedAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z'
};

it('asks for the tree when a job has moved on', async () => {
  const clouds = new FakeClouds();
  const refresh = jest.spyOn(clouds, 'refresh');
  const session = new ComposerSession({
    connection: new FakeConnection({ 'GET jobs': () => ({ body: { jobs: [JOB] } }), 'DELETE jobs/one': () => ({ status: 204 }) }),
    clouds: { model: () => Promise.resolve(clouds) },
    cells: null,
    editors: null,
    languages: null,
    settings: () => Promise.resolve(null),
    trans,
    language: 'en',
    openText: () => undefined
  });
  await session.resumeJobs();
  await Promise.resolve();
  expect(refresh).toHaveBeenCalledTimes(1);
});
