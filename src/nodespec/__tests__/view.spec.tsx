import '@testing-library/jest-dom';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import React from 'react';

import { ComposerLayout } from '../view/layout';
import { SpecView } from '../view/SpecView';
import { ViewSettings } from '../view/viewSettings';
import { AWS, KEY, compose, composerOf, textOf } from './composing';
import type { IComposing } from './composing';

// Typing key by key into a whole form takes its time on a busy machine.
jest.setTimeout(30_000);

const user = userEvent.setup();
let composing: IComposing;
let layout: ComposerLayout;
const actions = {
  insertCode: jest.fn(() => Promise.resolve()),
  copyCode: jest.fn(() => Promise.resolve()),
  createNodes: jest.fn(() => Promise.resolve()),
  saveFlavor: jest.fn(() => Promise.resolve())
};
const openText = jest.fn();

async function show(spec: unknown): Promise<HTMLElement> {
  composing = await compose(typeof spec === 'string' ? spec : textOf(spec));
  layout = new ComposerLayout();
  const composer = composerOf(composing.model, { layout, actions });
  const { container } = render(<SpecView composer={composer} settings={new ViewSettings(null)} openText={openText} />);
  return container;
}

afterEach(() => {
  composing.dispose();
  jest.clearAllMocks();
});

const openAll = async (): Promise<void> => {
  for (const button of screen.getAllByRole('button', { expanded: false })) {
    await user.click(button);
  }
};

describe('the form', () => {
  it('writes what is typed into the document and into the code', async () => {
    await show(AWS);
    const size = screen.getByLabelText('Root volume size');
    expect(size).toHaveValue('8');
    await user.clear(size);
    await user.type(size, '40');
    expect(composing.spec()).toMatchObject({ attributes: { volume_size: 40 } });
    expect(screen.getByRole('listbox', { name: 'SDK code' })).toHaveTextContent('spec.volume_size = 40');
  });

  it('marks what differs from the flavor, and takes it back', async () => {
    await show({ ...AWS, attributes: { ...AWS.attributes, volume_size: 40 } });
    await user.click(screen.getByRole('button', { name: /^Reset .* to 8$/ }));
    expect(composing.spec()).toEqual(AWS);
  });

  it('ties an error to its field', async () => {
    await show({ ...AWS, attributes: { ...AWS.attributes, ip_addresses: ['10.0.0.999'] } });
    const input = screen.getByRole('textbox', { name: 'Another address' });
    expect(input).toBeInvalid();
    expect(input).toHaveAccessibleDescription(/10\.0\.0\.999/);
  });

  it("takes the default image of the controller's generation with one press", async () => {
    await show({ ...AWS, attributes: {} });
    const image = screen.getByLabelText('Base container image');
    const usual = 'harbor.vcloud.nii.ac.jp/vcp/base:3.0.0-alpine3.22';
    expect(image).toHaveAttribute('placeholder', usual);
    await user.click(screen.getByRole('button', { name: 'Use the default image' }));
    expect(composing.spec()).toMatchObject({ attributes: { image: usual } });
    expect(screen.queryByRole('button', { name: 'Use the default image' })).toBeNull();
    const offers = [...(document.getElementById(image.getAttribute('list') ?? '')?.children ?? [])];
    expect(offers.map(option => option.getAttribute('value'))).not.toContain('vcp/base:1.8.1-alpine3.13-x86_64');
  });

  it('adds the next free address of the range', async () => {
    await show(AWS);
    await user.click(screen.getByRole('button', { name: 'Add the next free address, 172.30.2.2' }));
    expect(composing.spec()).toMatchObject({ attributes: { ip_addresses: ['172.30.2.2'] } });
  });

  it('keeps the text of a field while other people change others', async () => {
    await show(AWS);
    const size = screen.getByLabelText('Root volume size');
    await user.clear(size);
    await user.type(size, '4x');
    act(() => {
      composing.model.setTopLevel('unit', 'db');
    });
    expect(size).toHaveValue('4x');
    expect(size).toHaveFocus();
    expect(screen.getByLabelText('Unit name')).toHaveValue('db');
  });

  it('never takes a private key over, and says so', async () => {
    await show(AWS);
    await openAll();
    await user.click(screen.getByLabelText('Paste a public key'));
    await user.paste('-----BEGIN OPENSSH PRIVATE KEY-----\nsecret');
    expect(screen.getByText(/This is a private key/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Add the pasted key' })).toBeDisabled();
    await user.clear(screen.getByLabelText('Paste a public key'));
    await user.paste(KEY);
    await user.click(screen.getByRole('button', { name: 'Add the pasted key' }));
    expect(composing.spec()).toMatchObject({ sshKeys: [{ text: KEY }] });
  });

  it('switches the NFS server on with its two settings', async () => {
    await show(AWS);
    await openAll();
    await user.click(screen.getByLabelText('Start an NFS server on the node'));
    expect(composing.spec()).toMatchObject({ attributes: { params_e: ['NFS_AUTOSTART=true'], params_v: ['/export:/export'] } });
  });

  it('shows attributes that the provider does not have, and removes them', async () => {
    await show({ ...AWS, attributes: { ...AWS.attributes, disk_size: 40 } });
    await user.click(screen.getByRole('button', { name: 'Remove disk_size' }));
    expect(composing.spec()).toEqual(AWS);
  });

  it('says what the provider does not have', async () => {
    await show({ ...AWS, provider: 'hokudai' });
    const missing = screen.getByLabelText('Not available with hokudai');
    expect(within(missing).getByText('Attached disks')).toBeInTheDocument();
  });

  it('shows where broken JSON breaks and opens it as text', async () => {
    await show('{"version": 1,\n oops}');
    expect(screen.getByRole('alert')).toHaveTextContent(/line 2/);
    await user.click(screen.getByRole('button', { name: 'Open as text' }));
    expect(openText).toHaveBeenCalled();
  });
});

describe('a new document', () => {
  const NEW = { version: 1, provider: 'aws', attributes: {} };

  it('marks what must have a value, without an error where nobody has been', async () => {
    await show(NEW);
    const unit = screen.getByLabelText('Unit name');
    expect(unit).toBeRequired();
    expect(unit).toHaveAttribute('aria-invalid', 'false');
    expect(screen.queryByText('Give the unit a name.')).not.toBeInTheDocument();
    expect(screen.queryByText(/^Choose a flavor/)).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^3 errors/ })).toBeInTheDocument();
  });

  it('says what a field lacks once it was left', async () => {
    await show(NEW);
    act(() => {
      layout.leave(['unit']);
    });
    expect(screen.getByLabelText('Unit name')).toBeInvalid();
    expect(screen.getByText('Give the unit a name.')).toBeInTheDocument();
    expect(screen.queryByText('Give the unit group a name.')).not.toBeInTheDocument();
  });

  it('says all that is missing to those who ask what the errors are', async () => {
    await show(NEW);
    await user.click(screen.getByRole('button', { name: /^3 errors/ }));
    expect(screen.getByText('Give the unit a name.')).toBeInTheDocument();
    expect(screen.getByText('Give the unit group a name.')).toBeInTheDocument();
    expect(screen.getByText(/^Choose a flavor/)).toBeInTheDocument();
  });

  it('shows other errors at once', async () => {
    await show({ ...NEW, unit: 'no spaces' });
    expect(screen.getByLabelText('Unit name')).toBeInvalid();
  });
});

