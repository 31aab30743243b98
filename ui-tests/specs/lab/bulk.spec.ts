import type { BulkOperations } from '../../helpers/bulk';
import { copiedText } from '../../helpers/clipboard';
import type { Explorer } from '../../helpers/explorer';
import { forbidMouse, keyboard, mouse } from '../../helpers/hands';
import type { IHand } from '../../helpers/hands';
import { expect, test } from '../../helpers/lab';
import type { LabPage } from '../../helpers/lab';
import { runFromPalette } from '../../helpers/palette';
import type { Camera } from '../../helpers/screenshots';
import type { IServers } from '../../helpers/servers';
import type { Words } from '../../helpers/words';

/** A node of `students` that is powered off; they are the only ones in this range. */
const STUDENT_OFF = /172\.30\.17\.\d+ POWER_OFF/;

interface IJob {
  readonly page: LabPage;
  readonly hand: IHand;
  readonly servers: IServers;
  readonly words: Words;
  readonly explorer: Explorer;
  readonly bulk: BulkOperations;
  readonly photograph: Camera;
}

test.setTimeout(240_000);

test.beforeEach(async ({ servers }) => {
  await servers.enterToken('regular');
});

for (const theme of ['JupyterLab Light', 'JupyterLab Dark'] as const) {
  test.describe(theme, () => {
    test.use({ theme });

    test('by mouse: one of five nodes fails, the rest goes on, the failed one is repeated', async ({
      page,
      servers,
      words,
      explorer,
      bulk,
      photograph
    }) => {
      await goOnAfterFailure({ page, hand: mouse(), servers, words, explorer, bulk, photograph });
    });
  });
}

test('by keyboard only: one of five nodes fails, the rest goes on, the failed one is repeated', async ({
  page,
  servers,
  words,
  explorer,
  bulk,
  photograph
}) => {
  await forbidMouse(page);
  await goOnAfterFailure({ page, hand: keyboard(page), servers, words, explorer, bulk, photograph });
});

test.describe('in Japanese', () => {
  test.use({ language: 'ja_JP' });

  test('one of five nodes fails, the rest goes on, the failed one is repeated', async ({
    page,
    servers,
    words,
    explorer,
    bulk,
    photograph
  }) => {
    await goOnAfterFailure({ page, hand: mouse(), servers, words, explorer, bulk, photograph });
  });
});

test('stop at the first failure: nothing more is sent, and the rest can be ordered later', async ({
  page,
  servers,
  words,
  explorer,
  bulk,
  photograph
}) => {
  const job = { page, hand: mouse(), servers, words, explorer, bulk, photograph };
  await failOnce(servers);
  await select(job, ['students']);
  await review(job);
  await bulk.choice('stop: send nothing more').check();
  await accept(job);

  await expect(bulk.outcome).toHaveText(words('Ended: %1 done, %2 failed, %3 not sent.', '0', '1', '1'), { timeout: 60_000 });
  await expect(bulk.row('lecture2026', 'students', '1')).toContainText(words('failed'));
  await expect(bulk.row('lecture2026', 'students', '3')).toContainText(words('not sent'));
  await bulk.button(words('Repeat for the Failed')).click();
  await expect(bulk.outcome).toHaveText(words('All %1 done.', '2'), { timeout: 60_000 });
  await explorer.expand('students');
  await expect(explorer.tree.getByRole('treeitem', { name: STUDENT_OFF })).toHaveCount(4, { timeout: 30_000 });
});

/** The whole job: select, review, go on after a failure, copy the report, repeat for what has failed. */
async function goOnAfterFailure(job: IJob): Promise<void> {
  const { page, hand, servers, words, explorer, bulk, photograph } = job;
  await failOnce(servers);
  await select(job, ['demo', 'students']);
  await photograph('20-selection');
  await review(job);
  await expect(bulk.reviewed('demo/web/1')).toContainText(words('will be done'));
  await expect(bulk.reviewed('lecture2026/students/2')).toContainText('POWER_OFF');
  await photograph('21-review');
  await hand.pick(bulk.choice('continue with the rest'));
  await accept(job);

  await expect(bulk.outcome).toHaveText(words('Ended: %1 done, %2 failed, %3 not sent.', '4', '1', '0'), { timeout: 90_000 });
  await expect(bulk.row('lecture2026', 'students', '1')).toContainText(words('failed'));
  await expect(bulk.row('lecture2026', 'students', '3')).toContainText('POWER_OFF');
  await photograph('22-bulk-ended');

  await hand.use(bulk.button(words('Copy Report')));
  await expect(bulk.panel).toContainText(words('Copied.'));
  const report = await copiedText(page);
  expect(report).toContain(words('Ended: %1 done, %2 failed, %3 not sent.', '4', '1', '0'));
  expect(report).toMatch(new RegExp(`^\\| lecture2026 +\\| students +\\| 1 +\\| ${words('failed')} +\\|.*power_off failed`, 'm'));
  expect(report.match(/^\| demo .*\| POWER_OFF /gm)).toHaveLength(3);

  await hand.use(bulk.button(words('Repeat for the Failed')));
  await expect(bulk.rows).toHaveCount(1);
  await expect(bulk.outcome).toHaveText(words('Done.', '1'), { timeout: 60_000 });
  await hand.openRow(explorer.tree, 'students');
  await expect(explorer.tree.getByRole('treeitem', { name: STUDENT_OFF })).toHaveCount(4, { timeout: 30_000 });
}

/** The controller refuses one order for a node of `students`, and no other. */
async function failOnce({ simulator }: IServers): Promise<void> {
  const fault = { kind: 'status', status: 400, message: 'power_off failed' };
  await simulator.control('POST', '/faults', { match: { method: 'PATCH', path: '/students/\\w+/power_off$' }, count: 1, fault });
}

/** Selects rows of two unit groups, among them those of `lecture2026`; one alone stands for its nodes. */
async function select({ page, hand, words, explorer }: IJob, names: readonly string[]): Promise<void> {
  if (hand.name === 'keyboard') {
    await runFromPalette(page, words('Show VCP Explorer'));
  } else {
    await page.sidebar.openTab('jp-vcp-explorer');
  }
  await expect(explorer.row('lecture2026')).toBeVisible();
  await hand.openRow(explorer.tree, 'lecture2026');
  if (names.length > 1) {
    await hand.selectRows(explorer.tree, names);
    await expect(explorer.selection).toContainText(String(names.length));
  } else {
    await explorer.openDetails(names[0] ?? '');
  }
}

/** Asks for the power-off of what is selected and waits for the review. */
async function review({ hand, words, explorer, bulk }: IJob): Promise<void> {
  const place = (await explorer.selection.isVisible()) ? explorer.selection : explorer.details;
  await hand.use(place.getByRole('button', { name: words('Power Off'), exact: true }));
  await expect(bulk.reviewed('lecture2026/students/1')).toBeVisible();
}

async function accept({ hand, words, bulk }: IJob): Promise<void> {
  await hand.use(bulk.review.getByRole('button', { name: words('Power Off'), exact: true }));
  await expect(bulk.panel).toBeVisible();
}
