import { Notification } from '@jupyterlab/apputils';
import { screen, waitFor, within } from '@testing-library/react';
import { axe, toHaveNoViolations } from 'jest-axe';

import type { FakeRoutes } from '../../testing/fakeServer';
import { group, node, sampleTree, unit } from './cloud';
import { explorer, notices, press } from './hands';
import { described, dialogOf } from './page';

expect.extend(toHaveNoViolations);

describe('questions', () => {
  it('rename a unit group, and come again with what was typed after a refusal', async () => {
    const { operate, server, sent, user, model } = await explorer([...sampleTree(), group('third', [])], {
      routes: { 'PATCH unit-groups/*': () => ({ status: 409, body: { code: 'exists', message: 'taken' } }) }
    });
    operate('rename', 'id_demo');
    const field = await within(await dialogOf()).findByRole<HTMLInputElement>('textbox', { name: 'Name' });
    await waitFor(() => {
      expect(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)).toBe('demo');
    });
    await user.clear(field);
    await user.type(field, 'third');
    await described(field, /A unit group of this name exists already\./);
    await user.clear(field);
    await user.type(field, 'other');
    expect(await axe(await dialogOf())).toHaveNoViolations();
    await press('Rename');
    await waitFor(() => {
      expect(sent()[0]?.body).toEqual({ name: 'other' });
    });
    await waitFor(() => {
      expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('other');
    });
    await described(screen.getByRole('textbox', { name: 'Name' }), /The name is in use already\./);
    expect(model.state.orders.size).toBe(0);
    server.route({ 'PATCH unit-groups/*': () => ({ status: 202, body: {} }) });
    await user.clear(screen.getByRole('textbox', { name: 'Name' }));
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'free');
    await press('Rename');
    await waitFor(() => {
      expect(sent()[1]?.body).toEqual({ name: 'free' });
    });
  });

  it('change the owner: who is not known comes back into the dialog with what the controller said', async () => {
    const { operate, user, sent } = await explorer(sampleTree(), {
      routes: {
        'PATCH unit-groups/*': () => ({
          status: 502,
          body: { code: 'refused', message: 'HTTP 400', upstreamStatus: 400, upstreamMessage: 'no such user, owner[taro]' }
        })
      }
    });
    operate('change_owner', 'id_demo');
    await press('Change Owner');
    const field = await within(await dialogOf()).findByRole('textbox', { name: 'User name of the new owner' });
    await described(field, /Enter a user name\./);
    await user.type(field, 'nobody');
    await described(field, /This user is the owner already\./);
    await user.clear(field);
    await user.type(field, 'taro');
    expect(await axe(await dialogOf())).toHaveNoViolations();
    await press('Change Owner');
    await waitFor(() => {
      expect(sent()[0]?.body).toEqual({ owner: 'taro' });
    });
    await waitFor(() => {
      expect(within(screen.getByRole('dialog')).getByRole('textbox')).toHaveAccessibleDescription(
        /The VC Controller refused\. no such user, owner\[taro\]/
      );
    });
    await press('Cancel');
  });

  it('clear a processing flag only after saying what that risks', async () => {
    const { operate, sent } = await explorer(sampleTree(), {
      routes: { 'POST unit-groups/*/units/*/operations/*': () => ({ status: 202, body: {} }) }
    });
    operate('clear_processing', 'id_demo/db');
    const question = await dialogOf();
    expect(question).toHaveTextContent('Clear the processing flag of unit db?');
    expect(question).toHaveTextContent('The unit is in state ERROR now.');
    expect(within(question).getByRole('button', { name: 'Cancel' })).toHaveFocus();
    expect(await axe(question)).toHaveNoViolations();
    await press('Clear Flag');
    await waitFor(() => {
      expect(sent().map(({ path }) => path)).toEqual(['unit-groups/id_demo/units/db/operations/clear_processing']);
    });
  });

  it('delete an empty group without force unless that is wanted', async () => {
    const { operate, sent } = await explorer([group('empty', [])], {
      routes: { 'DELETE unit-groups/*': () => ({ status: 202, body: {} }) }
    });
    operate('delete', 'id_empty');
    const box = await within(await dialogOf()).findByRole('checkbox', { name: /\(force\)/ });
    expect(box).not.toBeChecked();
    expect(await axe(await dialogOf())).toHaveNoViolations();
    await press('Delete');
    await waitFor(() => {
      expect(sent()[0]?.query.has('force')).toBe(false);
    });
  });

  it('delete nothing that was not named: what was added meanwhile is asked about', async () => {
    const { operate, sent, setTree, user } = await explorer([group('demo', [unit('web', [node(1)])])], {
      routes: { 'DELETE unit-groups/*/units/*': () => ({ status: 202, body: {} }) }
    });
    operate('delete', 'id_demo/web');
    await dialogOf();
    setTree([group('demo', [unit('web', [node(1), node(2)])])]);
    await press('Delete');
    expect(await screen.findByText('Meanwhile 1 node or disk was added; it would be lost too.')).toBeVisible();
    expect(sent()).toEqual([]);
    await user.type(await within(await dialogOf()).findByRole('textbox'), 'web');
    await press('Delete');
    await waitFor(() => {
      expect(sent()).toHaveLength(1);
    });
  });

  it('send nothing for what has gone or moved on meanwhile, and say so', async () => {
    const { operate, sent, setTree } = await explorer([group('demo', [unit('web', [node(1)]), unit('db', [node(2)])])]);
    operate('delete', 'id_demo/web');
    await dialogOf();
    setTree([group('demo', [unit('db', [node(2)])])]);
    await press('Delete');
    await waitFor(() => {
      expect(notices()).toEqual(['unit web has gone meanwhile; nothing was sent.']);
    });
    operate('delete', 'id_demo/db');
    await dialogOf();
    setTree([group('demo', [unit('db', [node(2, { state: 'DELETING' })], { state: 'DELETING' })])]);
    await press('Delete');
    await waitFor(() => {
      expect(notices()).toContain('unit db: It is being deleted.');
    });
    expect(sent()).toEqual([]);
  });
});

