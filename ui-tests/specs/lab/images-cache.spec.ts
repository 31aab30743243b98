import { expect, test } from '../../helpers/lab';

test.use({ simulatorOptions: { generation: '26.10' } });
test.setTimeout(180_000);

const PLAIN = 'vcp/base:3.0.0-ubuntu24.04';

test.beforeEach(async ({ servers }) => {
  await servers.enterToken('regular');
});

test('a pull-through cache lists nothing, and the base containers are there all the same', async ({
  servers,
  images,
  words,
  photograph
}) => {
  const { registries } = servers.simulator.services;
  const catalog = await fetch(new URL('/v2/_catalog', registries.official));
  expect(await catalog.json(), 'what the cache lists').toEqual({ repositories: [] });

  await images.open();
  await expect(images.row(PLAIN)).toBeVisible();
  const note =
    'The registry lists no repositories. If it is a cache, it lists only what was fetched through it before; name others in the settings.';
  await expect(images.notice(words(note))).toBeVisible();
  await photograph('88-images-of-a-cache');
  await images.row(PLAIN).click();
  await expect(images.fact('Digest')).toContainText(/sha256:[0-9a-f]{64}/);
});

test('its Harbor lists what the cache cannot, and images are called as specs call them', async ({ servers, images, words }) => {
  await images.open();
  await images.registry.selectOption({ value: 'harbor' });
  await images.facet('Repository', 'vcp/openhpc').or(images.row('vcp/openhpc:master-3.2')).first().waitFor();
  await images.search.fill('3.0.0-ubuntu24.04-gpu');
  await images.row('vcp/base:3.0.0-ubuntu24.04-gpu').click();
  await expect(images.fact('In a spec')).toContainText('harbor.vcloud.nii.ac.jp/vcp/base:3.0.0-ubuntu24.04-gpu');
  await expect(images.panel.getByRole('link', { name: words('Open Harbor') })).toBeVisible();
  expect(servers.jupyter.output()).not.toContain('Traceback');
});

test('a unit that runs an image of Harbor is behind what Harbor has now', async ({ images, words }) => {
  await images.open();
  await images.tab('In use').click();
  await expect(images.unit('gateway')).toContainText(
    `${words('newer release:')} harbor.vcloud.nii.ac.jp/vcp/base:3.0.0-ubuntu24.04-systemd-1`
  );
});
