import { execute } from '../../helpers/documents';
import { openSpec } from '../../helpers/composer';
import { expect, test } from '../../helpers/lab';

const SPEC = {
  version: 1,
  provider: 'aws',
  flavor: 'small',
  unitGroup: 'flavored',
  unit: 'web',
  attributes: { image: 'vcp/base:1.8.1-ubuntu20.04-x86_64', volume_size: 123 }
};

test.setTimeout(180_000);

test('a form is saved as a flavor, used in another spec, and removed; the rest of the file stays', async ({
  page,
  servers,
  tmpPath,
  words,
  composer,
  connection,
  providers,
  photograph
}) => {
  await servers.enterToken('regular');
  const before = servers.config.read('vcp_flavor.yml');
  const save = connection.dialog.getByRole('button', { name: words('Save'), exact: true });

  await test.step('save it; a file that was edited by hand meanwhile is read first', async () => {
    await openSpec(page, servers, `${tmpPath}/first.vcpspec`, SPEC);
    await composer.button(words('Save as flavor…')).click();
    const name = connection.dialog.getByRole('textbox', { name: words('Name of the flavor') });
    await name.fill('small');
    await save.click();
    await expect(name).toHaveAttribute('aria-invalid', 'true');
    await name.fill('big-disk');
    await photograph('50-save-flavor');
    servers.config.edit('vcp_flavor.yml', text => text.replace('aws:\n', 'aws:\n  # by hand, while the dialog was open\n'));
    await save.click();
    await expect(name).toHaveAccessibleDescription(/changed by somebody else/);
    await expect(name).toHaveValue('big-disk');
    await save.click();
    await expect(connection.dialog).toHaveCount(0);
  });

  await test.step('it stands in the file, which has lost nothing', async () => {
    const after = servers.config.read('vcp_flavor.yml');
    const added = after.split('\n').filter(line => !before.split('\n').includes(line));
    expect(added.join('\n')).toContain('big-disk:');
    expect(added.join('\n')).toContain('volume_size: 123');
    expect(after).toContain('# by hand, while the dialog was open');
    expect(after.split('\n').filter(line => before.split('\n').includes(line)).length).toBeGreaterThanOrEqual(before.split('\n').length);
    expect(servers.config.backups('vcp_flavor.yml')).toHaveLength(1);
    await expect(composer.flavor).toHaveValue('big-disk');
    await expect(composer.preview).toContainText('get_spec("aws", "big-disk")');
    await expect(composer.preview).not.toContainText('volume_size');
  });

  await test.step('another spec uses it', async () => {
    await openSpec(page, servers, `${tmpPath}/second.vcpspec`, {
      ...SPEC,
      flavor: 'big-disk',
      attributes: { image: SPEC.attributes.image }
    });
    await expect(composer.field('Root volume size')).toHaveValue('123');
    await composer.tab('CCI').click();
    await expect(composer.preview).toContainText('volume_size: 123');
  });

  await test.step('the providers panel shows it, begins a spec with it, and removes it', async () => {
    await providers.open('aws');
    await expect(providers.flavor('big-disk')).toContainText('123');
    await photograph('51-flavors');
    await providers
      .flavor('big-disk')
      .getByRole('button', { name: words('New spec with flavor %1', 'big-disk') })
      .click();
    await expect(composer.flavor).toHaveValue('big-disk');
    await execute(page, 'vcp:open-providers', { provider: 'aws' });
    await providers
      .flavor('big-disk')
      .getByRole('button', { name: words('Remove flavor %1…', 'big-disk') })
      .click();
    await connection.dialog.getByRole('button', { name: words('Remove Flavor') }).click();
    await expect(providers.flavor('big-disk')).toHaveCount(0);
    const after = servers.config.read('vcp_flavor.yml');
    expect(after.replace('  # by hand, while the dialog was open\n', '')).toBe(before);
  });
});
