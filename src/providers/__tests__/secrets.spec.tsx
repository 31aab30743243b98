import '@testing-library/jest-dom';
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';

import { FakeConnection } from '../../testing/connection';
import type { FakeRoutes } from '../../testing/fakeServer';
import type { ICredentialsCopy } from '../../tokens';
import { ProvidersModel } from '../model/providersModel';
import type { IProvidersContext } from '../view/context';
import { openFormerTokenDialog } from '../view/formerTokenDialog';
import { openStoreDialog } from '../view/storeDialog';
import { credentialsReply, key, section } from './replies';

expect.extend(toHaveNoViolations);

const SECRET = 'AKIAcorrecthorse';
const PEM = '-----BEGIN PRIVATE KEY-----\nMIIcorrecthorsebatterystaple\n-----END PRIVATE KEY-----\n';
const LINE = 'MIIcorrecthorsebatterystaple';
const TOKEN = 's.formerhorsebatterystaple';

const KEYS = [key('access_key', 'resolved'), key('secret_key', 'missing'), key('private_key', 'literal', { multiline: true })];
const CREDENTIALS = credentialsReply({ providers: [section('aws', KEYS)] });

/** Everything of the page that outlives a keystroke or can be read by somebody else. */
function traces(): string {
  const kept = [localStorage, sessionStorage].map(storage => JSON.stringify({ ...storage }));
  const titles = [...document.querySelectorAll('[title]')].map(element => element.getAttribute('title'));
  return [document.documentElement.outerHTML, document.cookie, location.href, ...kept, ...titles].join('\n');
}

function noTraces(): void {
  for (const secret of [SECRET, LINE, TOKEN]) {
    expect(traces()).not.toContain(secret);
  }
}

function setUp(routes: FakeRoutes = {}) {
  const connection = new FakeConnection({ 'GET credentials': () => ({ body: CREDENTIALS }), ...routes });
  const model = new ProvidersModel({ connection, clouds: null });
  models.push(model);
  const said: string[] = [];
  const context: IProvidersContext = {
    model,
    connection,
    commands: new CommandRegistry(),
    trans: nullTranslator.load(''),
    language: 'en',
    copyText: () => undefined,
    say: text => said.push(text)
  };
  const carrying = () => connection.server.requests.filter(({ body }) => /horse/.test(JSON.stringify(body)));
  return { connection, model, context, said, carrying };
}

const models: ProvidersModel[] = [];
const ESCAPE = 27;
const ENTER = 13;

// JupyterLab's dialog reads `keyCode`, which user-event leaves out.
const press = (element: Element, keyCode: number, pressed: string): void => {
  fireEvent.keyDown(element, { keyCode, key: pressed });
};

/** Types, in one go. */
const enter = (field: Element, value: string): void => {
  fireEvent.input(field, { target: { value } });
};

const dialogNode = (): HTMLElement => screen.getByRole('dialog');

beforeAll(() => {
  document.head.insertAdjacentHTML('beforeend', '<style>dialog.jp-Dialog { display: flex }</style>');
});

afterEach(async () => {
  const left = screen.queryByRole('dialog');
  if (left) {
    press(left, ESCAPE, 'Escape');
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    });
  }
  models.splice(0).forEach(model => {
    model.dispose();
  });
  noTraces();
});

