import '@testing-library/jest-dom';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';

import { connectionState } from '../../testing/connection';
import { ANSWERS, choose, open, part } from './page';
import { credentialsReply, key, providersReply, section } from './replies';

expect.extend(toHaveNoViolations);

describe('the list of providers', () => {
  it('shows how each stands, in words', async () => {
    await open();
    const rows = await screen.findAllByRole('option');
    const texts = rows.map(row => row.textContent ?? '');
    expect(texts[0]).toMatch(/^aws.*Available.*1 credential missing$/);
    expect(texts[1]).toMatch(/^aws_disk.*1 credential missing$/);
    expect(texts[2]).toMatch(/^azure.*Not available.*Credentials not configured$/);
    expect(texts[3]).toMatch(/^onpremises.*No credentials needed$/);
    expect(texts[4]).toMatch(/^oracle.*Availability unknown/);
  });

  it('is one tab stop, in which arrows and letters choose', async () => {
    await open();
    const list = await screen.findByRole('listbox', { name: 'Providers' });
    act(() => {
      list.focus();
    });
    await userEvent.keyboard('o');
    expect(screen.getByRole('option', { selected: true })).toHaveAccessibleName(/^onpremises /);
    await userEvent.keyboard('{ArrowDown}');
    const selected = screen.getByRole('option', { selected: true });
    expect(selected).toHaveTextContent('oracle');
    expect(list).toHaveAttribute('aria-activedescendant', selected.id);
    expect(list).toHaveFocus();
  });

  it('says that a provider is not on this controller, and whose business that is', async () => {
    await open();
    await choose(/^azure/);
    expect(screen.getByText(/Your VC administrator decides/)).toBeInTheDocument();
  });
});

