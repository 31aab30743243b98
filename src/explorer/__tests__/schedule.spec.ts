import { StateDB } from '@jupyterlab/statedb';
import { Signal } from '@lumino/signaling';

import type { Schedule, UnitGroup } from '../../api/types';
import { FakeConnection } from '../../testing/connection';
import type { FakeRoutes } from '../../testing/fakeServer';
import { until } from '../../testing/patience';
import { loadReminded } from '../model/reminded';
import { ScheduleModel } from '../model/schedule';
import { connected, sampleTree } from './cloud';

const GROUP = { id: 'id_demo', name: 'demo' };
const reminder = (date: string) => ({ group: 'id_demo', groupName: 'demo', date, note: '' });
const planned = (id: string, at: string) =>
  ({ id, group: 'id_demo', groupName: 'demo', at, state: 'planned', batch: null, failure: null }) as const;
const schedule = (change: Partial<Schedule> = {}): Schedule => ({ reminders: [], powerOffs: [], ...change });

/** As much of the tree as the schedule looks at. */
class Clouds {
  readonly changed = new Signal<this, void>(this);
  unitGroups: UnitGroup[] | null = null;
  arrive(): void {
    this.unitGroups = sampleTree();
    this.changed.emit();
  }
}

let model: ScheduleModel;
let connection: FakeConnection;
let clouds: Clouds;

function make(routes: FakeRoutes): void {
  clouds = new Clouds();
  connection = new FakeConnection(routes, { state: connected() });
  model = new ScheduleModel({ client: () => connection.client(), connection, clouds });
}

const asked = () => connection.server.requests.filter(({ method }) => method === 'GET').length;

afterEach(() => {
  model.dispose();
});

