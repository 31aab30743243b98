import '@testing-library/jest-dom';
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import React from 'react';

import type { ConnectionReport } from '../../api/types';
import { FakeConnection, connectionState } from '../../testing/connection';
import { CheckReport, resultText } from '../view/CheckReport';
import { CredentialsTable } from '../view/CredentialsTable';
import { reportText } from '../view/reportText';
import { versionRows } from '../view/showVersions';
import { StatusItem, statusWords } from '../view/statusItem';

expect.extend(toHaveNoViolations);

const trans = nullTranslator.load('');

const REPORT: ConnectionReport = {
  stages: [
    { stage: 'config', status: 'ok', message: 'vcp_config.yml', milliseconds: 1.4 },
    {
      stage: 'tls',
      status: 'failed',
      code: 'tls_failed',
      message: 'self-signed certificate in chain',
      detail: 'CN=VCP CA',
      milliseconds: 31
    },
    { stage: 'token', status: 'skipped', milliseconds: 0 }
  ],
  providers: [
    {
      provider: 'aws',
      section: 'aws',
      available: true,
      keys: [
        { key: 'access_key', state: 'literal' },
        { key: 'secret_key', state: 'unresolved', reference: 'vault://cubbyhole/aws/secret_key' }
      ]
    },
    { provider: 'onpremises', section: null, available: false, keys: [] }
  ],
  problems: [{ code: 'insecure_key_ignored', severity: 'warning', message: 'insecure_request_warning is False', path: 'vcp_config.yml:3' }]
};

const FINISHED = new Date(Date.UTC(2026, 10, 23, 4, 5, 6));

function showReport(snapshot: Partial<Parameters<typeof resultText>[0]> = {}) {
  const actions = { run: jest.fn(), copy: jest.fn(), enterToken: jest.fn() };
  const full = { running: false, report: REPORT, finished: FINISHED, error: null, ...snapshot };
  const view = render(<CheckReport snapshot={full} state={connectionState()} copied={false} trans={trans} {...actions} />);
  return { ...view, actions };
}

describe('CheckReport', () => {
  it('marks the words of servers as English, for a screen reader that reads a Japanese page', () => {
    showReport();
    expect(screen.getByText('self-signed certificate in chain')).toHaveAttribute('lang', 'en');
    expect(screen.getByText('insecure_request_warning is False')).toHaveAttribute('lang', 'en');
    expect(screen.getByText('Failed').closest('[lang]')).toBeNull();
  });

  it('says at which stage the connection fails before anything else', () => {
    showReport();
    expect(screen.getByRole('status')).toHaveTextContent('The connection fails at: TLS certificate');
  });

  it('says the role of the token in words, and leaves alone what it does not know', () => {
    const stages: ConnectionReport['stages'] = [
      { stage: 'role', status: 'ok', detail: 'fullaccess, regular' },
      { stage: 'http', status: 'ok', detail: 'HTTP 200' }
    ];
    const report = { ...REPORT, stages };
    showReport({ report });
    expect(screen.getByRole('row', { name: /Role of the token/ })).toHaveTextContent('regular user, full access');
    expect(screen.getByRole('row', { name: /HTTP answer/ })).toHaveTextContent('HTTP 200');
    expect(reportText({ report, state: null, finished: FINISHED }, trans)).toContain('regular user, full access');
  });

  it('gives each stage its result in words, its time, its cause and advice', () => {
    showReport();
    const table = screen.getByRole('table', { name: 'Stages' });
    const failed = within(table).getByRole('row', { name: /TLS certificate/ });
    expect(failed).toHaveTextContent('Failed');
    expect(failed).toHaveTextContent('31 ms');
    expect(failed).toHaveTextContent('The certificate of the VC Controller is not trusted.');
    expect(failed).toHaveTextContent('VcpExtension.ca_file');
    expect(failed).toHaveTextContent('self-signed certificate in chain');
    expect(within(table).getByRole('row', { name: /Access token/ })).toHaveTextContent(/^Access tokenSkipped$/);
    expect(within(table).getByRole('row', { name: /Configuration/ })).toHaveTextContent(/OK.*1 ms/);
  });

  it('lists the credential keys of each provider', () => {
    showReport();
    const table = screen.getByRole('table', { name: 'Credentials' });
    expect(within(table).getByRole('row', { name: /access_key/ })).toHaveTextContent('Written in the file');
    const unresolved = within(table).getByRole('row', { name: /secret_key/ });
    expect(unresolved).toHaveTextContent('Secret not found');
    expect(unresolved).toHaveTextContent('vault://cubbyhole/aws/secret_key');
    expect(within(table).getByRole('row', { name: /onpremises/ })).toHaveTextContent('Not offered by this VC Controller');
  });

  it('leads to where credentials are stored, where there is such a panel', async () => {
    showReport();
    expect(screen.queryByRole('button', { name: 'Store Credentials…' })).not.toBeInTheDocument();
    const open = jest.fn();
    render(<CredentialsTable providers={[]} open={open} trans={trans} />);
    await userEvent.click(screen.getByRole('button', { name: 'Store Credentials…' }));
    expect(open).toHaveBeenCalledTimes(1);
    expect(screen.getByText('vcp_config.yml has credentials for no provider.')).toBeInTheDocument();
  });

  it('names the misleading key with its line and offers the CA instead', () => {
    showReport();
    const problems = screen.getByRole('region', { name: 'Problems in the configuration' });
    expect(problems).toHaveTextContent('insecure_request_warning: False');
    expect(problems).toHaveTextContent('VcpExtension.ca_file');
    expect(problems).toHaveTextContent('vcp_config.yml:3');
  });

  it('shows where each setting was found', () => {
    showReport();
    const settings = screen.getByRole('region', { name: 'Settings found' });
    expect(settings).toHaveTextContent('vcc.example.ac.jp:443 (file: vcp_config.yml)');
    expect(settings).toHaveTextContent('environment variable: REQUESTS_CA_BUNDLE');
    expect(settings).toHaveTextContent('nobody (regular user, full access)');
  });

  it('runs again and copies by button', async () => {
    const { actions } = showReport();
    await userEvent.click(screen.getByRole('button', { name: 'Run Again' }));
    await userEvent.click(screen.getByRole('button', { name: 'Copy Report' }));
    await userEvent.click(screen.getByRole('button', { name: 'Enter Access Token…' }));
    expect([actions.run, actions.copy, actions.enterToken].map(action => action.mock.calls.length)).toEqual([1, 1, 1]);
  });

  it('says that it is running, with the last report in place', () => {
    showReport({ running: true });
    expect(screen.getByRole('status')).toHaveTextContent('Checking…');
    expect(screen.getByRole('table', { name: 'Stages' })).toBeInTheDocument();
  });

  it('says why no report could be made', () => {
    showReport({ report: null, finished: null, error: new Error('boom') });
    expect(screen.getByRole('alert')).toHaveTextContent('boom');
    expect(screen.getByText(/boom/)).toHaveAttribute('lang', 'en');
    expect(screen.queryByRole('button', { name: 'Copy Report' })).not.toBeInTheDocument();
  });

  it('has no accessibility violations', async () => {
    const { container } = showReport();
    expect(await axe(container)).toHaveNoViolations();
  });
});

