/**
 * Every panel and dialog of ours, one after the other, for what has to hold in all of them.
 */
import { expect, test } from '@playwright/test';

import type { Composer } from './composer';
import type { ConnectionDialogs } from './connection';
import { execute, openDocument, writeDocument } from './documents';
import { EXPLORER_ID } from './explorer';
import type { Explorer } from './explorer';
import type { LabPage } from './lab';
import type { IServers } from './servers';
import type { Words } from './words';

export interface ITourist {
  readonly page: LabPage;
  readonly servers: IServers;
  readonly tmpPath: string;
  readonly words: Words;
  readonly explorer: Explorer;
  readonly composer: Composer;
  readonly connection: ConnectionDialogs;
}

/** A stop: how to get there, and the CSS selector of what is looked at. */
export interface IStop {
  readonly name: string;
  readonly selector: string;
  readonly open: (tourist: ITourist) => Promise<void>;
}

const DIALOG = '.jp-Dialog-content';
const EXPLORER = `#${EXPLORER_ID}`;

/** In an order in which each stop leaves the page fit for the next one; the controller is cut off last. */
const STOPS: readonly IStop[] = [
  { name: 'explorer without a token', selector: EXPLORER, open: openExplorer },
  {
    name: 'token dialog with a refusal',
    selector: DIALOG,
    open: async tourist => {
      await execute(tourist.page, 'vcp:enter-token');
      await tourist.connection.tokenField.fill('wrong');
      await tourist.connection.connectButton.click();
      await expect(tourist.connection.tokenProblem).not.toBeEmpty();
    }
  },
  {
    name: 'explorer with the tree',
    selector: EXPLORER,
    open: async tourist => {
      await execute(tourist.page, 'vcp:enter-token');
      await tourist.connection.tokenField.fill(tourist.servers.simulator.services.tokens.regular);
      await tourist.connection.connectButton.click();
      await expect(tourist.explorer.row('analysis')).toBeVisible();
    }
  },
  { name: 'dialog for a new unit group', selector: DIALOG, open: tourist => openDialog(tourist, 'vcp:create-group') },
  {
    name: 'dialog before deleting',
    selector: DIALOG,
    open: async tourist => {
      await tourist.explorer.row('lecture2026').click();
      await tourist.page.keyboard.press('Delete');
      await expect(tourist.connection.dialog).toContainText('lecture2026');
    }
  },
  { name: 'versions', selector: DIALOG, open: tourist => openDialog(tourist, 'vcp:show-versions') },
  {
    name: 'connection check',
    selector: '.jp-VcpCheckPanel',
    open: async tourist => {
      await execute(tourist.page, 'vcp:check-connection');
      await expect(tourist.connection.check.getByRole('table').first()).toBeVisible({ timeout: 60_000 });
    }
  },
  { name: 'composer', selector: '.jp-VcpSpec', open: openSpec },
  {
    name: 'dialog before creating',
    selector: DIALOG,
    open: async tourist => {
      await tourist.composer.button(tourist.words('Create now')).click();
      await expect(tourist.connection.dialog).toBeVisible();
    }
  },
  {
    name: 'explorer without the controller',
    selector: EXPLORER,
    open: async tourist => {
      await tourist.servers.simulator.control('POST', '/listen', { service: 'controller', on: false });
      await tourist.explorer.button('Refresh').click();
      await expect(tourist.explorer.panel).toContainText(tourist.words('The VC Controller cannot be reached.'));
    }
  }
];

/** Goes from stop to stop on one page, each a step of the test, and lets `look` say what it finds there. */
export async function tour(tourist: ITourist, look: (stop: IStop) => Promise<void>): Promise<void> {
  for (const stop of STOPS) {
    await test.step(stop.name, async () => {
      await stop.open(tourist);
      await look(stop);
      if (stop.selector === DIALOG) {
        await expect(async () => {
          await tourist.page.keyboard.press('Escape');
          await expect(tourist.page.locator(DIALOG)).toHaveCount(0, { timeout: 2_000 });
        }).toPass();
      }
    });
  }
}

async function openExplorer({ page, explorer }: ITourist): Promise<void> {
  await page.sidebar.openTab(EXPLORER_ID);
  await expect(explorer.panel.getByRole('button').first()).toBeVisible();
}

async function openDialog(tourist: ITourist, command: string): Promise<void> {
  await execute(tourist.page, command);
  await expect(tourist.connection.dialog).toBeVisible();
}

/** A spec with a value in every open section, a warning and an error. */
async function openSpec(tourist: ITourist): Promise<void> {
  const { servers, tmpPath, composer } = tourist;
  const attributes = { image: 'vcp/base:1.8.1-ubuntu20.04-x86_64', params_e: ['TZ=Asia/Tokyo'], volume_size: 40 };
  const spec = { version: 1, provider: 'aws', flavor: 'small', unitGroup: 'tour', unit: 'web', attributes };
  writeDocument(servers, `${tmpPath}/tour.vcpspec`, JSON.stringify(spec));
  await openDocument(tourist.page, `${tmpPath}/tour.vcpspec`);
  await expect(composer.preview).toContainText('getpass');
}
