/** The explorer in a page, over a fake server. */
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { act, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import React, { createRef } from 'react';
import '@testing-library/jest-dom';

import type { Batch, UnitGroup } from '../../api/types';
import { DOMAIN } from '../../common/trans';
import { FakeConnection } from '../../testing/connection';
import type { FakeRoutes } from '../../testing/fakeServer';
import { fakeServer } from '../../testing/fakeServer';
import { PATIENCE } from '../../testing/patience';
import type { IBatches, IBatchRequest } from '../../tokens';
import { CloudModel } from '../model/cloudModel';
import { ExplorerModel } from '../model/explorerModel';
import { Reminded } from '../model/reminded';
import { NOTHING_REMEMBERED } from '../model/remembered';
import { ScheduleModel } from '../model/schedule';
import { Actions } from '../view/actions';
import { noBatchesText } from '../view/bulkWords';
import type { IExplorerContext } from '../view/context';
import { ExplorerContext } from '../view/context';
import { Explorer } from '../view/Explorer';
import { Scheduling } from '../view/scheduling';
import { connected } from './cloud';

configure({ asyncUtilTimeout: PATIENCE });

/** Elements that were scrolled into view, by the start of their text. */
export const scrolledTo: string[] = [];

/** jsdom lays nothing out; the virtual list needs to know that it is 480 px high. */
beforeAll(() => {
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(480);
  jest.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(300);
  // As JupyterLab's style sheet: its dialogs are shown without the attribute `open`.
  document.head.insertAdjacentHTML('beforeend', '<style>dialog.jp-Dialog { display: flex }</style>');
  Element.prototype.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = function (this: Element) {
    scrolledTo.push(this.textContent?.slice(0, 16) ?? '');
  };
});

const ANSWERS: FakeRoutes = {
  'GET schedule': () => ({ body: { reminders: [], powerOffs: [] } }),
  'GET vpn-catalog': () => ({ body: { entries: [{ provider: 'aws', name: 'default', range: '172.30.2.0/24', values: {} }] } }),
  'GET providers': () => ({ body: { common: {}, providers: [], flavors: {}, flavorsSource: null, settings: {}, problems: [] } })
};

const disposables: { dispose(): void }[] = [];
afterEach(() => {
  // What a test that failed has left open must not be found by the next.
  screen.queryAllByRole('button', { name: 'Cancel' }).forEach(button => fireEvent.click(button));
  act(() => {
    disposables.splice(0).forEach(one => {
      one.dispose();
    });
  });
});

/** The dialog that is open, or about to be, once it has its content. */
export async function dialogOf(name?: string): Promise<HTMLElement> {
  const found = await screen.findByRole('dialog', name === undefined ? {} : { name });
  await waitFor(() => {
    expect(found.querySelector('.jp-Dialog-body p, .jp-Dialog-body label')).not.toBeNull();
  });
  return found;
}

/** Expects an element to be described so, soon: dialogs are drawn a moment after what they are about. */
export async function described(element: HTMLElement, description: string | RegExp): Promise<void> {
  await waitFor(() => {
    expect(element).toHaveAccessibleDescription(description);
  });
}

/** Notes what would be started. */
export class FakeBatches implements IBatches {
  readonly started: IBatchRequest[] = [];

  start(request: IBatchRequest): Promise<Batch> {
    this.started.push(request);
    const at = '2026-01-10T09:00:00Z';
    const { operation, onFailure } = request;
    return Promise.resolve({ id: 'b1', operation, onFailure, state: 'running', rows: [], startedAt: at, updatedAt: at, plannedBy: null });
  }

  open(): Promise<void> {
    return Promise.resolve();
  }
}

export function setUp(
  tree: UnitGroup[] | null,
  options: { routes?: FakeRoutes; state?: ReturnType<typeof connected> | null; batches?: IBatches | null; reminderDays?: number } = {}
) {
  const server = fakeServer({
    ...ANSWERS,
    ...(tree ? { 'GET unit-groups': () => ({ body: { unitGroups: tree } }) } : {}),
    ...options.routes
  });
  const connection = new FakeConnection({}, { server, state: options.state === undefined ? connected() : options.state });
  const client = () => connection.client();
  const clouds = new CloudModel({ connection, client, isHidden: () => false });
  const model = new ExplorerModel({ clouds, connection, client, remembered: NOTHING_REMEMBERED, showAll: false, save: () => undefined });
  const commands = new CommandRegistry();
  const executed: string[] = [];
  for (const id of ['vcp:enter-token', 'vcp:check-connection', 'vcp:new-spec']) {
    commands.addCommand(id, { label: id, describedBy: { args: { type: 'object' } }, execute: () => executed.push(id) });
  }
  const trans = nullTranslator.load(DOMAIN);
  const batches: IBatches | null = options.batches === undefined ? new FakeBatches() : options.batches;
  const actions = new Actions({
    model,
    client,
    trans,
    language: 'en',
    user: () => 'nobody',
    show: () => undefined,
    batches
  });
  const schedule = new ScheduleModel({ client, connection, clouds });
  const reminderDays = () => options.reminderDays ?? 0;
  const reminded = new Reminded({}, () => Promise.resolve());
  const show = () => undefined;
  const parts = { model, clouds, connection, batches, trans, language: 'en', show };
  const scheduling = new Scheduling({ ...parts, schedule, reminded, reminderDays });
  const bulkRefusal = batches ? null : noBatchesText(trans);
  disposables.push(model, schedule, clouds);
  const { operate, operateAll, act: actOn, createGroup, copy, copyText } = actions;
  const context: IExplorerContext = {
    ...{ model, connection, commands, trans, language: 'en' },
    ...{ operate, operateAll, act: actOn, bulkRefusal, scheduling, createGroup, copy, copyText }
  };
  const { container } = render(
    <ExplorerContext.Provider value={context}>
      <Explorer treeRef={createRef()} filterRef={createRef()} />
    </ExplorerContext.Provider>
  );
  const load = async () => {
    await act(async () => {
      await clouds.refresh();
    });
  };
  return { server, connection, schedule, scheduling, model, batches, actions, clouds, commands, executed, container, load };
}
