import { expect, test } from '../../helpers/lab';

test('the extension is loaded, enabled and speaks the same version on both sides', async ({ page, servers }) => {
  const { status, body } = await servers.api('GET', 'version');
  expect(status, JSON.stringify(body)).toBe(200);

  const commands = await page.evaluate(() => {
    const ids: readonly string[] = Reflect.get(window, 'jupyterapp').commands.listCommands();
    return ids.filter(id => id.startsWith('vcp:'));
  });
  expect(commands).toEqual(expect.arrayContaining(['vcp:enter-token', 'vcp:open-explorer', 'vcp:new-spec']));
});
