import { Notification } from '@jupyterlab/apputils';
import { nullTranslator } from '@jupyterlab/translation';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import '@testing-library/jest-dom';

import type { PlannedPowerOff, Reminder, Schedule, UnitGroup } from '../../api/types';
import { DOMAIN } from '../../common/trans';
import type { FakeRoutes } from '../../testing/fakeServer';
import type { Occasion } from '../domain/reminders';
import { exactTimeText, occasionsText, outcomeNotice, whenText } from '../view/scheduleWords';
import { connected, group, node, unit } from './cloud';
import { described, dialogOf, setUp } from './page';

expect.extend(toHaveNoViolations);

const trans = nullTranslator.load(DOMAIN);
const user = userEvent.setup();
const DAY = 86_400_000;
const FAR = '2999-01-01T11:00:00Z';

const reminder = (name: string, date: string, note = ''): Reminder => ({ group: `id_${name}`, groupName: name, date, note });
const plan = (name: string, change: Partial<PlannedPowerOff> = {}): PlannedPowerOff => ({
  ...{ id: `plan-of-${name}-0000`, group: `id_${name}`, groupName: name, at: FAR, state: 'planned', batch: null, failure: null },
  ...change
});
const aged = (name: string, days: number, nodes = [node(1)]): UnitGroup =>
  group(name, [unit('web', nodes)], { createdAt: new Date(Date.now() - days * DAY).toISOString() });
const tree = () => [aged('young', 1), aged('old', 20), aged('ancient', 90)];
const answering = (schedule: Partial<Schedule>): FakeRoutes => ({
  'GET schedule': () => ({ body: { reminders: [], powerOffs: [], ...schedule } })
});

const notes = () =>
  Notification.manager.notifications.map(({ type, message, options }) => ({ type, message, actions: options.actions ?? [] }));
const press = (label: string) => {
  act(() => {
    const found = notes()
      .flatMap(({ actions }) => actions)
      .find(action => action.label === label);
    found?.callback(new MouseEvent('click'));
  });
};

async function loaded(options: Parameters<typeof setUp>[1] & { reminderDays?: number }, groups = tree()) {
  const page = setUp(groups, { reminderDays: 14, ...options });
  await page.load();
  await waitFor(() => {
    expect(page.schedule.isKnown).toBe(true);
  });
  return page;
}

/** Opens the details of the row with the focus. */
async function openDetails(page: Awaited<ReturnType<typeof loaded>>, key: string) {
  act(() => {
    page.model.focus(key);
  });
  // Not by `user`: that looks for the text under the pointer, which jsdom cannot tell.
  act(() => {
    screen.getByText(/^Details: /).click();
  });
  expect(await screen.findByRole('group', { name: 'Schedule' })).toBeVisible();
}

afterEach(() => {
  Notification.dismiss();
});