describe('ScheduleModel', () => {
  it('asks when the first tree has arrived, once, and never counts as activity', async () => {
    make({ 'GET schedule': () => ({ body: schedule({ reminders: [reminder('2026-12-01'), reminder('2026-11-01')] }) }) });
    await Promise.resolve();
    expect(asked()).toBe(0);
    clouds.arrive();
    clouds.arrive();
    await until(() => model.reminders.length > 0);
    expect(model.reminders.map(({ date }) => date)).toEqual(['2026-11-01', '2026-12-01']);
    expect(asked()).toBe(1);
    expect(connection.server.requests[0]?.query.get('no_track_activity')).toBe('1');
  });

  it('asks again for another user, and forgets the former one at once', async () => {
    make({ 'GET schedule': () => ({ body: schedule({ reminders: [reminder('2026-12-01')] }) }) });
    clouds.arrive();
    await until(() => model.reminders.length > 0);
    connection.update(connected({ authority: { user: 'other', role: 'fullaccess', userRole: 'regular' } }));
    expect(model.reminders).toEqual([]);
    await until(() => asked() === 2);
  });

  it('does not show one user what was asked for another', async () => {
    const late: (() => void)[] = [];
    make({
      'GET schedule': () =>
        late.length === 0
          ? new Promise(resolve => {
              late.push(() => {
                resolve({ body: schedule({ reminders: [reminder('2026-12-01')] }) });
              });
            })
          : { body: schedule() }
    });
    clouds.arrive();
    await until(() => late.length === 1);
    connection.update(connected({ authority: { user: 'other', role: 'fullaccess', userRole: 'regular' } }));
    await until(() => model.isKnown);
    late.forEach(answer => {
      answer();
    });
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(model.reminders).toEqual([]);
  });

  it('is not put back by an answer that is older than a change, nor by changes that overtake each other', async () => {
    const late: (() => void)[] = [];
    const old = schedule({ powerOffs: [planned('a', '2999-01-01T11:00:00Z'), planned('b', '2999-01-01T11:00:00Z')] });
    make({
      'GET schedule': () =>
        new Promise(resolve => {
          late.push(() => {
            resolve({ body: old });
          });
        }),
      'DELETE schedule/power-offs/a': async () => {
        await new Promise(resolve => setTimeout(resolve, 50));
        return { body: schedule({ powerOffs: old.powerOffs.slice(1) }) };
      },
      'DELETE schedule/power-offs/b': () => ({ body: schedule() })
    });
    clouds.arrive();
    await until(() => late.length === 1);
    await Promise.all([model.removePowerOff('a'), model.removePowerOff('b')]);
    expect(model.powerOffs).toEqual([]);
    late.forEach(answer => {
      answer();
    });
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(model.powerOffs).toEqual([]);
  });

  it('asks what became of a power-off when its time has come', async () => {
    const answers: Schedule[] = [schedule()];
    make({
      'GET schedule': () => ({ body: answers.shift() ?? schedule() }),
      'POST schedule/power-offs': () => ({
        status: 201,
        body: schedule({ powerOffs: [planned('late', '2999-01-01T11:00:00Z'), planned('near', new Date(Date.now() + 200).toISOString())] })
      })
    });
    clouds.arrive();
    await until(() => asked() === 1);
    await model.planPowerOff({ group: 'id_demo', groupName: 'demo', at: '2026-11-20T11:00:00Z' });
    expect(model.powerOffs.map(({ id }) => id)).toEqual(['near', 'late']);
    await until(() => asked() === 2);
    expect(model.powerOffs).toEqual([]);
  });

  it('plans nothing twice', async () => {
    make({ 'POST schedule/power-offs': () => ({ status: 201, body: schedule() }) });
    const plan = { group: 'id_demo', groupName: 'demo', at: '2026-11-20T11:00:00Z' };
    await Promise.all([model.planPowerOff(plan), model.planPowerOff(plan)]);
    expect(connection.server.requests.map(({ body }) => body)).toEqual([
      { ...plan, key: expect.stringMatching(/^[A-Za-z0-9-]{16,64}$/) as unknown }
    ]);
  });

  it('sets and removes reminders and plans, and passes refusals on', async () => {
    make({
      'PUT schedule/reminders/*': ({ wildcards, body }) => ({
        body: { reminders: [{ group: wildcards[0], ...(Object(body) as object) }], powerOffs: [] }
      }),
      'DELETE schedule/reminders/*': () => ({ body: schedule() }),
      'DELETE schedule/power-offs/*': () => ({ status: 404, body: { code: 'not_found', message: 'No such plan.' } })
    });
    let changes = 0;
    model.changed.connect(() => (changes += 1));
    await model.remind(GROUP, '2026-12-01', 'ask Suzuki');
    expect(model.reminders).toEqual([{ group: 'id_demo', groupName: 'demo', date: '2026-12-01', note: 'ask Suzuki' }]);
    await model.removeReminder('id_demo');
    await model.removeReminder('id_demo');
    expect(changes).toBe(2);
    await expect(model.removePowerOff('x'.repeat(16))).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('Reminded', () => {
  it('is kept per user and day over reloads', async () => {
    const stateDB = new StateDB();
    const first = await loadReminded(stateDB);
    expect(first.was('nobody', '2026-11-20')).toBe(false);
    first.note('nobody', '2026-11-20');
    await Promise.resolve();
    const second = await loadReminded(stateDB);
    expect(second.was('nobody', '2026-11-20')).toBe(true);
    expect(second.was('nobody', '2026-11-21')).toBe(false);
    expect(second.was('somebody', '2026-11-20')).toBe(false);
  });

  it('forgets what it does not understand', async () => {
    const stateDB = new StateDB();
    await stateDB.save('jupyterlab-vcp:reminders', { nobody: 3, somebody: '2026-11-20' });
    const reminded = await loadReminded(stateDB);
    expect(reminded.was('somebody', '2026-11-20')).toBe(true);
    expect((await loadReminded(null)).was('nobody', '2026-11-20')).toBe(false);
  });
});
