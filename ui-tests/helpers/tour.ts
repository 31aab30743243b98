/**
 * Every panel and dialog of ours, one after the other, for what has to hold in all of them.
 */
import { expect, test } from '@playwright/test';

import type { BulkOperations } from './bulk';
import type { Composer } from './composer';
import type { ConnectionDialogs } from './connection';
import { execute, openDocument, writeDocument } from './documents';
import { EXPLORER_ID } from './explorer';
import type { Explorer } from './explorer';
import { mouse } from './hands';
import { IMAGES_ID } from './images';
import type { Images } from './images';
import type { LabPage } from './lab';
import type { Providers } from './providers';
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
  readonly bulk: BulkOperations;
  readonly providers: Providers;
  readonly images: Images;
}

/** A stop: how to get there, and the CSS selector of what is looked at. */
export interface IStop {
  readonly name: string;
  readonly selector: string;
  readonly open: (tourist: ITourist) => Promise<void>;
}

const DIALOG = '.jp-Dialog-content';
const EXPLORER = `#${EXPLORER_ID}`;
const IMAGES = `#${IMAGES_ID}`;

/** Two images of one line: a release, and the candidate before it. */
const RELEASE = 'vcp/base:1.8.1-centos7-x86_64';
const CANDIDATE = 'vcp/base:1.8.1-centos7-x86_64-rc1';

/** Of a format that nobody writes any more: made so before anybody looks at it, for what was read once is kept. */
const OBSOLETE = { repository: 'vcp/base', tag: '1.1' };