describe('the summary', () => {
  it('counts old unit groups, and filters to them', async () => {
    const { model, container } = await loaded({});
    const old = screen.getByRole('button', { name: '2 groups older than 14 days' });
    await user.click(old);
    expect(model.state.filter).toBe('older:14d');
    expect(old).toHaveAttribute('aria-pressed', 'true');
    expect(model.state.rows.map(({ key }) => key).filter(key => !key.includes('/'))).toEqual(['id_ancient', 'id_old']);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('says nothing of ages when that is switched off', async () => {
    await loaded({ reminderDays: 0 });
    expect(screen.queryByText(/older than/)).not.toBeInTheDocument();
  });

  it('leads from one due reminder to the next', async () => {
    const reminders = [reminder('old', '2026-01-02', 'ask Suzuki'), reminder('young', '2026-01-01'), reminder('ancient', '2999-01-01')];
    const { model } = await loaded({ routes: answering({ reminders }) });
    const due = await screen.findByRole('button', { name: '2 reminders due' });
    expect(due.title).toContain('ask Suzuki');
    await user.click(due);
    expect(model.state.focused).toBe('id_young');
    await user.click(due);
    expect(model.state.focused).toBe('id_old');
  });

  it('shows planned power-offs, leads to their group, and cancels them', async () => {
    const plans = ['old', 'young', 'ancient'].map(name => plan(name));
    const extra = plan('old', { id: 'plan-of-old-0000000000001' });
    const { server, model } = await loaded({
      routes: {
        ...answering({ powerOffs: [...plans, extra] }),
        'DELETE schedule/power-offs/*': () => ({ body: { reminders: [], powerOffs: [] } })
      }
    });
    expect(await screen.findByText('and 1 more planned power-off')).toBeVisible();
    await user.click(screen.getByRole('button', { name: /^young: power off/ }));
    expect(model.state.focused).toBe('id_young');
    await user.click(screen.getByRole('button', { name: /^Cancel the power off of young, / }));
    expect(server.requests.some(({ method, path }) => method === 'DELETE' && path === 'schedule/power-offs/plan-of-young-0000')).toBe(true);
    await waitFor(() => {
      expect(screen.queryByRole('button', { name: /power off/ })).not.toBeInTheDocument();
    });
  });

  it('says why a plan could not be cancelled', async () => {
    await loaded({
      routes: {
        ...answering({ powerOffs: [plan('old')] }),
        'DELETE schedule/power-offs/*': () => ({ status: 500, body: { code: 'file_failed', message: 'No space.' } })
      }
    });
    await user.click(await screen.findByRole('button', { name: /^Cancel the power off of old, / }));
    await waitFor(() => {
      expect(notes().map(({ message }) => message)).toContainEqual(expect.stringContaining('The file cannot be written.'));
    });
  });
});

describe('the daily notification', () => {
  it('names own unit groups that are old, once, and shows them', async () => {
    const { model, load } = await loaded({});
    expect(notes().map(({ message }) => message)).toEqual(['VCP reminder: ancient (90 days old), old (20 days old)']);
    await load();
    expect(notes()).toHaveLength(1);
    press('Show');
    expect(model.state.filter).toBe('older:14d');
  });

  it('leaves out what has a date to come, and asks for one where it is about a single group', async () => {
    const { model } = await loaded({ routes: answering({ reminders: [reminder('ancient', '2999-01-01')] }) });
    expect(notes().map(({ message }) => message)).toEqual(['VCP reminder: old (20 days old)']);
    press('Show');
    expect(model.state.focused).toBe('id_old');
    press('Set Date…');
    const dialog = await dialogOf('Reminder for Unit Group old');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    });
  });

  it('comes again the next day though nothing has changed, in place of the old one', async () => {
    const { scheduling } = await loaded({});
    await act(() => scheduling.lookToday());
    expect(notes()).toHaveLength(1);
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + DAY);
    await act(() => scheduling.lookToday());
    clock.mockRestore();
    expect(notes().map(({ message }) => message)).toEqual(['VCP reminder: ancient (91 days old), old (21 days old)']);
  });

  it('is about own unit groups only', async () => {
    const state = connected({ authority: { user: 'somebody', role: 'fullaccess', userRole: 'regular' } });
    await loaded({ state });
    expect(notes()).toEqual([]);
  });
});

