/**
 * Saving the form as an own flavor.
 */
import '@testing-library/jest-dom';
import { Notification } from '@jupyterlab/apputils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';

import type { FakeRoutes } from '../../testing/fakeServer';
import { flavorEntries, flavorOf, isFlavorName, switchFlavor } from '../domain';
import { document as specDocument, pluginNames, provider } from '../domain/__tests__/providerFiles';
import { specActions } from '../view/specActions';
import { AWS, compose, textOf, trans } from './composing';
import type { IComposing } from './composing';
import { providersReply } from './providers';

const user = userEvent.setup();
const SPEC = { ...AWS, attributes: { ...AWS.attributes, volume_size: 40, cloud_image: 'mine' } };
const TARGET = '/home/jovyan/vcp_config/vcp_flavor.yml';
const SMALL = { instance_type: 'm4.large', volume_type: 'gp2', volume_size: 8 };

beforeAll(() => {
  // As JupyterLab's style sheet: its dialogs are shown without the attribute `open`.
  document.head.insertAdjacentHTML('beforeend', '<style>dialog.jp-Dialog { display: flex }</style>');
});

let composing: IComposing;
/** What is in the file, as the server would tell. */
let file: { flavors: Record<string, unknown>; version: string };
/** The next answers to a saving; the last one goes on. */
let refusals: string[];

const routes: FakeRoutes = {
  'GET providers': () => ({
    body: { ...providersReply(), flavors: { aws: file.flavors }, flavorsSource: TARGET, flavorsVersion: file.version }
  }),
  'PUT flavors/aws/mine': request => {
    const code = refusals.shift();
    if (code !== undefined) {
      file = { flavors: { ...file.flavors, theirs: SMALL }, version: 'two' };
      return { status: 409, body: { code, message: 'Changed.' } };
    }
    const { values } = request.body as { readonly values: unknown };
    file = { flavors: { ...file.flavors, mine: values }, version: 'three' };
    return { body: { path: TARGET, version: 'three', backup: `${TARGET}.bak` } };
  }
};

async function ask(spec: unknown = SPEC): Promise<{ readonly shown: HTMLElement; readonly done: Promise<void> }> {
  composing = await compose(textOf(spec), routes);
  const { saveFlavor } = specActions({ model: composing.model, save: () => Promise.resolve(), cells: null, trans, language: 'en' });
  const done = saveFlavor();
  const shown = await screen.findByRole('dialog');
  await within(shown).findByRole('textbox');
  return { shown, done };
}

const press = (name: string): Promise<void> => user.click(screen.getByRole('button', { name }));
const nameField = (): HTMLElement => screen.getByRole('textbox', { name: 'Name of the flavor' });
const sent = (): readonly unknown[] =>
  composing.connection.server.requests.filter(({ method }) => method === 'PUT').map(({ body }) => body as unknown);

beforeEach(() => {
  file = { flavors: { small: SMALL }, version: 'one' };
  refusals = [];
});

afterEach(() => {
  composing.dispose();
  Notification.manager.dismiss();
});