describe('credentials', () => {
  it('say the state of each key, with its reference to copy', async () => {
    const { copied } = await open();
    const table = within(await screen.findByRole('table', { name: 'Keys of the credentials' }));
    expect(table.getByRole('row', { name: /access_key/ })).toHaveTextContent('Secret found');
    const lost = table.getByRole('row', { name: /secret_key/ });
    expect(lost).toHaveTextContent('points at nothing for this access token');
    await userEvent.click(within(lost).getByRole('button', { name: 'Copy reference of secret_key' }));
    expect(copied).toEqual(['vault://cubbyhole/aws/secret_key']);
    expect(screen.getByRole('status')).toHaveTextContent('Copied: reference of secret_key');
  });

  it('say where file and store are, and who shares the section', async () => {
    await open();
    const credentials = await screen.findByRole('region', { name: 'Credentials' });
    expect(credentials).toHaveTextContent('/home/jovyan/vcp_config/vcp_config.yml');
    expect(credentials).toHaveTextContent('https://vcc.example.ac.jp:8443');
    expect(credentials).toHaveTextContent('aws (shared by aws, aws_disk)');
  });

  it('advise to move plain text, and say what is missing', async () => {
    await open();
    await choose(/^oracle/);
    expect(screen.getByRole('row', { name: /user_ocid/ })).toHaveTextContent('As plain text: whoever can read the file can read it.');
    expect(screen.getByRole('row', { name: /private_key/ })).toHaveTextContent('vcp_config.yml does not have this key.');
    await choose(/^onpremises/);
    expect(part('Credentials')).toHaveTextContent('needs no credentials');
    await choose(/^azure/);
    expect(part('Credentials')).toHaveTextContent('has no section azure yet');
  });

  it('say why they were not checked, with a way to try again', async () => {
    const failure = { code: 'vault_failed' as const, message: 'The secret store is sealed.' };
    const store = { url: 'https://vcc.example.ac.jp:8443', source: { kind: 'default' as const }, failure };
    const providers = [section('aws', [key('access_key', 'unchecked')])];
    await open({ 'GET credentials': () => ({ body: credentialsReply({ store, providers }) }) });
    expect(await screen.findByText('The secret store is sealed.')).toHaveAttribute('lang', 'en');
    expect(screen.getByRole('row', { name: /access_key/ })).toHaveTextContent('Not checked');
    await userEvent.click(within(part('Credentials')).getByRole('button', { name: 'Retry' }));
    await waitFor(() => {
      expect(screen.getByText('The secret store is sealed.')).toBeInTheDocument();
    });
  });

  it.each([
    [{ configFile: null, version: null }, connectionState(), /There is no folder for vcp_config.yml/],
    [
      { store: { url: null, source: { kind: 'none' as const }, failure: null } },
      connectionState(),
      /address of the secret store is not known/
    ],
    [{}, connectionState({ token: { present: false, source: { kind: 'none' } } }), /none has been entered/]
  ])('cannot be stored %#, and say why', async (change, state, reason) => {
    const { executed } = await open({ 'GET credentials': () => ({ body: credentialsReply(change) }) }, { state });
    const button = await screen.findByRole('button', { name: 'Store in Vault…' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(reason);
    await userEvent.click(button);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    const enter = screen.queryByRole('button', { name: 'Enter Access Token…' });
    if (enter) {
      await userEvent.click(enter);
      expect(executed).toEqual([['vcp:enter-token', {}]]);
    }
  });

  it('are copied from the former token by one click when the server half knows it', async () => {
    const copy = { copied: [], missing: ['vault://cubbyhole/aws/secret_key'], credentials: credentialsReply({ formerToken: true }) };
    const { connection } = await open({
      'GET credentials': () => ({ body: credentialsReply({ formerToken: true }) }),
      'POST credentials/copy': () => ({ body: copy })
    });
    expect(await screen.findByRole('note')).toHaveTextContent('A cubbyhole belongs to one token');
    await userEvent.click(screen.getByRole('button', { name: 'Copy From the Former Token' }));
    expect(await screen.findByText(/does not have these either/)).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent('0 secrets were copied.');
    expect(connection.server.requests.at(-1)?.body).toEqual({});
  });
});

it('a reader of the screen stays where the copied credentials are', async () => {
  const resolved = credentialsReply({ providers: [section('aws', [key('secret_key', 'resolved')])] });
  await open({
    'GET credentials': () => ({ body: credentialsReply({ formerToken: true }) }),
    'POST credentials/copy': () => ({ body: { copied: ['vault://cubbyhole/aws/secret_key'], missing: [], credentials: resolved } })
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Copy From the Former Token' }));
  await waitFor(() => {
    expect(screen.getByRole('heading', { name: 'Credentials' })).toHaveFocus();
  });
  expect(screen.queryByRole('note')).not.toBeInTheDocument();
});

describe('flavors', () => {
  it('stand in a table with units, and unknown keys are marked', async () => {
    const { executed, copied } = await open();
    const table = within(await screen.findByRole('table', { name: 'Flavors of aws' }));
    expect(table.getByRole('columnheader', { name: /volume_size/ })).toHaveTextContent('Root volume size (GB)');
    expect(table.getByRole('columnheader', { name: /colour/ })).toHaveTextContent('Unknown key: it has no effect');
    await userEvent.click(table.getByRole('button', { name: 'New spec with flavor own' }));
    expect(executed).toEqual([['vcp:new-spec', { provider: 'aws', flavor: 'own' }]]);
    await userEvent.click(table.getByRole('button', { name: 'Copy flavor small as YAML' }));
    expect(copied).toEqual(['small:\n  instance_type: m4.large\n  volume_size: 8\n']);
    expect(part('Flavors')).toHaveTextContent('/home/jovyan/vcp_config/vcp_flavor.yml');
    expect(screen.getByText('1 problem in vcp_flavor.yml')).toBeInTheDocument();
  });

  it('are said to be samples where there is no file; then none can be removed', async () => {
    await open({ 'GET providers': () => ({ body: providersReply({ flavorsSource: null, flavorsVersion: null }) }) });
    expect(await screen.findByRole('region', { name: 'Flavors' })).toHaveTextContent('These are samples');
    expect(screen.queryByRole('button', { name: /Remove/ })).not.toBeInTheDocument();
  });

  it('teach how to make the first one', async () => {
    const { executed } = await open();
    await choose(/^onpremises/);
    expect(part('Flavors')).toHaveTextContent('save its form as an own flavor');
    await userEvent.click(within(part('Flavors')).getByRole('button', { name: 'New Spec' }));
    expect(executed).toEqual([['vcp:new-spec', { provider: 'onpremises' }]]);
  });

  it('are removed after a confirmation that says what is lost; the back-up is told', async () => {
    const file = { path: 'vcp_flavor.yml', version: 'f2', backup: 'vcp_flavor.yml.20261123' };
    const { connection } = await open({ 'DELETE flavors/*/*': () => ({ body: file }) });
    const removals = () => connection.server.requests.filter(({ method }) => method === 'DELETE');
    await userEvent.click(await screen.findByRole('button', { name: 'Remove flavor own…' }));
    const dialog = await screen.findByText(/do not find its values any more/);
    expect(dialog).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => {
      expect(screen.queryByText(/do not find its values any more/)).not.toBeInTheDocument();
    });
    expect(removals()).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Remove flavor own…' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Remove Flavor' }));
    await waitFor(() => {
      expect(screen.getByRole('status')).toHaveTextContent('Flavor own was removed. Back-up: vcp_flavor.yml.20261123');
    });
    expect(removals()).toHaveLength(1);
    expect(screen.getByRole('heading', { name: 'Flavors' })).toHaveFocus();
  });
});

