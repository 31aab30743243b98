import { expect, test as labTest } from '../../helpers/lab';
import { registryProgram, startRegistry } from '../../lib/registry.mjs';
import type { Registry, Version } from '../../lib/registry.mjs';
import { manyTags } from '../../lib/registryStorage.mjs';

const TAGS = 5_000;

/** Their versions rise with their numbers: the last one is the newest, and this one is far below what is in the page at first. */
const [DEEP = '', NEWEST = ''] = [1742, TAGS - 1].map(number => `vcp/base:${manyTags(TAGS)[number] ?? ''}`);

/** Requests of a page for its first rows: registries, repositories, tags of the two well-known ones, sizes of the visible rows. */
const MOST_REQUESTS = 8;

labTest.setTimeout(240_000);

for (const version of [2, 3] as const) {
  const test = withRegistry(version);

  test.describe(`distribution ${version}`, () => {
    test.skip(registryProgram(version) === undefined, `distribution ${version} is not installed here`);

    test(`a real registry with ${TAGS} tags: all are there, the newest first`, async ({ page, servers, images, words, photograph }) => {
      await servers.enterToken('regular');
      const asked: string[] = [];
      page.on('request', request => {
        if (request.url().includes('/vcp/api/images/')) {
          asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
        }
      });
      await images.open();
      await expect(images.rowAt(0)).toBeVisible({ timeout: 60_000 });
      await images.newestOnly.uncheck();
      await expect(images.count).toContainText(words('%1 of %2 images', '5,000', '5,000'));
      await expect(images.rowAt(0)).toHaveAttribute('title', NEWEST);
      await expect(images.rowAt(0), 'its size').toContainText('MB');
      expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(MOST_REQUESTS);
      expect(await images.rows.count(), 'rows in the page').toBeLessThan(80);
      await photograph(`89-distribution-${version}`);

      await images.search.fill('4.17.42');
      await expect(images.rows).toHaveCount(1);
      await images.rowAt(0).click();
      await expect(images.rowAt(0)).toHaveAttribute('title', DEEP);
      await expect(images.fact('Digest')).toContainText(/sha256:[0-9a-f]{64}/);
      await expect(images.fact('Created')).toContainText('2024');
      await images.tab('Environment').click();
      await expect(images.details).toContainText(/VCP_CONTAINER_VERSION.*vcp\/base:image-\d+/s);
    });
  });
}

/** The official registry is a real one with many tags; all else is simulated. */
function withRegistry(version: Version) {
  return labTest.extend<object, { readonly registry: Registry }>({
    registry: [
      async ({}, use) => {
        const registry = await startRegistry({ version, tags: TAGS });
        await use(registry);
        await registry.stop();
      },
      { scope: 'worker', timeout: 120_000 }
    ],
    serverOptions: [
      async ({ registry }, use) => use({ galata: true, variables: { VCP_REGISTRY_OFFICIAL: registry.url } }),
      { scope: 'worker' }
    ]
  });
}
