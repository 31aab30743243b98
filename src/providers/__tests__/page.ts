/** The panel of providers in a page, over a fake server. */
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { Widget } from '@lumino/widgets';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';

import { CONTROLLER_WITH_WEB, FakeClouds } from '../../nodespec/__tests__/clouds';
import { FakeConnection } from '../../testing/connection';
import type { connectionState } from '../../testing/connection';
import type { FakeRoutes } from '../../testing/fakeServer';
import type { Handshake } from '../../tokens';
import { ProvidersModel } from '../model/providersModel';
import { ProvidersPanel } from '../view/ProvidersPanel';
import { catalogReply, credentialsReply, providersReply } from './replies';

export const ANSWERS: FakeRoutes = {
  'GET providers': () => ({ body: providersReply() }),
  'GET credentials': () => ({ body: credentialsReply() }),
  'GET vpn-catalog': () => ({ body: catalogReply() })
};

const opened: Widget[] = [];

beforeAll(() => {
  document.head.insertAdjacentHTML('beforeend', '<style>dialog.jp-Dialog { display: flex }</style>');
  Element.prototype.scrollIntoView = () => undefined;
});

afterEach(() => {
  act(() => {
    opened.splice(0).forEach(widget => {
      widget.dispose();
    });
  });
});

export async function open(routes: FakeRoutes = {}, options: { state?: ReturnType<typeof connectionState>; handshake?: Handshake } = {}) {
  const connection = new FakeConnection({ ...ANSWERS, ...routes }, options.state ? { state: options.state } : {});
  const clouds = new FakeClouds();
  clouds.unitGroups = CONTROLLER_WITH_WEB;
  const model = new ProvidersModel({ connection, clouds: { model: () => Promise.resolve(clouds) } });
  const commands = new CommandRegistry();
  const executed: unknown[] = [];
  for (const id of ['vcp:new-spec', 'vcp:enter-token']) {
    commands.addCommand(id, { describedBy: { args: { type: 'object', properties: {} } }, execute: args => executed.push([id, args]) });
  }
  const copied: string[] = [];
  const panel = new ProvidersPanel(
    { model, connection, commands, trans: nullTranslator.load(''), language: 'en', copyText: text => copied.push(text) },
    options.handshake ?? { result: 'ok', activeJobs: 0, activeBatches: 0 }
  );
  opened.push(panel);
  act(() => {
    Widget.attach(panel, document.body);
  });
  if (!options.handshake) {
    await waitFor(() => {
      expect(model.snapshot.providers.asking || model.snapshot.credentials.asking || model.snapshot.catalog.asking).toBe(false);
    });
    await screen.findByRole('heading', { level: 2, name: 'VCP Providers' });
  }
  return { connection, model, clouds, panel, executed, copied };
}

export const part = (name: string): HTMLElement => screen.getByRole('region', { name });

export async function choose(name: RegExp): Promise<void> {
  // Not user-event: it asks the document's ranges for text that is no button, which JupyterLab's jsdom shim does not have.
  fireEvent.click(await screen.findByRole('option', { name }));
}