describe('a reminder', () => {
  it('is set from the details, with day and note', async () => {
    const bodies: unknown[] = [];
    const page = await loaded({
      routes: {
        'PUT schedule/reminders/*': ({ wildcards, body }) => {
          bodies.push(body);
          return { body: { reminders: [{ group: wildcards[0], ...(Object(body) as object) }], powerOffs: [] } };
        },
        'DELETE schedule/reminders/*': () => ({ body: { reminders: [], powerOffs: [] } })
      }
    });
    await openDetails(page, 'id_young');
    await user.click(screen.getByRole('button', { name: 'Set Reminder…' }));
    const dialog = await dialogOf('Reminder for Unit Group young');
    expect(await axe(dialog)).toHaveNoViolations();
    const day = within(dialog).getByLabelText('Day');
    await user.clear(day);
    await user.type(day, '2001-01-01');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Enter a day from tomorrow on.');
    await user.click(within(dialog).getByRole('button', { name: 'Remind Me' }));
    expect(bodies).toEqual([]);
    await user.clear(day);
    await user.type(day, '2999-12-24');
    await user.type(within(dialog).getByLabelText('Note (optional)'), 'ask Suzuki');
    await user.click(within(dialog).getByRole('button', { name: 'Remind Me' }));
    expect(await screen.findByText('Reminder: Dec 24, 2999 – ask Suzuki')).toBeVisible();
    expect(bodies).toEqual([{ date: '2999-12-24', groupName: 'young', note: 'ask Suzuki' }]);
    await user.click(screen.getByRole('button', { name: 'Remove Reminder' }));
    await waitFor(() => {
      expect(screen.queryByText(/^Reminder: /)).not.toBeInTheDocument();
    });
  });

  it('cuts nothing off a note that is too long, and says so', async () => {
    const page = await loaded({});
    await openDetails(page, 'id_young');
    await user.click(screen.getByRole('button', { name: 'Set Reminder…' }));
    const dialog = await dialogOf();
    const note = within(dialog).getByLabelText('Note (optional)');
    fireEvent.change(note, { target: { value: 'x'.repeat(501) } });
    await described(note, 'At most 500 characters are possible; these are 501.');
    await user.click(within(dialog).getByRole('button', { name: 'Remind Me' }));
    expect(page.server.requests.some(({ method }) => method === 'PUT')).toBe(false);
    expect(note).toHaveValue('x'.repeat(501));
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  });

  it('stays in its dialog when it could not be remembered', async () => {
    const page = await loaded({
      routes: { 'PUT schedule/reminders/*': () => ({ status: 500, body: { code: 'file_failed', message: 'No space.' } }) }
    });
    await openDetails(page, 'id_young');
    await user.click(screen.getByRole('button', { name: 'Set Reminder…' }));
    const dialog = await dialogOf();
    await user.click(within(dialog).getByRole('button', { name: 'Remind Me' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('The file cannot be written.');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  });
});

describe('a planned power-off', () => {
  it('says what will happen and what it needs, and is planned for the time in UTC', async () => {
    const bodies: unknown[] = [];
    const spot = { title: 'aws_spot', 'x-vcp': { name: 'aws_spot', features: { power: { support: 'no' } } } };
    const page = await loaded(
      {
        routes: {
          'GET providers': () => ({
            body: { common: {}, providers: [{ schema: spot }], flavors: {}, flavorsSource: null, settings: {}, problems: [] }
          }),
          'POST schedule/power-offs': ({ body }) => {
            bodies.push(body);
            return { status: 201, body: { reminders: [], powerOffs: [plan('mixed')] } };
          }
        }
      },
      [aged('mixed', 1, [node(1), node(2), node(3, { provider: 'aws_spot' })])]
    );
    await act(() => page.model.loadFeatures());
    await openDetails(page, 'id_mixed');
    await user.click(screen.getByRole('button', { name: 'Power Off at…' }));
    const dialog = await dialogOf('Power Off Unit Group mixed at…');
    expect(within(dialog).getByText('2 nodes on aws are powered off.')).toBeVisible();
    expect(within(dialog).getByText('1 node on aws_spot runs on: aws_spot nodes cannot be powered off.')).toBeVisible();
    expect(within(dialog).getByText(/^Works only while this Jupyter server runs/)).toBeVisible();
    expect(await axe(dialog)).toHaveNoViolations();
    await user.click(within(dialog).getByRole('button', { name: 'Friday 18:00' }));
    const at = within(dialog).getByLabelText(/^Date and time/);
    expect(at).toHaveDisplayValue(/T18:00$/);
    await user.click(within(dialog).getByRole('button', { name: 'Plan' }));
    expect(await screen.findByRole('button', { name: /^mixed: power off/ })).toBeVisible();
    const [body] = bodies;
    expect(body).toMatchObject({ group: 'id_mixed', groupName: 'mixed', privileged: false });
    const sent = new Date(Date.parse((body as { readonly at: string }).at));
    expect([sent.getDay(), sent.getHours(), sent.getMinutes()]).toEqual([5, 18, 0]);
  });

  it('does not lie in the past', async () => {
    const page = await loaded({});
    await openDetails(page, 'id_young');
    await user.click(screen.getByRole('button', { name: 'Power Off at…' }));
    const dialog = await dialogOf();
    const at = within(dialog).getByLabelText(/^Date and time/);
    await user.clear(at);
    await user.type(at, '2001-01-01T20:00');
    await user.click(within(dialog).getByRole('button', { name: 'Plan' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('This time is over. Choose a later one.');
    expect(page.server.requests.some(({ method }) => method === 'POST')).toBe(false);
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  });

  it('is refused, with the reason, for a token that can only read', async () => {
    const page = await loaded({ state: connected({ authority: { user: 'nobody', role: 'readonly', userRole: 'regular' } }) });
    await openDetails(page, 'id_young');
    expect(screen.getByRole('button', { name: 'Power Off at…' })).toHaveAccessibleDescription('This access token can only read.');
    await user.click(screen.getByRole('button', { name: 'Power Off at…' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('is told once when it is over, and forgotten by the server', async () => {
    const failure = { code: 'no_token' as const, message: 'No token.' };
    const over = [plan('old', { state: 'started', batch: 'b1' }), plan('young', { id: 'plan-of-young-1', state: 'failed', failure })];
    const { server, load } = await loaded({
      reminderDays: 0,
      routes: { ...answering({ powerOffs: over }), 'DELETE schedule/power-offs/*': () => ({ body: { reminders: [], powerOffs: [] } }) }
    });
    await waitFor(() => {
      expect(notes()).toHaveLength(2);
    });
    await load();
    expect(notes()).toHaveLength(2);
    expect(notes().map(({ type, actions }) => [type, actions.map(({ label }) => label)])).toEqual(
      expect.arrayContaining([
        ['info', ['Show Report']],
        ['error', []]
      ])
    );
    await waitFor(() => {
      expect(server.requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path)).toEqual([
        'schedule/power-offs/plan-of-old-0000',
        'schedule/power-offs/plan-of-young-1'
      ]);
    });
  });
});

describe('words', () => {
  const style = { trans, language: 'en', timeZone: 'Asia/Tokyo' };
  const NOW = Date.parse('2026-11-20T09:00:00Z');

  it.each([
    ['2026-11-20T11:00:00Z', 'today 8:00 PM'],
    ['2026-11-20T15:30:00Z', 'tomorrow 12:30 AM'],
    ['2026-11-27T09:00:00Z', 'Nov 27, 2026, 6:00 PM']
  ])('%s is %s', (at, text) => {
    expect(whenText(Date.parse(at), NOW, style).replace(/\u202f/g, ' ')).toBe(text);
  });

  it('name the zone where a user has to agree', () => {
    expect(exactTimeText(NOW, style)).toMatch(/Fri, Nov 20, 2026.*GMT\+9/);
  });

  it.each([
    ['started', 'info', /started\.$/],
    ['nothing_to_do', 'info', /no node was running\.$/],
    ['missed', 'warning', /missed, the Jupyter server did not run then\. Nothing was sent\.$/],
    ['failed', 'error', /failed\. No access token has been given\.$/]
  ] as const)('tell that it was %s', (state, type, message) => {
    const failure = state === 'failed' ? { code: 'no_token' as const, message: 'No token.' } : null;
    const notice = outcomeNotice(plan('old', { state, failure, at: '2026-11-20T08:00:00Z' }), NOW, style);
    expect(notice).toEqual({ type, message: expect.stringMatching(message) as unknown });
  });

  it('name three unit groups at most', () => {
    const occasions: Occasion[] = ['a', 'b', 'c', 'd', 'e'].map(name => ({
      reason: 'due',
      group: group(name, []),
      date: '2026-11-20',
      note: ''
    }));
    expect(occasionsText(occasions, trans)).toBe('VCP reminder: a, b, c, and 2 more');
    expect(occasionsText([{ reason: 'due', group: group('a', []), date: '2026-11-20', note: 'delete' }], trans)).toBe(
      'VCP reminder: a (delete)'
    );
  });
});