/** What is done outside of node specs. */
const OUTSIDE = ['chameleon', 'mdx', 'onpremises'] as const;

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
  { name: 'dialog for more nodes', selector: DIALOG, open: tourist => openDialogOn(tourist, 'web', 'vcp:add-nodes') },
  { name: 'dialog for another name', selector: DIALOG, open: tourist => openDialogOn(tourist, 'demo', 'vcp:rename-group') },
  { name: 'dialog for another owner', selector: DIALOG, open: tourist => openDialogOn(tourist, 'demo', 'vcp:change-owner') },
  { name: 'dialog for a reminder', selector: DIALOG, open: tourist => openDialogOn(tourist, 'demo', 'vcp:set-reminder') },
  { name: 'dialog for a planned power-off', selector: DIALOG, open: tourist => openDialogOn(tourist, 'demo', 'vcp:plan-power-off') },
  {
    name: 'dialog before clearing the flag',
    selector: DIALOG,
    open: async tourist => {
      await tourist.servers.simulator.control('POST', '/processing', { vc: 'demo', unit: 'db' });
      await tourist.explorer.button('Refresh').click();
      await openDialogOn(tourist, 'db', 'vcp:clear-processing');
      await tourist.servers.simulator.control('POST', '/processing', { vc: 'demo', unit: 'db', value: false });
    }
  },
  {
    name: 'explorer with a disk in use',
    selector: EXPLORER,
    open: async ({ explorer }) => {
      await explorer.button('Refresh').click();
      await explorer.openDetails('demo-disks');
      await expect(explorer.details.locator('.jp-VcpExplorer-first')).toBeVisible();
    }
  },
  {
    name: 'explorer with a selection',
    selector: EXPLORER,
    open: async ({ explorer }) => {
      await mouse().selectRows(explorer.tree, ['demo', 'lecture2026']);
      await expect(explorer.selection).toBeVisible();
    }
  },
  {
    name: 'review of a deletion',
    selector: DIALOG,
    open: async ({ explorer, bulk, words }) => {
      await explorer.selection.getByRole('button', { name: words('Delete…') }).click();
      await expect(bulk.review.getByRole('table')).toBeVisible();
    }
  },
  { name: 'bulk operation with a failure', selector: '.jp-VcpBatchPanel', open: powerOffWithFailure },
  {
    name: 'list of bulk operations',
    selector: '.jp-VcpBatchList',
    open: async ({ bulk }) => {
      await bulk.openList();
      await expect(bulk.panel.getByRole('listitem').first()).toBeVisible();
    }
  },
  {
    name: 'providers panel',
    selector: '.jp-VcpProviders',
    open: async ({ providers }) => {
      await providers.open('aic');
      await expect(providers.key('password')).toBeVisible();
    }
  },
  {
    name: 'dialog for credentials',
    selector: DIALOG,
    open: async ({ providers, connection, words }) => {
      await providers
        .section('Credentials')
        .getByRole('button', { name: words('Store in Vault…') })
        .click();
      await expect(connection.dialog).toBeVisible();
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
  {
    name: 'image catalog',
    selector: IMAGES,
    open: async ({ servers, images }) => {
      await servers.simulator.control('POST', '/break-image', { service: 'registry', ...OBSOLETE, kind: 'schema1' });
      await images.open(CANDIDATE);
      await expect(images.row(CANDIDATE)).toHaveAttribute('aria-selected', 'true');
      await expect(images.fact('Digest')).toBeVisible();
    }
  },
  {
    name: 'layers of an image',
    selector: IMAGES,
    open: async ({ images }) => {
      await images.tab('Layers').click();
      await expect(images.details.getByRole('table')).toBeVisible();
    }
  },
  {
    name: 'comparison of images',
    selector: IMAGES,
    open: async ({ images, words }) => {
      await images.button('Compare with…').click();
      await images.select(mouse(), RELEASE);
      await expect(images.details.getByRole('table', { name: words('Overview') })).toBeVisible();
    }
  },
  {
    name: 'image catalog with what is wrong',
    selector: IMAGES,
    open: breakCatalog
  },
  {
    name: 'images in use',
    selector: IMAGES,
    open: async ({ images, words }) => {
      await images.tab('In use').click();
      await expect(images.unit('db')).toContainText(words('newer release:'));
    }
  },
  { name: 'composer', selector: '.jp-VcpSpec', open: openSpec },
  {
    name: 'dialog for an image',
    selector: DIALOG,
    open: async ({ composer, images, words }) => {
      await composer.button(words('Choose…')).click();
      await expect(images.inDialog().rows.first()).toBeVisible();
      await expect(images.inDialog().details).toBeVisible();
    }
  },
  {
    name: 'dialog for a flavor',
    selector: DIALOG,
    open: async ({ composer, connection, words }) => {
      await composer.button(words('Save as flavor…')).click();
      await expect(connection.dialog.getByRole('table')).toBeVisible();
    }
  },
  ...OUTSIDE.map(kind => ({
    name: `code for ${kind}`,
    selector: DIALOG,
    open: (tourist: ITourist) => openDialog(tourist, 'vcp:insert-outside-code', { kind })
  })),
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

async function openDialog(tourist: ITourist, command: string, args: Readonly<Record<string, string>> = {}): Promise<void> {
  await execute(tourist.page, command, args);
  await expect(tourist.connection.dialog).toBeVisible();
}

async function openDialogOn(tourist: ITourist, row: string, command: string): Promise<void> {
  await tourist.explorer.row(row).click();
  await openDialog(tourist, command);
}

/** Two of three nodes are powered off; the third is refused, and its row has the focus. */
async function powerOffWithFailure({ servers, explorer, bulk, words }: ITourist): Promise<void> {
  const fault = { kind: 'status', status: 400, message: 'power_off failed' };
  await servers.simulator.control('POST', '/faults', { match: { method: 'PATCH', path: '/db/\\w+/power_off$' }, count: 1, fault });
  await mouse().selectRows(explorer.tree, ['web', 'db']);
  await explorer.selection.getByRole('button', { name: words('Power Off'), exact: true }).click();
  await bulk.review.getByRole('button', { name: words('Power Off'), exact: true }).click();
  await expect(bulk.outcome).toHaveText(words('Ended: %1 done, %2 failed, %3 not sent.', '2', '1', '0'), { timeout: 60_000 });
  await bulk.row('demo', 'db', '1').click();
  await expect(bulk.panel.getByRole('region', { name: words('Details') })).toBeVisible();
}

/** The list of repositories does not end, and one image is of the obsolete format. */
async function breakCatalog({ servers, images, words }: ITourist): Promise<void> {
  const image = `${OBSOLETE.repository}:${OBSOLETE.tag}`;
  await servers.simulator.control('POST', '/registry', { service: 'registry', paging: 'endless' });
  await images.button('End Comparison').click();
  await images.tab('Overview').click();
  await images.button('Ask the registry again').click();
  await expect(
    images.notice(words('The list of repositories may be incomplete: the registry’s pages did not come to an end.'))
  ).toBeVisible();
  await images.search.fill(image);
  await images.select(mouse(), image);
  await expect(images.details.getByRole('alert')).toContainText(words('The image has an old format, of which no details can be read.'));
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