describe('resultText', () => {
  const stages = (status: 'ok' | 'warning') => ({ stages: [{ stage: 'http' as const, status }], providers: [], problems: [] });
  it.each([
    [stages('ok'), 'The connection works.'],
    [stages('warning'), 'The connection works, with warnings.'],
    [{ ...stages('ok'), problems: REPORT.problems }, 'The connection works, with warnings.']
  ])('sums up %#', (report, text) => {
    expect(resultText({ running: false, report, finished: FINISHED, error: null }, trans)).toBe(text);
  });
});

describe('reportText', () => {
  it('has everything that an administrator asks for', () => {
    const text = reportText({ report: REPORT, state: connectionState(), finished: FINISHED }, trans);
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^VCP connection check {2}2026-11-23T04:05:06\.000Z {2}jupyterlab-vcp \d/),
        'VC Controller: vcc.example.ac.jp:443 (file: vcp_config.yml)',
        '[OK]  Configuration  1 ms',
        '[Failed]  TLS certificate  31 ms',
        '  self-signed certificate in chain',
        '  CN=VCP CA',
        '  vcp_config.yml:3',
        '  secret_key  Secret not found  vault://cubbyhole/aws/secret_key'
      ])
    );
  });
});

describe('versionRows', () => {
  const application = ['JupyterLab', '4.5.11'] as const;

  it('names both halves, the application, the controller and its plugins in order', () => {
    const state = connectionState({ controller: { version: '26.10.0', generation: '26.10', plugins: { vmware: '2', aws: '1' } } });
    const rows = versionRows({ application, handshake: { result: 'ok', activeJobs: 0, activeBatches: 0 }, state }, trans);
    expect(rows.slice(2)).toEqual([application, ['VC Controller', '26.10.0'], ['Plugin aws', '1'], ['Plugin vmware', '2']]);
    expect(rows[0]?.[1]).toBe(rows[1]?.[1]);
  });

  it('shows what is there when the halves differ', () => {
    const rows = versionRows({ application, handshake: { result: 'mismatch', server: '9.8.7' }, state: null }, trans);
    expect(rows).toEqual(
      expect.arrayContaining([
        ['Server part (jupyterlab_vcp)', '9.8.7'],
        ['VC Controller', 'unknown']
      ])
    );
  });
});

describe('statusWords', () => {
  const ready = { kind: 'ready', host: 'vcc.example.ac.jp', user: 'nobody', verified: true } as const;

  it.each([
    [ready, 'ok', 'vcc.example.ac.jp nobody'],
    [{ ...ready, verified: false }, 'warning', 'vcc.example.ac.jp nobody: TLS not verified'],
    [{ ...ready, kind: 'no-token', user: '' } as const, 'warning', 'vcc.example.ac.jp: no token'],
    [{ ...ready, kind: 'token-refused', user: '' } as const, 'failed', 'vcc.example.ac.jp: token refused'],
    [{ ...ready, kind: 'unreachable', user: '', verified: false } as const, 'failed', 'vcc.example.ac.jp: unreachable: TLS not verified']
  ])('says %# in text, not by colour alone', (status, icon, text) => {
    expect(statusWords(status, trans)).toMatchObject({ icon, text });
  });
});

describe('StatusItem', () => {
  it('is absent without a configuration, by setting, and active otherwise', () => {
    const connection = new FakeConnection({}, { state: connectionState({ state: 'not_configured', host: null }) });
    const item = statusItem(connection);
    const told = jest.fn();
    item.activeChanged.connect(told);
    expect(item.isActive).toBe(false);
    connection.update(connectionState());
    expect(item.isActive).toBe(true);
    item.enable(false);
    expect(item.isActive).toBe(false);
    expect(told).toHaveBeenCalledTimes(2);
    item.dispose();
  });
});

function statusItem(connection: FakeConnection): StatusItem {
  return new StatusItem({ connection, commands: new CommandRegistry(), menu: ['vcp:check-connection'], trans });
}
