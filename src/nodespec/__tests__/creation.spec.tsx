import '@testing-library/jest-dom';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';

import type { Job } from '../../api/types';
import { connectionState } from '../../testing/connection';
import { confirmCreation } from '../view/creationDialog';
import { createReason } from '../view/createReason';
import { CONTROLLER_WITH_WEB, FakeClouds } from './clouds';
import { AWS, compose, textOf, trans } from './composing';
import type { IComposing } from './composing';

const user = userEvent.setup();
const ADDRESS = '172.30.2.10';
const SPEC = { ...AWS, attributes: { ...AWS.attributes, ip_addresses: [ADDRESS] } };
const TEXTS = { trans, language: 'en' };

beforeAll(() => {
  // As JupyterLab's style sheet: its dialogs are shown without the attribute `open`.
  document.head.insertAdjacentHTML('beforeend', '<style>dialog.jp-Dialog { display: flex }</style>');
});

let composing: IComposing;

const open = async (spec: unknown, clouds: FakeClouds | null = null): Promise<IComposing> => {
  composing = await compose(textOf(spec), {}, clouds);
  return composing;
};

const dialog = (): Promise<HTMLElement> => screen.findByRole('dialog');
const press = (name: string): Promise<void> => user.click(screen.getByRole('button', { name }));

afterEach(() => {
  composing.dispose();
});

describe('the question before creation', () => {
  it('says what will be made, where, and what it costs', async () => {
    const { model } = await open(SPEC, new FakeClouds());
    const answer = confirmCreation(model, TEXTS);
    const shown = await dialog();
    const facts = within(shown)
      .getAllByRole('definition')
      .map(fact => fact.textContent);
    expect(facts).toEqual(['demo (will be made)', 'web', 'aws / small', '1', AWS.attributes.image, ADDRESS]);
    expect(shown).toHaveTextContent('costs money, until it is deleted');
    expect((await axe(shown)).violations).toEqual([]);
    await press('Create');
    expect(await answer).toBe('create');
  });

  it('names the image that is taken when the spec leaves it to the SDK', async () => {
    const { model } = await open({ ...AWS, attributes: {} });
    const answer = confirmCreation(model, TEXTS);
    expect(await dialog()).toHaveTextContent('harbor.vcloud.nii.ac.jp/vcp/base:3.0.0-alpine3.22 (default)');
    await press('Create');
    expect(await answer).toBe('create');
  });

  it('asks for an image, which is not something that it cannot send, where the default is not known', async () => {
    const { model, connection } = await open({ ...AWS, attributes: {} });
    act(() => {
      connection.update(connectionState({ controller: { version: '25.10.0', generation: '25', plugins: { aws: '1.0.0' } } }));
    });
    await waitFor(() => {
      expect(createReason(model.snapshot, trans)).toBe('Choose an image first. The code works without.');
    });
  });

  it('does nothing when it is cancelled', async () => {
    const { model } = await open(SPEC);
    const answer = confirmCreation(model, TEXTS);
    await dialog();
    await press('Cancel');
    expect(await answer).toBe('none');
  });

  it('names what stands in the way, and offers the code instead of creating', async () => {
    const { model } = await open({ ...SPEC, attributes: { ...SPEC.attributes, gpus: 'all' } });
    const answer = confirmCreation(model, TEXTS);
    expect(await dialog()).toHaveTextContent(/gpus/);
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
    await press('Use the code instead');
    expect(await answer).toBe('code');
  });

  it('does not promise that the code runs when the spec itself is wrong', async () => {
    const { model } = await open({ ...SPEC, unit: '' });
    const answer = confirmCreation(model, TEXTS);
    const shown = await dialog();
    expect(shown).toHaveTextContent('Give the unit a name.');
    expect(shown).not.toHaveTextContent('can do all of this');
    await press('Cancel');
    expect(await answer).toBe('none');
  });
});

describe('a unit that exists', () => {
  const job = (state: Job['state']): Job => ({
    id: 'one',
    kind: 'create',
    state,
    unitGroup: { id: 'vc1', name: 'demo' },
    unit: 'web',
    startedAt: '2026-11-01T00:00:00Z',
    updatedAt: '2026-11-01T00:00:00Z'
  });
  const found = ({ model }: IComposing): readonly string[] =>
    model.snapshot.diagnostics.filter(({ code }) => code !== 'key_missing').map(({ code, severity }) => `${severity} ${code}`);

  it('is no error either after a reload, when nobody remembers the order, without its own addresses being one each', async () => {
    const clouds = new FakeClouds();
    await open(SPEC, clouds);
    act(() => {
      clouds.put(CONTROLLER_WITH_WEB);
    });
    expect(found(composing)).toEqual(['info unit_there']);
    expect(createReason(composing.model.snapshot, trans)).toMatch(/is not created again/);
  });

  it('is an error when another provider has made it', async () => {
    const clouds = new FakeClouds();
    await open({ ...SPEC, provider: 'azure', attributes: { image: 'vcp/base:1' } }, clouds);
    act(() => {
      clouds.put(CONTROLLER_WITH_WEB);
    });
    expect(found(composing)).toContain('error unit_exists');
  });

  it('is no error when it was ordered here, but is not ordered again', async () => {
    const clouds = new FakeClouds();
    const { follower, model } = await open(SPEC, clouds);
    expect(createReason(model.snapshot, trans)).toBe('');
    follower.follow(job('succeeded'));
    expect(found(composing)).toEqual(['info unit_created']);
    clouds.put(CONTROLLER_WITH_WEB);
    expect(found(composing)).toEqual(['info unit_created']);
    expect(createReason(model.snapshot, trans)).toMatch(/was ordered from here/);
    follower.follow(job('failed'));
    expect(found(composing)).toEqual(['info unit_there']);
  });
});
