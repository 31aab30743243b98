import '@testing-library/jest-dom';
import { JupyterLab } from '@jupyterlab/application';
import { nullTranslator } from '@jupyterlab/translation';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { FakeConnection, connectionState } from '../../testing/connection';
import type { FakeRoutes } from '../../testing/fakeServer';
import { forgetToken } from '../view/forgetToken';

beforeAll(() => {
  // As JupyterLab's style sheet: its dialogs are shown without the attribute `open`.
  document.head.insertAdjacentHTML('beforeend', '<style>dialog.jp-Dialog { display: flex }</style>');
});

const WITHOUT = connectionState({ state: 'no_token', authority: null, token: { present: false, source: { kind: 'none' } } });

/** Runs the command, and answers its dialog. */
async function ask(routes: FakeRoutes, state = connectionState()) {
  const connection = new FakeConnection(routes, { state });
  const app = Object.create(JupyterLab.prototype) as JupyterLab;
  const done = forgetToken({ app, connection, trans: nullTranslator.load('') });
  const dialog = await screen.findByRole('dialog');
  const press = (name: string) => userEvent.click(within(dialog).getByRole('button', { name }));
  return { connection, dialog, done, press };
}

describe('forgetting the token', () => {
  it('says what stops and what goes on, and forgets after confirmation', async () => {
    const { connection, dialog, done, press } = await ask({ 'DELETE connection/token': () => ({ body: WITHOUT }) });
    expect(dialog).toHaveTextContent('Nodes keep running.');
    expect(dialog).not.toHaveTextContent('read again');
    await press('Forget');
    await done;
    expect(connection.server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE connection/token']);
    expect(connection.state?.state).toBe('no_token');
  });

  it('keeps it when the user thinks better of it; the focus is on Cancel', async () => {
    const { connection, dialog, done, press } = await ask({});
    await waitFor(() => {
      expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus();
    });
    await press('Cancel');
    await done;
    expect(connection.server.requests).toEqual([]);
    expect(connection.state?.state).toBe('ready');
  });

  it('warns that a token from a file comes back', async () => {
    const source = { kind: 'file', name: '~/.vcp_token' } as const;
    const { dialog, done, press } = await ask({}, connectionState({ token: { present: true, source } }));
    expect(dialog).toHaveTextContent('read again when the Jupyter server starts (file: ~/.vcp_token)');
    await press('Cancel');
    await done;
  });

  it('says so when there is none', async () => {
    const { connection, dialog, done, press } = await ask({}, WITHOUT);
    expect(dialog).toHaveTextContent('there is nothing to forget');
    await press('Close');
    await done;
    expect(connection.server.requests).toEqual([]);
  });

  it('says when it could not be done, and the state stays', async () => {
    const { connection, done, press } = await ask({
      'DELETE connection/token': () => ({ status: 500, body: { code: 'internal', message: 'disk full' } })
    });
    await press('Forget');
    const error = await screen.findByText('The token was not forgotten');
    const dialog = error.closest('.jp-Dialog') as HTMLElement;
    expect(dialog).toHaveTextContent('disk full');
    await userEvent.click(within(dialog).getAllByRole('button')[0] as HTMLElement);
    await done;
    expect(connection.state?.state).toBe('ready');
  });
});
