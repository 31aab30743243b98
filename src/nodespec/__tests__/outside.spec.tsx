/**
 * What has to be done outside of a spec: the dialog, and the ways to it.
 */
import '@testing-library/jest-dom';
import { Clipboard, Notification } from '@jupyterlab/apputils';
import { CommandRegistry } from '@lumino/commands';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import React from 'react';

import { FakeConnection } from '../../testing/connection';
import { OUTSIDE_CODE, OUTSIDE_KINDS, addOutsideCommand } from '../outsideCommands';
import { chameleonCode, mdxCode, outsideKinds } from '../domain';
import { ComposerSession } from '../session';
import { SpecView } from '../view/SpecView';
import { ViewSettings } from '../view/viewSettings';
import { AWS, FakeCommands, ROUTES, compose, composerOf, textOf, trans } from './composing';
import type { IComposing } from './composing';
import { providersReply } from './providers';

const user = userEvent.setup();
const KEY = 'ssh-rsa AAAA controller';
const copied = jest.spyOn(Clipboard, 'copyToSystem').mockImplementation(() => undefined);

beforeAll(() => {
  // As JupyterLab's style sheet: its dialogs are shown without the attribute `open`.
  document.head.insertAdjacentHTML('beforeend', '<style>dialog.jp-Dialog { display: flex }</style>');
});

afterEach(() => {
  Notification.manager.dismiss();
  copied.mockClear();
});

describe('the dialog', () => {
  let commands: FakeCommands;

  async function show(kind: (typeof outsideKinds)[number], keyStatus = 200): Promise<{ shown: HTMLElement; done: Promise<void> }> {
    commands = new FakeCommands();
    const session = new ComposerSession({
      connection: new FakeConnection({
        ...ROUTES,
        'GET providers': () => ({ body: withNetwork('mine') }),
        'GET controller/public-key': () =>
          keyStatus === 200
            ? { body: { publicKey: `${KEY}\n` } }
            : { status: keyStatus, body: { code: 'unreachable', message: 'No answer.' } }
      }),
      clouds: null,
      images: null,
      cells: null,
      commands,
      editors: null,
      languages: null,
      settings: () => Promise.resolve(null),
      trans,
      language: 'en',
      openText: () => undefined
    });
    const done = session.showOutside(kind);
    const shown = await screen.findByRole('dialog');
    await within(shown).findByRole('button', { name: /^New Spec/ });
    return { shown, done };
  }

  function withNetwork(privateNetwork: string): unknown {
    const reply = providersReply();
    return { ...reply, providers: reply.providers.map(provider => ({ ...provider, privateNetwork })) };
  }

  const press = (name: string | RegExp): Promise<void> => user.click(screen.getByRole('button', { name }));

  it('gives the code that reserves hosts of Chameleon, with the catalog entry in use', async () => {
    const { shown, done } = await show('chameleon');
    const code = within(shown).getByRole('textbox', { name: 'Code' });
    expect(code).toHaveValue(chameleonCode('mine'));
    await press('Copy');
    expect(copied).toHaveBeenCalledWith(chameleonCode('mine'));
    expect((await axe(shown)).violations).toEqual([]);
    await press('New Spec for Chameleon…');
    await done;
    expect(commands.executed).toEqual([['vcp:new-spec', { provider: 'chameleon' }]]);
  });

  it('gives code, steps and key for mdx I, and leads on to onpremises', async () => {
    const { shown, done } = await show('mdx');
    expect(within(shown).getByRole('textbox', { name: 'Code' })).toHaveValue(mdxCode());
    expect(within(shown).getAllByRole('listitem')[1]).toHaveTextContent('mdxuser');
    const key = within(shown).getByRole('textbox', { name: 'Public key of the VC Controller:' });
    await waitFor(() => {
      expect(key).toHaveValue(KEY);
    });
    await press('Copy the key');
    expect(copied).toHaveBeenCalledWith(KEY);
    expect((await axe(shown)).violations).toEqual([]);
    await press('New Spec for Existing Servers…');
    await done;
    expect(commands.executed).toEqual([['vcp:new-spec', { provider: 'onpremises', attributes: { user_name: 'mdxuser' } }]]);
  });

  it('says why the key is not there', async () => {
    const { shown, done } = await show('onpremises', 502);
    expect(await within(shown).findByRole('alert')).toHaveTextContent(/VC Controller/);
    expect(screen.getByRole('button', { name: 'Copy the key' })).toBeDisabled();
    expect(within(shown).queryByRole('textbox', { name: 'Code' })).toBeNull();
    await press('Close');
    await done;
  });
});

describe('the ways there', () => {
  let composing: IComposing;
  let commands: FakeCommands;

  async function show(provider: string): Promise<void> {
    composing = await compose(textOf({ ...AWS, provider, attributes: {} }));
    commands = new FakeCommands();
    commands.known = [OUTSIDE_CODE];
    render(<SpecView composer={composerOf(composing.model, { commands })} settings={new ViewSettings(null)} openText={jest.fn()} />);
    for (const button of screen.queryAllByRole('button', { expanded: false, name: /^(Access|Placement|Machine)/ })) {
      await user.click(button);
    }
  }

  afterEach(() => {
    composing.dispose();
  });

  it.each([
    ['chameleon', 'Code to Reserve Hosts…', 'chameleon'],
    ['onpremises', 'How to Prepare a Server…', 'onpremises'],
    ['onpremises', 'Machines of mdx I…', 'mdx']
  ])('stand at the field of %s: %s', async (provider, name, kind) => {
    await show(provider);
    await user.click(screen.getByRole('button', { name }));
    expect(commands.executed).toEqual([[OUTSIDE_CODE, { kind }]]);
  });

  it('begin in the list of providers for those who look for mdx there', async () => {
    await show('aws');
    const option = screen.getByRole('option', { name: /^mdx I/ });
    fireEvent.change(screen.getByRole('combobox', { name: 'Provider' }), { target: { value: option.getAttribute('value') } });
    expect(composing.spec()).toMatchObject({ provider: 'onpremises', attributes: { user_name: 'mdxuser' } });
    expect(commands.executed).toEqual([[OUTSIDE_CODE, { kind: 'mdx' }]]);
  });

  it('are found in the palette by the names of what one looks for', async () => {
    await show('aws');
    const registry = new CommandRegistry();
    const asked: string[] = [];
    addOutsideCommand({ commands: registry }, trans, kind => {
      asked.push(kind);
      return Promise.resolve();
    });
    expect(OUTSIDE_KINDS).toEqual(outsideKinds);
    const labels = OUTSIDE_KINDS.map(kind => registry.label(OUTSIDE_CODE, { kind }));
    expect(labels).toEqual([expect.stringContaining('Chameleon'), expect.stringContaining('mdx'), expect.stringContaining('on-premises')]);
    await registry.execute(OUTSIDE_CODE, { kind: 'mdx' });
    expect(asked).toEqual(['mdx']);
  });
});