describe('the bar', () => {
  it('marks the providers that the controller does not have', async () => {
    await show(AWS);
    const elsewhere = screen.getByRole('group', { name: 'Not on this VC Controller' });
    expect(within(elsewhere).getByRole('option', { name: /^gcp/ })).toBeInTheDocument();
  });

  it('says why nodes cannot be created, and still lets ask', async () => {
    await show({ ...AWS, attributes: { ...AWS.attributes, gpus: 'all' } });
    const create = screen.getByRole('button', { name: 'Create now' });
    expect(create).toHaveAttribute('aria-disabled', 'true');
    expect(create).toHaveAccessibleDescription(/gpus/);
    await user.click(create);
    expect(actions.createNodes).toHaveBeenCalled();
  });

  it('walks to the first error', async () => {
    await show({ ...AWS, attributes: { ...AWS.attributes, params_e: ['no equals sign'] } });
    await user.click(within(screen.getByRole('toolbar')).getByRole('button', { name: /1 error/ }));
    await waitFor(() => {
      expect(screen.getByRole('textbox', { name: 'Variable 1' })).toHaveFocus();
    });
  });
});

describe('the preview', () => {
  it('leads from a line to its field', async () => {
    await show({ ...AWS, attributes: { ...AWS.attributes, volume_size: 40 } });
    act(() => {
      screen.getByRole('option', { name: 'spec.volume_size = 40' }).focus();
    });
    await user.keyboard('{Enter}');
    await waitFor(() => {
      expect(screen.getByLabelText('Root volume size')).toHaveFocus();
    });
  });

  it('asks the server for the CCI when it is looked at', async () => {
    await show(AWS);
    expect(composing.connection.server.requests.some(({ path }) => path === 'cci')).toBe(false);
    await user.click(screen.getByRole('tab', { name: 'CCI' }));
    expect(await screen.findByText(/name: web/)).toBeInTheDocument();
  });

  it('shows the docker run and the differences', async () => {
    await show({ ...AWS, attributes: { ...AWS.attributes, volume_size: 40 } });
    await user.click(screen.getByRole('tab', { name: 'docker run' }));
    expect(screen.getByRole('listbox', { name: 'docker run on the node' })).toHaveTextContent('vcp/base:1.8.1-ubuntu20.04-x86_64');
    await user.click(screen.getByRole('tab', { name: 'Compare' }));
    expect(screen.getByRole('row', { name: /volume_size 8 40/ })).toBeInTheDocument();
  });
});

it('has no accessibility fault that axe can find, with all sections open', async () => {
  const container = await show({ ...AWS, attributes: { ...AWS.attributes, params_e: ['TZ=Asia/Tokyo', 'bad'], tags: { a: 'b' } } });
  await openAll();
  expect((await axe(container)).violations).toEqual([]);
}, 30_000);
