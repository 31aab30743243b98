import '@testing-library/jest-dom';
import { nullTranslator } from '@jupyterlab/translation';
import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';

import { FakeConnection, connectionState } from '../../testing/connection';
import { TokenDialog } from '../view/TokenDialog';

expect.extend(toHaveNoViolations);

const trans = nullTranslator.load('');
const TOKEN = 's.correct-horse-battery-staple';

describe('TokenDialog', () => {
  const opened: TokenDialog[] = [];

  // JupyterLab's style sheet shows its dialogs, which are never opened in the native way; jsdom hides such elements.
  beforeAll(() => {
    const style = document.createElement('style');
    style.textContent = '.jp-Dialog { display: flex; }';
    document.head.append(style);
  });

  async function open(routes: ConstructorParameters<typeof FakeConnection>[0]) {
    const connection = new FakeConnection(routes, { state: connectionState({ state: 'no_token' }) });
    const dialog = new TokenDialog({ connection, trans });
    opened.push(dialog);
    const closed = jest.fn();
    const launched = dialog.launch().then(closed);
    await act(async () => {
      await dialog.ready;
    });
    const field = await screen.findByLabelText('Access token for vcc.example.ac.jp');
    return { connection, dialog, closed, launched, field };
  }

  const ENTER = 13;
  const ESCAPE = 27;

  // JupyterLab's dialog reads `keyCode`, which user-event leaves out.
  const press = (field: HTMLElement, keyCode: number): void => {
    fireEvent.keyDown(field, { keyCode });
  };

  const settle = (): Promise<void> => act(() => new Promise<void>(resolve => setTimeout(resolve, 50)));

  afterEach(() => {
    // The next dialog waits for those before it.
    act(() => {
      opened.splice(0).forEach(dialog => {
        dialog.reject();
      });
    });
  });

  it('asks in a field that nobody remembers or reads over the shoulder', async () => {
    const { field } = await open({});
    expect(field).toHaveAttribute('type', 'password');
    expect(field).toHaveAttribute('autocomplete', 'off');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Show token' }));
    expect(field).toHaveAttribute('type', 'text');
  });

  it('stays with the text and the reason when the token is refused', async () => {
    const { field, closed } = await open({
      'PUT connection/token': () => ({ status: 409, body: { code: 'token_refused', message: 'no' } })
    });
    await userEvent.type(field, TOKEN);
    await userEvent.click(screen.getByRole('button', { name: 'Connect' }));
    await settle();
    expect(closed).not.toHaveBeenCalled();
    expect(field).toHaveValue(TOKEN);
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(/does not accept the access token/);
    expect(field).toHaveFocus();
  });

  it('says at the field that nothing was entered', async () => {
    const { field, connection } = await open({});
    press(field, ENTER);
    await settle();
    expect(field).toHaveAccessibleDescription(/Enter the access token\./);
    expect(connection.server.requests).toHaveLength(0);
  });

  it('closes by Enter when the token is accepted, and leaves no trace of it', async () => {
    const { dialog, field, launched, closed, connection } = await open({ 'PUT connection/token': () => ({ body: connectionState() }) });
    await userEvent.type(field, TOKEN);
    press(field, ENTER);
    await settle();
    await launched;
    expect(dialog.accepted).toEqual(connectionState());
    expect(connection.state?.state).toBe('ready');
    expect(JSON.stringify(closed.mock.calls)).not.toContain(TOKEN);
    expect(document.documentElement.outerHTML).not.toContain(TOKEN);
  });

  it('gives up by Escape', async () => {
    const { dialog, field, launched } = await open({});
    await userEvent.type(field, TOKEN);
    press(field, ESCAPE);
    await launched;
    expect(dialog.accepted).toBeNull();
    expect(document.documentElement.outerHTML).not.toContain(TOKEN);
  });

  it('has no accessibility violations, with and without a problem', async () => {
    const { dialog, field } = await open({});
    expect(await axe(dialog.node)).toHaveNoViolations();
    press(field, ENTER);
    await settle();
    expect(await axe(dialog.node)).toHaveNoViolations();
  });
});