describe('networks', () => {
  it('tell size, used and free addresses, who uses them, and the next free ones to copy', async () => {
    const { copied } = await open();
    const network = await screen.findByRole('article', { name: /^default aws Used by vcp_config.yml/ });
    expect(network).toHaveTextContent('16 addresses, 13 for nodes');
    expect(network).toHaveTextContent('In use1Free12');
    expect(within(network).getByRole('row', { name: '172.30.2.10 demo/web 1' })).toBeInTheDocument();
    await userEvent.click(within(network).getByRole('button', { name: 'Copy 172.30.2.11' }));
    expect(copied).toEqual(['172.30.2.11']);
    expect(network).toHaveTextContent('cloud_instance_dns_servers172.30.2.1, 8.8.8.8');
    expect(network).toHaveTextContent('in privileged mode');
  });

  it('explain an entry without a range, and a provider without a network', async () => {
    await open();
    expect(await screen.findByRole('article', { name: /^tokyo/ })).toHaveTextContent('has no address range (private_network_ipmask)');
    await choose(/^onpremises/);
    expect(part('Networks')).toHaveTextContent('The VPN catalog has no network for this provider');
  });

  it('follow the live tree', async () => {
    const { clouds } = await open();
    await screen.findByRole('article', { name: /^default/ });
    act(() => {
      clouds.put([]);
    });
    await waitFor(() => {
      expect(screen.getByRole('article', { name: /^default/ })).toHaveTextContent('In use0Free13');
    });
  });
});

describe('the panel', () => {
  it('comes to the part that a command asks for', async () => {
    const { model } = await open();
    await screen.findByRole('region', { name: 'Networks' });
    act(() => {
      model.show('oracle', 'networks');
    });
    await waitFor(() => {
      expect(screen.getByRole('heading', { name: 'Networks' })).toHaveFocus();
    });
    expect(screen.getByRole('option', { selected: true })).toHaveTextContent('oracle');
  });

  it('says what fails where it fails, and tries again', async () => {
    const { connection } = await open({ 'GET providers': () => ({ status: 500, body: { code: 'internal', message: 'boom' } }) });
    expect(await screen.findByRole('alert')).toHaveTextContent('Something went wrong in the Jupyter server.');
    connection.server.route({ 'GET providers': ANSWERS['GET providers'] ?? (() => ({})) });
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByRole('listbox')).toBeInTheDocument();
  });

  it('shows nothing but the reason while the halves do not fit', async () => {
    const { connection } = await open({}, { handshake: { result: 'missing' } });
    expect(await screen.findByRole('alert')).toHaveTextContent('The server part of VCP is missing.');
    expect(connection.server.requests).toEqual([]);
  });

  it('has no accessibility violations', async () => {
    const { panel } = await open();
    await screen.findByRole('article', { name: /^default/ });
    expect(await axe(panel.node)).toHaveNoViolations();
    await choose(/^oracle/);
    expect(await axe(panel.node)).toHaveNoViolations();
  });
});