describe('an order that fails', () => {
  const route = (status: number, body: unknown): FakeRoutes => ({
    'POST unit-groups/*/units/*/nodes/*/operations/*': () => ({ status, body })
  });

  it.each([
    [
      { code: 'not_understood', message: 'HTTP 200', upstreamStatus: 200 },
      'The VC Controller answered HTTP 200 instead of 202 (accepted). The order may have arrived all the same; look at the state before you give it again.'
    ],
    [
      { code: 'timeout', message: 'slow' },
      'The VC Controller did not answer in time. Retry; if it stays so, ask your VC administrator. The order may have arrived all the same; look at the state before you give it again.'
    ],
    [{ code: 'refused', message: 'HTTP 400', upstreamMessage: 'no power api' }, 'The VC Controller refused. no power api']
  ])('says what is known: %j', async (body, text) => {
    const { operate, server } = await explorer(sampleTree(), { routes: route(502, body) });
    const lists = () => server.requests.filter(({ path }) => path === 'unit-groups').length;
    const before = lists();
    operate('power_off', 'id_demo/web/n1');
    await waitFor(() => {
      expect(notices()).toEqual([`node 1 of unit web: "Power Off" has failed. ${text}`]);
    });
    expect(lists()).toBe(before + 1);
  });

  it('says that what it was for is gone, and does not lead there', async () => {
    const { operate, setTree } = await explorer(sampleTree(), {
      routes: {
        'POST unit-groups/*/units/*/nodes/*/operations/*': () => {
          setTree([]);
          return { status: 404, body: { code: 'not_found', message: 'gone' } };
        }
      }
    });
    operate('power_off', 'id_demo/web/n1');
    await waitFor(() => {
      expect(Notification.manager.notifications.map(({ options }) => options.actions?.length ?? 0)).toEqual([0]);
    });
    expect(notices()[0]).toMatch(/^node 1 of unit web: "Power Off" has failed\. It does not exist any more\./);
  });
});
