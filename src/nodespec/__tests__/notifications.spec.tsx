/**
 * What a creation job says when it has ended, and what can be done then.
 */
import '@testing-library/jest-dom';
import { Notification } from '@jupyterlab/apputils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import type { Job } from '../../api/types';
import { FakeConnection } from '../../testing/connection';
import { ComposerSession } from '../session';
import { FakeCommands, ROUTES, trans } from './composing';

const user = userEvent.setup();
let commands: FakeCommands;

beforeAll(() => {
  // As JupyterLab's style sheet: its dialogs are shown without the attribute `open`.
  document.head.insertAdjacentHTML('beforeend', '<style>dialog.jp-Dialog { display: flex }</style>');
});

afterEach(() => {
  Notification.manager.dismiss();
});

/** Takes up a job that an earlier page has started; the result is what the user is told. */
async function told(change: Partial<Job>): Promise<Notification.INotification> {
  const job: Job = {
    id: 'one',
    kind: 'create',
    state: 'succeeded',
    unitGroup: { id: 'vc2', name: 'demo-disk' },
    unit: 'data',
    startedAt: '2026-11-01T00:00:00Z',
    updatedAt: '2026-11-01T00:00:00Z',
    ...change
  };
  commands = new FakeCommands();
  const routes = { ...ROUTES, 'GET jobs': () => ({ body: { jobs: [job] } }), 'DELETE jobs/one': () => ({ status: 204 }) };
  const session = new ComposerSession({
    connection: new FakeConnection(routes),
    clouds: null,
    cells: null,
    images: null,
    commands,
    editors: null,
    languages: null,
    settings: () => Promise.resolve(null),
    trans,
    language: 'en',
    openText: () => undefined
  });
  await session.resumeJobs();
  const [shown] = Notification.manager.notifications;
  if (shown === undefined) {
    throw new Error('nothing was told');
  }
  return shown;
}

function act(notification: Notification.INotification, label: string): void {
  const action = notification.options.actions?.find(candidate => candidate.label === label);
  if (action === undefined) {
    throw new Error(`no action ${label}`);
  }
  action.callback(new MouseEvent('click'));
}

it('disks lead on to a node that attaches them', async () => {
  act(await told({ provider: 'aws_disk' }), 'Attach to a New Node…');
  const attributes = { disks: [{ unitGroup: 'demo-disk', unit: 'data' }] };
  expect(commands.executed).toEqual([['vcp:new-spec', { unitType: 'compute', provider: 'aws', unitGroup: 'demo', attributes }]]);
});

it('nodes offer their addresses only', async () => {
  const { options } = await told({ provider: 'aws', addresses: ['172.30.2.10'] });
  expect(options.actions?.map(({ label }) => label)).toEqual(['Copy addresses']);
});

it("a failure shows the controller's own words on request, marked as English", async () => {
  const failure = { code: 'refused' as const, message: 'Refused.', upstreamMessage: 'quota exceeded' };
  const notification = await told({ provider: 'aws', state: 'failed', failure });
  expect(notification.message).not.toContain('quota exceeded');
  act(notification, 'Details');
  await waitFor(() => {
    expect(screen.getByText('quota exceeded')).toHaveAttribute('lang', 'en');
  });
  await user.click(screen.getByRole('button', { name: 'Close' }));
});
