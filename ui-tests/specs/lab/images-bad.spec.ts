import type { Images } from '../../helpers/images';
import { expect, test } from '../../helpers/lab';
import { SecretScan } from '../../helpers/secrets';
import type { IServers } from '../../helpers/servers';

const ALPINE = 'vcp/base:2.1.0-alpine3.21-x86_64';
const IN_HARBOR = 'vcp/base:3.0.0-ubuntu24.04-gpu';
const GENOME = 'lab/genome:2025.2';
const WRONG_PASSWORD = 'wrong-password-of-a-registry';

test.use({
  serverOptions: {
    galata: true,
    traits: [`--VcpExtension.registries={'user': {'username': 'vcp-demo', 'password': '${WRONG_PASSWORD}'}}`]
  }
});
test.setTimeout(180_000);

test.beforeEach(async ({ servers }) => {
  await servers.enterToken('regular');
});

/** Opens the catalog and asks the registry: lists that were asked for in another test are still kept. */
async function lookAgain(images: Images): Promise<void> {
  await images.open();
  await images.button('Ask the registry again').click();
}

interface ITrouble {
  readonly what: string;
  readonly cause: (servers: IServers) => Promise<unknown>;
  /** A part of the message, in its place. */
  readonly message: string;
}

/** The registry of the base containers answers nothing that could be shown; another one is there all the same. */
const WITHOUT_A_LIST: readonly ITrouble[] = [
  {
    what: 'does not answer',
    cause: ({ simulator }) => simulator.control('POST', '/listen', { service: 'registry', on: false }),
    message: 'The registry cannot be reached.'
  },
  {
    what: 'is a login page',
    cause: ({ simulator }) =>
      simulator.control('POST', '/faults', { match: { service: 'registry' }, fault: { kind: 'html', status: 200 } }),
    message: 'The answer does not come from a container registry.'
  },
  {
    what: 'wants an account that nobody has configured',
    cause: ({ simulator }) => simulator.control('POST', '/registry', { service: 'registry', login: 'basic' }),
    message: 'The registry needs a login.'
  }
];

for (const { what, cause, message } of WITHOUT_A_LIST) {
  test(`a registry that ${what}: it is said, another one can be looked at, and Retry brings the list`, async ({
    page,
    servers,
    images,
    words,
    photograph
  }) => {
    await cause(servers);
    await lookAgain(images);
    await expect(images.notice(words(message)).first()).toBeVisible({ timeout: 60_000 });
    await expect(images.panel.getByText('<html')).toHaveCount(0);
    await photograph(`90-registry-that-${what.replaceAll(' ', '-')}`);
    await images.registry.selectOption({ value: 'harbor' });
    await expect(images.row(IN_HARBOR)).toBeVisible();

    await servers.simulator.control('DELETE', '/faults');
    await images.registry.selectOption({ value: 'official' });
    await images.button('Retry').first().click();
    await expect(images.row(ALPINE)).toBeVisible({ timeout: 60_000 });
    await expect(images.notice(words(message))).toHaveCount(0);
    expect(servers.jupyter.output()).not.toContain('Traceback');
    await expect(page.locator('.jp-Dialog')).toHaveCount(0);
  });
}

/** A list of repositories that is not there, or does not end: the tags of the well-known ones are shown all the same. */
const WITHOUT_ALL_REPOSITORIES = [
  { setting: { catalog: 'missing' }, message: 'The registry does not list its repositories.' },
  { setting: { paging: 'endless' }, message: 'The list of repositories may be incomplete: the registry’s pages did not come to an end.' }
] as const;

for (const { setting, message } of WITHOUT_ALL_REPOSITORIES) {
  test(`a registry with ${JSON.stringify(setting)} still shows the base containers`, async ({ servers, images, words, photograph }) => {
    await servers.simulator.control('POST', '/registry', { service: 'registry', ...setting });
    await lookAgain(images);
    await expect(images.notice(words(message))).toBeVisible({ timeout: 60_000 });
    await expect(images.row(ALPINE)).toBeVisible();
    await photograph(`91-registry-${Object.values(setting).join('')}`);
  });
}

test('a wrong account is refused, and its password goes nowhere', async ({ page, servers, images, words }) => {
  const scan = new SecretScan(page, servers);
  scan.watchFor('password of the registry', WRONG_PASSWORD);
  await servers.simulator.control('POST', '/registry', { service: 'registry_user', login: 'basic' });
  await images.open();
  await expect(images.row(ALPINE)).toBeVisible();
  await images.registry.selectOption({ value: 'user' });
  await expect(images.notice(words('The registry does not accept the configured account.')).first()).toBeVisible();
  await scan.lookAtPage('refused account');
  expect(await scan.finish()).toEqual([]);
});

/**
 * Images that are listed and of which something is wrong; what is said of them. None is the newest of its line: those other tests have
 * shown, and what was read once is kept by its digest.
 */
const BROKEN = [
  { kind: 'gone', tag: '1.4.2', message: 'The registry does not have it (any more).' },
  { kind: 'schema1', tag: '1.6', message: 'The image has an old format, of which no details can be read.' },
  { kind: 'wrong-config', tag: '1.6.1', message: 'The registry sent something else than its digest says.' },
  { kind: 'no-config', tag: '1.6.2-centos', message: 'The image is incomplete: the registry lacks a part of it.' },
  {
    kind: 'child-gone',
    tag: '1.3',
    message: 'The registry does not store %1 of this image. Choose another platform, or retry later if it is a cache.'
  },
  { kind: 'no-json', tag: '1.2', message: 'What the registry has as this image cannot be read.' }
] as const;

test('broken images: each says in its details what is wrong, and the others are read', async ({ servers, images, words, photograph }) => {
  for (const { kind, tag } of BROKEN) {
    await servers.simulator.control('POST', '/break-image', { service: 'registry', repository: 'vcp/base', tag, kind });
  }
  await lookAgain(images);
  await images.newestOnly.uncheck();
  await images.search.fill('vcp/base 1.');
  for (const { kind, tag, message } of BROKEN) {
    await test.step(kind, async () => {
      await images.search.fill(`vcp/base ${tag}`);
      await images.row(`vcp/base:${tag}`).click();
      const [beginning = ''] = words(message).split('%1');
      await expect(images.details.getByRole('alert').filter({ hasText: beginning })).toBeVisible();
      await photograph(`92-broken-image-${kind}`);
    });
  }
  await images.search.fill(ALPINE);
  await images.row(ALPINE).click();
  await expect(images.fact('Size')).toBeVisible();
  await expect(images.details.getByRole('alert')).toHaveCount(0);
});

test('names outside of every rule are shown as they are', async ({ servers, images, words, photograph }) => {
  await servers.simulator.control('POST', '/tags', { service: 'registry', repository: 'vcp/base', odd: true });
  await lookAgain(images);
  await images.newestOnly.uncheck();
  await images.search.fill('bold');
  await expect(images.grid.getByText('<b>bold</b>').first()).toBeVisible();
  await expect(images.grid.locator('b')).toHaveCount(0);
  await images.search.fill('upper_case');
  await expect(images.row('vcp/base:UPPER_Case')).toBeVisible();
  await images.registry.selectOption({ value: 'user' });
  await images.search.fill('');
  await expect(images.row(GENOME)).toBeVisible();
  await expect(images.notice(words('No tags can be asked for of repositories with these names: %1').split('%1')[0] ?? '')).toHaveCount(0);
  await images.registry.selectOption({ value: 'official' });
  await expect(images.notice(words('No tags can be asked for of repositories with these names: %1').split('%1')[0] ?? '')).toBeVisible();
  await photograph('93-odd-names');
});
