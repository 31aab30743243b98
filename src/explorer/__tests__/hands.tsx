/** The explorer with a user at it, and a server whose tree others change. */
import { Notification } from '@jupyterlab/apputils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import '@testing-library/jest-dom';

import type { UnitGroup } from '../../api/types';
import type { FakeRoutes } from '../../testing/fakeServer';
import type { Operation } from '../domain/operations';
import { FakeBatches, dialogOf, setUp } from './page';

/** A server whose tree can be replaced, as if others worked on it. */
export async function explorer(tree: UnitGroup[], options: { routes?: FakeRoutes; batches?: null } = {}) {
  let shown = tree;
  const page = setUp(tree, { ...options, routes: { 'GET unit-groups': () => ({ body: { unitGroups: shown } }), ...options.routes } });
  await page.load();
  const at = (key: string) => {
    const place = page.model.find(key);
    if (!place) {
      throw new Error(`no ${key}`);
    }
    return place;
  };
  return {
    ...page,
    at,
    user: userEvent.setup(),
    started: page.batches instanceof FakeBatches ? page.batches.started : [],
    sent: () => page.server.requests.filter(({ method }) => method !== 'GET'),
    setTree: (next: UnitGroup[]) => {
      shown = next;
    },
    operate: (operation: Operation, key: string) => {
      void page.actions.operate(operation, at(key));
    },
    choose: (...keys: string[]) => {
      act(() => {
        keys.forEach(key => {
          page.model.select(key, 'toggle');
        });
      });
    }
  };
}

export const press = async (name: string | RegExp) => userEvent.click(within(await dialogOf()).getByRole('button', { name }));
export const gone = () =>
  waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
export const notices = () =>
  // Without a time to close, JupyterLab puts a notification into its centre and shows nothing.
  Notification.manager.notifications.filter(({ options }) => options.autoClose !== 0).map(({ message }) => message);
afterEach(() => {
  Notification.manager.dismiss();
});
