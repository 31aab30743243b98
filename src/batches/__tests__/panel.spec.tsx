import { nullTranslator } from '@jupyterlab/translation';
import { act, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import React from 'react';
import '@testing-library/jest-dom';

import type { Batch } from '../../api/types';
import { DOMAIN } from '../../common/trans';
import { FakeConnection } from '../../testing/connection';
import type { FakeRoutes } from '../../testing/fakeServer';
import { PATIENCE } from '../../testing/patience';
import { BatchFollower } from '../model/batchFollower';
import { BatchModel } from '../model/batchModel';
import { BatchView } from '../view/BatchView';
import { BatchContext } from '../view/context';
import type { IBatchContext } from '../view/context';
import { newsOf } from '../view/LiveRegion';
import { batch, done, failed, mixed, row } from './batches';

expect.extend(toHaveNoViolations);
configure({ asyncUtilTimeout: PATIENCE });

const trans = nullTranslator.load(DOMAIN);
const ID = batch([]).id;
const disposables: { dispose(): void }[] = [];

/** jsdom lays nothing out; the virtual list needs to know that it is 480 px high. */
beforeAll(() => {
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(480);
  jest.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(480);
  jest.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(800);
  Element.prototype.scrollTo = () => undefined;
});

afterEach(() => {
  act(() => {
    disposables.splice(0).forEach(one => {
      one.dispose();
    });
  });
});

async function show(first: Batch, options: { routes?: FakeRoutes } & Partial<IBatchContext> = {}) {
  const { routes, ...change } = options;
  const connection = new FakeConnection({ [`GET batches/${ID}`]: () => ({ body: first }), ...routes });
  const follower = new BatchFollower(() => connection.client());
  await follower.load(ID);
  const model = new BatchModel(first, follower);
  disposables.push(model, follower);
  const start = jest.fn<Promise<unknown>, [unknown]>(() => Promise.resolve());
  const [reveal, close, copy] = [jest.fn(), jest.fn(), jest.fn()];
  const context = { model, trans, language: 'en', start, reveal, close, copy, ...change };
  const { container } = render(
    <BatchContext.Provider value={context}>
      <BatchView />
    </BatchContext.Provider>
  );
  return { model, follower, connection, container, start, reveal, close, copy };
}

const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(one => within(one).getAllByRole('gridcell')[1]?.textContent);
const user = userEvent.setup();

describe('the panel of a bulk operation', () => {
  it('says what became of each target, without faults of accessibility', async () => {
    const { container } = await show(mixed());
    expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent('Power Off (5)');
    expect(screen.getByText('Ended: 3 done, 1 failed, 1 not sent.', { selector: '.jp-VcpBatch-head p' })).toBeVisible();
    const rows = screen.getAllByRole('row');
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '6');
    expect(rows[1]).toHaveAccessibleName('demo web 1 done POWER_OFF 0:42');
    expect(rows[3]).toHaveAccessibleName('demo web 3 failed RUNNING 0:05 The VC Controller refused.');
    expect(rows[4]).toHaveAccessibleName('demo web 4 not sent');
    expect(await axe(container)).toHaveNoViolations();
  });

  it("is walked by keys, and shows the controller's words of the row with the focus", async () => {
    await show(mixed());
    act(() => {
      screen.getByRole('grid').focus();
    });
    await user.keyboard('{ArrowDown}{ArrowDown}');
    const active = document.getElementById(screen.getByRole('grid').getAttribute('aria-activedescendant') ?? '');
    expect(active).toHaveAccessibleName(/web 3 failed/);
    const details = screen.getByRole('region', { name: 'Details' });
    expect(within(details).getByRole('heading')).toHaveTextContent('demo/web/3');
    const words = within(details).getByText(/quota \| exceeded/);
    expect(words).toHaveAttribute('lang', 'en');
    await user.keyboard('{End}');
    expect(within(details).getByRole('heading')).toHaveTextContent('demo/web/5');
    await user.keyboard('{Home}');
    expect(within(details).getByRole('heading')).toHaveTextContent('demo/web/1');
  });

  it('filters by outcome and shows the failed first on demand', async () => {
    await show(mixed());
    expect(names()).toEqual(['1', '2', '3', '4', '5']);
    await user.click(screen.getByRole('checkbox', { name: 'Failed first' }));
    expect(names()).toEqual(['3', '4', '1', '2', '5']);
    await user.click(screen.getByRole('button', { name: 'Not sent: 1' }));
    expect(names()).toEqual(['4']);
    await user.click(screen.getByRole('button', { name: 'Left: 0' }));
    expect(screen.getByText('No row is in this state.')).toBeVisible();
  });

  it('repeats what failed or was not sent, as it was ordered', async () => {
    const { start } = await show(mixed({ operation: 'change_owner', owner: 'hanako', onFailure: 'stop' }));
    await user.click(screen.getByRole('button', { name: 'Repeat for the Failed' }));
    expect(start).toHaveBeenCalledWith({
      operation: 'change_owner',
      owner: 'hanako',
      force: undefined,
      onFailure: 'stop',
      targets: [failed(3).target, row(4).target]
    });
  });

  it('deletes once more only after asking', async () => {
    const { start } = await show(mixed({ operation: 'delete', force: false }));
    const repeat = async () => {
      await user.click(screen.getByRole('button', { name: 'Repeat for the Failed' }));
      const dialog = await screen.findByRole('dialog', { hidden: true });
      expect(dialog).toHaveTextContent('Delete 2 targets once more?');
      expect(dialog).toHaveTextContent('demo/web/3, demo/web/4. What has been added to them meanwhile is deleted too.');
      return within(dialog);
    };
    await user.click((await repeat()).getByRole('button', { name: 'Cancel', hidden: true }));
    await waitFor(() => {
      expect(screen.queryByRole('dialog', { hidden: true })).toBeNull();
    });
    expect(start).not.toHaveBeenCalled();
    await user.click((await repeat()).getByRole('button', { name: 'Delete', hidden: true }));
    await waitFor(() => {
      expect(start).toHaveBeenCalledWith(
        expect.objectContaining({ operation: 'delete', force: false, targets: [failed(3).target, row(4).target] })
      );
    });
  });

  it('says why it cannot be repeated or dismissed', async () => {
    const { start } = await show(batch([done(1), failed(2), row(3)]));
    const repeat = screen.getByRole('button', { name: 'Repeat for the Failed' });
    expect(repeat).toHaveAccessibleDescription('Possible when all has ended.');
    await user.click(repeat);
    expect(start).not.toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Remove from List' })).toHaveAccessibleDescription('Possible when all has ended.');
  });

  it('copies the report', async () => {
    const { copy } = await show(mixed());
    await user.click(screen.getByRole('button', { name: 'Copy Report' }));
    expect(copy).toHaveBeenCalledWith(expect.stringContaining('| demo       | web  | 3    | failed   | RUNNING'));
    expect(screen.getByText('Copied.')).toBeVisible();
  });

  it('shows the target in the explorer', async () => {
    const { reveal } = await show(mixed());
    await user.click(screen.getByRole('button', { name: 'Show in Explorer' }));
    expect(reveal).toHaveBeenCalledWith(done(1).target);
  });

  it('keeps its buttons where they are when it ends', async () => {
    const { follower, connection } = await show(batch([done(1), row(2)], { updatedAt: '2026-11-20T01:00:30Z' }));
    const buttons = () => screen.getAllByRole('button').map(({ textContent }) => textContent);
    const before = buttons().slice(0, 4);
    expect(before).toEqual(['Stop', 'Copy Report', 'Repeat for the Failed', 'Remove from List']);
    connection.server.route({ [`GET batches/${ID}`]: () => ({ body: mixed() }) });
    await act(async () => {
      await follower.load(ID);
    });
    expect(buttons().slice(0, 4)).toEqual(before);
    expect(screen.getByRole('button', { name: 'Stop' })).toHaveAccessibleDescription('It has ended.');
  });

  it('stops, and says how far it is meanwhile', async () => {
    const running = batch([done(1), row(2)], { updatedAt: '2026-11-20T01:00:30Z' });
    const stopping = batch([done(1), row(2, { state: 'skipped' })], { state: 'stopping' });
    await show(running, { routes: { [`POST batches/${ID}/stop`]: () => ({ status: 202, body: stopping }) } });
    expect(screen.getByText('Running: 1 of 2 done, 0 failed.', { selector: '.jp-VcpBatch-head p' })).toBeVisible();
    expect(screen.getByRole('progressbar')).toHaveAttribute('value', '1');
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(screen.getByText(/^Stopping/, { selector: '.jp-VcpBatch-head p' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Stop' })).toHaveAccessibleDescription('Nothing more is sent already.');
  });

  it('says what an action was refused for', async () => {
    const routes = { [`DELETE batches/${ID}`]: () => ({ status: 500, body: { code: 'file_failed', message: 'No space.' } }) };
    const { close } = await show(mixed(), { routes });
    await user.click(screen.getByRole('button', { name: 'Remove from List' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The file cannot be written.');
    expect(close).not.toHaveBeenCalled();
  });

  it('is closed once it is dismissed', async () => {
    const { close, follower } = await show(mixed(), { routes: { [`DELETE batches/${ID}`]: () => ({ status: 204 }) } });
    await user.click(screen.getByRole('button', { name: 'Remove from List' }));
    expect(close).toHaveBeenCalled();
    expect(follower.all).toEqual([]);
  });

  it('says that the server has lost the operation, and can still be closed', async () => {
    const { follower, close } = await show(batch([row(1)]), { routes: { 'GET batches': () => ({ body: { batches: [] } }) } });
    await act(async () => {
      await follower.loadAll();
    });
    expect(screen.getByRole('alert')).toHaveTextContent('The Jupyter server does not know this operation any more.');
    await user.click(screen.getByRole('button', { name: 'Remove from List' }));
    expect(close).toHaveBeenCalled();
  });

  it('has only the visible of 2,000 rows in the page, moves none of them by itself, and keeps the focus', async () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => row(index + 1));
    const { model, follower, connection } = await show(batch(rows, { updatedAt: '2026-11-20T01:00:30Z' }));
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    act(() => {
      model.setFailedFirst(true);
      model.focus(1_500);
    });
    const before = model.snapshot.arrangement;
    const later = rows.map((one, index) => (index % 2 === 0 ? failed(index + 1) : one));
    connection.server.route({ [`GET batches/${ID}`]: () => ({ body: batch(later) }) });
    await act(async () => {
      await follower.load(ID);
    });
    expect(screen.getByText('Running: 0 of 2000 done, 1000 failed.', { selector: '.jp-VcpBatch-head p' })).toBeVisible();
    expect(model.snapshot.arrangement).toBe(before);
    expect(model.snapshot.focused).toBe(1_500);
    expect(screen.getByRole('grid')).toHaveAttribute('aria-activedescendant', expect.stringMatching(/-1500$/));
  });
});

describe('what is said aloud', () => {
  const running = batch([done(1), row(2), row(3), row(4)]);
  it.each([
    ['the start', null, running, 'Running: 1 of 4 done, 0 failed.'],
    ['not that a row is done', running, batch([done(1), done(2), row(3), row(4)]), ''],
    ['a failure', running, batch([done(1), failed(2), row(3), row(4)]), 'demo/web/2 has failed. The VC Controller refused.'],
    [
      'several failures at once',
      running,
      batch([done(1), failed(2), failed(3), failed(4)]),
      'demo/web/2 has failed. The VC Controller refused. 2 more have failed.'
    ],
    ['the end', running, mixed(), 'Ended: 3 done, 1 failed, 1 not sent.']
  ] as const)('%s', (_, before, after, text) => {
    expect(newsOf(before, after, trans)).toBe(text);
  });
});