describe('saving the form as a flavor', () => {
  it('shows what is written and where, writes it, and makes the spec use it, undoable in one step', async () => {
    const { shown, done } = await ask();
    const rows = within(within(shown).getByRole('table')).getAllByRole('row');
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('instance_typem4.large'),
      expect.stringContaining('volume_size40 GB'),
      expect.stringContaining('volume_typegp2')
    ]);
    expect(shown).toHaveTextContent(TARGET);
    expect(shown).toHaveTextContent('comments and all other flavors stay');
    await user.type(nameField(), 'mine');
    await press('Save');
    await done;
    expect(sent()).toEqual([{ values: { ...SMALL, volume_size: 40 }, version: 'one', overwrite: false }]);
    expect(composing.spec()).toEqual({ ...SPEC, flavor: 'mine', attributes: { ...AWS.attributes, cloud_image: 'mine' } });
    expect(composing.model.snapshot.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(Notification.manager.notifications.map(({ message }) => message)).toEqual([expect.stringContaining(`${TARGET}.bak`)]);
    composing.model.undo();
    expect(composing.spec()).toEqual(SPEC);
  });

  it('refuses a name that no flavor can have, at the field', async () => {
    const { shown, done } = await ask();
    await user.type(nameField(), '1 two');
    await press('Save');
    await waitFor(() => {
      expect(nameField()).toBeInvalid();
    });
    expect(nameField()).toHaveAccessibleDescription(/Begin the name with a letter/);
    expect((await axe(shown)).violations).toEqual([]);
    await press('Cancel');
    await done;
    expect(sent()).toEqual([]);
  });

  it('asks before it replaces a flavor', async () => {
    file.flavors = { ...file.flavors, mine: SMALL };
    const { done } = await ask();
    await user.type(nameField(), 'mine');
    await press('Save');
    await waitFor(() => {
      expect(nameField()).toHaveAccessibleDescription(/There is a flavor mine/);
    });
    await user.click(screen.getByRole('checkbox', { name: 'Replace the flavor mine' }));
    await press('Save');
    await done;
    expect(sent()).toEqual([expect.objectContaining({ overwrite: true })]);
  });

  it('asks before it replaces a sample, which is written along where there is no file', async () => {
    const none = () => ({ body: { ...providersReply(), flavors: { aws: { small: SMALL, mine: SMALL } }, flavorsTarget: TARGET } });
    composing = await compose(textOf(SPEC), { ...routes, 'GET providers': none });
    const { saveFlavor } = specActions({ model: composing.model, save: () => Promise.resolve(), cells: null, trans, language: 'en' });
    const done = saveFlavor();
    expect(await screen.findByRole('dialog')).toHaveTextContent('with the samples of all providers');
    await user.type(await screen.findByRole('textbox'), 'mine');
    await user.click(screen.getByRole('checkbox', { name: 'Replace the flavor mine' }));
    await press('Save');
    await done;
    expect(sent()).toEqual([{ values: { ...SMALL, volume_size: 40 }, version: null, overwrite: true }]);
  });

  it('is the way out where vcp_flavor.yml has no flavor of the provider: the samples are none of the SDK', async () => {
    composing = await compose(textOf({ ...SPEC, provider: 'azure' }), routes);
    const { context, diagnostics, inherited } = composing.model.snapshot;
    expect(context.flavors['azure']).toEqual({});
    expect(inherited.get('vm_size')?.origin).toBe('none');
    expect(diagnostics.filter(({ path }) => path[0] === 'flavor').map(({ code }) => code)).toEqual(['flavor_none']);
  });

  it('reads the file again when somebody else has changed it, and keeps what was typed', async () => {
    refusals = ['changed'];
    const { done } = await ask();
    await user.type(nameField(), 'mine');
    await press('Save');
    await waitFor(() => {
      expect(nameField()).toHaveAccessibleDescription(/press Save once more/);
    });
    expect(nameField()).toHaveValue('mine');
    await press('Save');
    await done;
    expect(sent()).toEqual([expect.objectContaining({ version: 'one' }), expect.objectContaining({ version: 'two' })]);
    expect(composing.spec()).toMatchObject({ flavor: 'mine' });
  });

  it('says what went wrong otherwise, and stays', async () => {
    refusals = ['file_failed'];
    const { done } = await ask();
    await user.type(nameField(), 'mine');
    await press('Save');
    await waitFor(() => {
      expect(nameField()).toBeInvalid();
    });
    await press('Cancel');
    await done;
    expect(composing.spec()).toEqual(SPEC);
  });

  it('is refused, with the reason, where flavors set nothing', async () => {
    composing = await compose(textOf({ ...SPEC, provider: 'chameleon' }), routes);
    const { saveFlavor } = specActions({ model: composing.model, save: () => Promise.resolve(), cells: null, trans, language: 'en' });
    const done = saveFlavor();
    expect(await screen.findByText('Flavors of chameleon set nothing.')).toBeInTheDocument();
    await press('Close');
    await done;
  });
});

describe('a flavor', () => {
  it.each([...pluginNames])('of %s holds every key that its flavors may have', name => {
    const keys = Object.keys(flavorOf(flavorEntries(specDocument(name), provider(name), {})));
    const known = provider(name).attributes.flatMap(({ flavorKey }) => flavorKey ?? []);
    expect([...keys].sort()).toEqual([...known].sort());
  });

  it('uses the keys of the file, which are not always those of the SDK', () => {
    expect(flavorOf(flavorEntries(specDocument('sakura', { num_cores: 16 }), provider('sakura'), {}))).toMatchObject({ core: 16 });
  });

  it('leaves set what it does not give', () => {
    const spec = specDocument('aws', { volume_size: 40, instance_type: 'm5.large' });
    expect(switchFlavor(spec, provider('aws'), { aws: { mine: { volume_size: 40 } } }, 'mine')).toMatchObject({
      flavor: 'mine',
      attributes: { instance_type: 'm5.large' }
    });
  });

  it.each([
    ['mine', true],
    ['gpu-40.v2', true],
    ['1st', false],
    ['', false],
    ['x'.repeat(65), false],
    ['a b', false]
  ])('may be called %j: %s', (name, may) => {
    expect(isFlavorName(name)).toBe(may);
  });
});
