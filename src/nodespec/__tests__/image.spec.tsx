/** An image from outside the form: chosen in the catalog, or put in by the command; and what a GPU image still needs. */
import '@testing-library/jest-dom';
import { CommandRegistry } from '@lumino/commands';
import { configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { PATIENCE } from '../../testing/patience';
import type { IImages, IPickedImage } from '../../tokens';
import { USE_IMAGE, addImageCommand } from '../imageCommand';
import type { SpecDocument } from '../specDocument';
import { recentImages } from '../view/fields/recentImages';
import { putImage, takesImage } from '../view/imageUse';
import { SpecView } from '../view/SpecView';
import { ViewSettings } from '../view/viewSettings';
import { AWS, compose, composerOf, textOf, trans } from './composing';
import type { IComposing } from './composing';

configure({ asyncUtilTimeout: PATIENCE });

const GPU = 'vcp/base:3.0.0-ubuntu24.04-gpu';

const user = userEvent.setup();
let composing: IComposing;

beforeEach(() => {
  window.localStorage.clear();
});

afterEach(() => {
  composing.dispose();
});

async function show(spec: unknown, images: IImages | null = null): Promise<void> {
  composing = await compose(textOf(spec));
  const composer = composerOf(composing.model, { images });
  render(<SpecView composer={composer} settings={new ViewSettings(null)} openText={() => undefined} />);
}

describe('the image catalog', () => {
  const asked: (string | null)[] = [];
  const catalog = (answer: IPickedImage | null): IImages => ({
    pick: current => {
      asked.push(current);
      return Promise.resolve(answer);
    }
  });

  beforeEach(() => {
    asked.splice(0);
  });

  it('opens at the image of now, and what is chosen is one step of undo', async () => {
    await show(AWS, catalog({ image: 'vcp/base:3.0.0-alpine3.22', gpu: false }));
    await user.click(screen.getByRole('button', { name: 'Choose…' }));
    expect(asked).toEqual([AWS.attributes.image]);
    expect(await screen.findByDisplayValue('vcp/base:3.0.0-alpine3.22')).toBeInTheDocument();
    expect(composing.spec()).toEqual({ ...AWS, attributes: { image: 'vcp/base:3.0.0-alpine3.22' } });
    expect(recentImages()).toEqual(['vcp/base:3.0.0-alpine3.22']);
    composing.model.undo();
    expect(composing.spec()).toEqual(AWS);
  });

  it('changes nothing when nothing was chosen', async () => {
    await show({ ...AWS, attributes: {} }, catalog(null));
    await user.click(screen.getByRole('button', { name: 'Choose…' }));
    expect(asked).toEqual([null]);
    expect(composing.spec()).toEqual({ ...AWS, attributes: {} });
    expect(recentImages()).toEqual([]);
  });

  it('is not offered where the page has none', async () => {
    await show(AWS);
    expect(screen.queryByRole('button', { name: 'Choose…' })).toBeNull();
  });
});

it('of a spec that has no provider yet is shown: it has come from the catalog', async () => {
  await show({ version: 1, attributes: { image: GPU } });
  expect(screen.getByText(`The image is chosen already: ${GPU}`)).toBeInTheDocument();
});

describe('a spec', () => {
  it.each<[string, unknown, boolean]>([
    ['of nodes', AWS, true],
    ['without a provider', { version: 1, unitGroup: 'demo', unit: 'web' }, true],
    ['of disks', { ...AWS, provider: 'aws_disk', attributes: {} }, false],
    ['of disks to be', { version: 1, unitType: 'storage' }, false],
    ['of a later version', { ...AWS, version: 99 }, false]
  ])('%s takes an image: %s', async (_, spec, takes) => {
    composing = await compose(textOf(spec));
    expect(takesImage(composing.model.snapshot)).toBe(takes);
  });

  it('that cannot be read takes none', async () => {
    composing = await compose('{');
    expect(takesImage(composing.model.snapshot)).toBe(false);
    putImage(composing.model, GPU);
    expect(composing.file.getSource()).toBe('{');
  });
});

describe('vcp:use-image', () => {
  const used: string[] = [];
  const revealed: unknown[] = [];
  let current: Pick<SpecDocument, 'takesImage' | 'useImage' | 'title'> | null;
  let commands: CommandRegistry;

  beforeEach(async () => {
    composing = await compose(textOf(AWS));
    used.splice(0);
    revealed.splice(0);
    current = null;
    commands = new CommandRegistry();
    addImageCommand(
      { commands },
      trans,
      () => current as SpecDocument | null,
      document => revealed.push(document)
    );
  });

  function open(takes: boolean): void {
    const title = { label: 'web.vcpspec' } as SpecDocument['title'];
    const useImage = (image: string): Promise<void> => {
      used.push(image);
      return Promise.resolve();
    };
    current = { takesImage: takes, title, useImage };
  }

  it('names the file that it is about, brings it to the front and puts the image in', async () => {
    open(true);
    expect(commands.label(USE_IMAGE, { image: GPU })).toBe('Use in web.vcpspec');
    expect(commands.isEnabled(USE_IMAGE, { image: GPU })).toBe(true);
    await commands.execute(USE_IMAGE, { image: GPU });
    expect(used).toEqual([GPU]);
    expect(revealed).toEqual([current]);
    await commands.execute(USE_IMAGE, {});
    expect(used).toEqual([GPU]);
  });

  it('says why it cannot', async () => {
    expect(commands.isEnabled(USE_IMAGE, { image: GPU })).toBe(false);
    expect(commands.label(USE_IMAGE, { image: GPU })).toBe('Use in the open spec – no spec is open');
    open(false);
    expect(commands.isEnabled(USE_IMAGE, { image: GPU })).toBe(false);
    expect(commands.label(USE_IMAGE, { image: GPU })).toBe('Use in web.vcpspec – it takes no image');
    expect((await commands.describedBy(USE_IMAGE)).args).toMatchObject({ required: ['image'] });
  });
});

describe('a GPU image', () => {
  it('names what is still missing, and the fix gives the container its GPUs', async () => {
    await show({ ...AWS, attributes: { image: GPU } });
    const message = screen.getAllByText(/^The image is for GPUs, but gpus is not set\./);
    expect(message.length).toBeGreaterThan(0);
    const [fix] = screen.getAllByRole('button', { name: 'Give all GPUs of the node to the base container' });
    await user.click(fix ?? document.body);
    expect(composing.spec()).toEqual({ ...AWS, attributes: { image: GPU, gpus: 'all' } });
    expect(screen.queryByText(/but gpus is not set/)).toBeNull();
    expect(composing.model.snapshot.diagnostics.map(({ code }) => code)).toContain('gpu_needs_machine');
    composing.model.undo();
    expect(composing.spec()).toEqual({ ...AWS, attributes: { image: GPU } });
  });
});