describe('the dialog that stores credentials', () => {
  async function open(routes: FakeRoutes = {}) {
    const page = setUp(routes);
    const closed = jest.fn();
    const launched = openStoreDialog(page.context, CREDENTIALS, 'aws').then(closed);
    const secret = await screen.findByLabelText('secret_key');
    return { ...page, closed, launched, secret };
  }
  const store = (): Promise<void> => userEvent.click(screen.getByRole('button', { name: 'Store' }));

  it('asks in fields that nobody remembers or reads over the shoulder', async () => {
    const { secret } = await open();
    expect(secret).toHaveFocus();
    expect(secret).toHaveAttribute('type', 'password');
    expect(secret).toHaveAttribute('autocomplete', 'new-password');
    expect(secret).toHaveAttribute('data-1p-ignore', 'true');
    expect(secret).toHaveAccessibleDescription(/Written to vault:\/\/cubbyhole\/aws\/secret_key\.$/);
    const lines = screen.getByLabelText('private_key');
    expect(lines.tagName).toBe('TEXTAREA');
    expect(lines).toHaveClass('jp-mod-masked');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Show private_key' }));
    expect(lines).not.toHaveClass('jp-mod-masked');
    enter(secret, SECRET);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Show secret_key' }));
    expect(secret).toHaveAttribute('type', 'text');
    expect(secret).toHaveValue(SECRET);
  });

  it('sends what was entered in one request, closes, and leaves no trace', async () => {
    const { secret, carrying, launched, model, said } = await open({
      'PUT credentials/*': () => ({ body: credentialsReply({ version: 'c2' }) })
    });
    enter(secret, SECRET);
    noTraces();
    enter(screen.getByLabelText('private_key'), PEM);
    noTraces();
    await store();
    await act(() => launched);
    expect(carrying().map(({ method, path }) => `${method} ${path}`)).toEqual(['PUT credentials/aws']);
    expect(carrying()[0]?.body).toEqual({ values: { secret_key: SECRET, private_key: PEM }, reference: true, version: 'c1' });
    expect(carrying()[0]?.url).not.toContain('horse');
    expect(secret).toHaveValue('');
    expect(model.snapshot.credentials.answer?.version).toBe('c2');
    expect(JSON.stringify([model.snapshot, said])).not.toContain('horse');
    expect(said).toEqual(['The credentials of aws were stored.']);
  });

  it('sends by Enter from a field of one line, but not from one of several', async () => {
    const { secret, carrying, launched } = await open({ 'PUT credentials/*': () => ({ body: CREDENTIALS }) });
    enter(secret, SECRET);
    const lines = screen.getByLabelText('private_key');
    act(() => {
      lines.focus();
    });
    press(lines, ENTER, 'Enter');
    expect(carrying()).toEqual([]);
    act(() => {
      secret.focus();
    });
    press(secret, ENTER, 'Enter');
    await act(() => launched);
    expect(carrying()).toHaveLength(1);
  });

  it('stays with what was entered when the secret store refuses', async () => {
    const failure = { code: 'vault_failed', message: 'The secret store is sealed.' };
    const { secret, closed } = await open({ 'PUT credentials/*': () => ({ status: 409, body: failure }) });
    enter(secret, SECRET);
    await store();
    expect(await screen.findByText('What you entered is still here.')).toBeInTheDocument();
    expect(screen.getByText('The secret store is sealed.')).toHaveAttribute('lang', 'en');
    expect(secret).toHaveValue(SECRET);
    expect(closed).not.toHaveBeenCalled();
    noTraces();
  });

  it('keeps what was entered when the file was edited meanwhile, reads it again, and stores then', async () => {
    const newer = credentialsReply({ version: 'c9', providers: [section('aws', [...KEYS, key('region', 'missing')])] });
    const replies = [
      { status: 409, body: { code: 'changed', message: 'vcp_config.yml was edited' } },
      { status: 200, body: newer }
    ];
    const { secret, carrying, launched } = await open({
      'PUT credentials/*': () => replies.shift() ?? { status: 500 },
      'GET credentials': () => ({ body: newer })
    });
    enter(secret, SECRET);
    await store();
    expect(await screen.findByText(/The file was read again, and what you entered is still here/)).toBeInTheDocument();
    expect(screen.getByLabelText('region')).toBeInTheDocument();
    expect(secret).toHaveValue(SECRET);
    await store();
    await act(() => launched);
    expect(carrying().map(({ body }) => body)).toEqual([
      expect.objectContaining({ version: 'c1' }),
      expect.objectContaining({ version: 'c9', values: { secret_key: SECRET } })
    ]);
  });

  it('says at the fields what is wrong, and goes there', async () => {
    const { secret, connection } = await open();
    await store();
    const [first] = screen.getAllByLabelText(/_key$/);
    expect(first).toBeInvalid();
    expect(first).toHaveAccessibleDescription(/Enter at least one value\./);
    expect(first).toHaveFocus();
    await userEvent.click(screen.getByRole('checkbox', { name: /Write the references into/ }));
    enter(secret, `${SECRET} `);
    expect(secret).toHaveAccessibleDescription(/It begins or ends with a blank\./);
    await store();
    expect(secret).toHaveAccessibleDescription(/has no reference for this key/);
    expect(connection.server.requests).toEqual([]);
  });

  it('reads a private key from a file of the user, into the field only', async () => {
    const { carrying, launched } = await open({ 'PUT credentials/*': () => ({ body: CREDENTIALS }) });
    const picker = dialogNode().querySelector('input[type="file"]');
    const file = new File([PEM], 'oracle.pem');
    file.text = () => Promise.resolve(PEM); // jsdom's files cannot be read this way
    fireEvent.change(picker ?? document.body, { target: { files: [file] } });
    expect(await screen.findByText('Read from oracle.pem.')).toBeInTheDocument();
    expect(screen.getByLabelText('private_key')).toHaveValue(PEM);
    noTraces();
    await store();
    await act(() => launched);
    expect(carrying()[0]?.body).toMatchObject({ values: { private_key: PEM } });
  });

  it('takes the JSON of a service account in the form in which it is stored', async () => {
    const { context } = setUp();
    const gcp = credentialsReply({ providers: [section('gcp', [key('credentials', 'missing')])] });
    const launched = openStoreDialog(context, gcp, 'gcp');
    const field = await screen.findByLabelText('credentials');
    expect(field).toHaveAccessibleDescription(/one line of Base64/);
    const json = JSON.stringify({ type: 'service_account', private_key: PEM });
    enter(field, json);
    expect(field).toHaveAccessibleDescription(/This is JSON: choose the file instead/);
    const file = new File([json], 'key.json');
    file.text = () => Promise.resolve(json);
    fireEvent.change(dialogNode().querySelector('input[type="file"]') ?? document.body, { target: { files: [file] } });
    await waitFor(() => {
      expect(field).toHaveValue(btoa(json));
    });
    noTraces();
    press(dialogNode(), ESCAPE, 'Escape');
    await act(() => launched);
  });

  it('does not read a file that cannot be a secret', async () => {
    await open();
    const file = new File(['x'.repeat(65_537)], 'disk.img');
    fireEvent.change(dialogNode().querySelector('input[type="file"]') ?? document.body, { target: { files: [file] } });
    expect(await screen.findByText('This file is too large: 65536 bytes are the limit.')).toBeInTheDocument();
    expect(screen.getByLabelText('private_key')).toHaveValue('');
  });

  it('leaves no trace when it is given up, and looks how things stand', async () => {
    const { secret, launched, connection } = await open();
    enter(secret, SECRET);
    press(secret, ESCAPE, 'Escape');
    await act(() => launched);
    expect(secret).toHaveValue('');
    expect(connection.server.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it('is not closed by a click beside it, which would throw away what was entered', async () => {
    const { secret, closed } = await open();
    enter(secret, SECRET);
    fireEvent.mouseDown(dialogNode());
    fireEvent.click(dialogNode());
    await act(() => Promise.resolve());
    expect(closed).not.toHaveBeenCalled();
    expect(secret).toHaveValue(SECRET);
  });

  it('leaves Enter to the buttons in it', async () => {
    const { carrying } = await open();
    const choose = screen.getByRole('button', { name: 'Choose a file for private_key…' });
    act(() => {
      choose.focus();
    });
    const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
    choose.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
    expect(carrying()).toEqual([]);
  });

  it('has no accessibility violations, with and without faults', async () => {
    await open();
    expect(dialogNode()).toHaveAccessibleName('Store Credentials of aws');
    expect(await axe(dialogNode())).toHaveNoViolations();
    await store();
    expect(await axe(dialogNode())).toHaveNoViolations();
  });
});

describe('the dialog that asks for a former token', () => {
  async function open(routes: FakeRoutes = {}) {
    const page = setUp(routes);
    const launched: Promise<ICredentialsCopy | null> = openFormerTokenDialog(page.context);
    const field = await screen.findByLabelText('Former access token');
    return { ...page, launched, field };
  }

  it('copies with it, and leaves no trace of it', async () => {
    const copy = { copied: ['vault://cubbyhole/aws/secret_key'], missing: [], credentials: credentialsReply({ version: 'c2' }) };
    const { field, launched, carrying, model } = await open({ 'POST credentials/copy': () => ({ body: copy }) });
    expect(field).toHaveFocus();
    expect(field).toHaveAttribute('type', 'password');
    enter(field, ` ${TOKEN} `);
    press(field, ENTER, 'Enter');
    expect(await act(() => launched)).toEqual(copy);
    expect(carrying().map(({ body }) => body)).toEqual([{ token: TOKEN }]);
    expect(field).toHaveValue('');
    expect(model.snapshot.credentials.answer?.version).toBe('c2');
  });

  it('stays with the reason when it is refused', async () => {
    const { field } = await open({ 'POST credentials/copy': () => ({ status: 409, body: { code: 'token_refused', message: 'no' } }) });
    await userEvent.click(screen.getByRole('button', { name: 'Copy' }));
    expect(field).toHaveAccessibleDescription(/Enter the access token\./);
    enter(field, TOKEN);
    await userEvent.click(screen.getByRole('button', { name: 'Copy' }));
    await waitFor(() => {
      expect(field).toHaveAccessibleDescription(/does not accept the access token/);
    });
    expect(field).toHaveValue(TOKEN);
    expect(await axe(dialogNode())).toHaveNoViolations();
  });
});
