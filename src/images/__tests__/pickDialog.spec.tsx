/** The dialog in which an image is chosen. */
import { act, fireEvent, screen, waitFor } from '@testing-library/react';

import { until } from '../../testing/patience';
import { pickImage } from '../view/pickDialog';
import { layOut, makeOptions, table } from './page';

beforeAll(layOut);

async function open(current: string | null) {
  const { options } = makeOptions();
  const { model } = options;
  const picked = pickImage(options, { result: 'ok', activeJobs: 0, activeBatches: 0 }, current);
  await screen.findByRole('dialog', { name: 'Choose an image' });
  const grid = await table();
  await until(() => model.registry?.snapshot.repositories.answer !== null);
  return { model, picked, grid };
}

const closed = () =>
  waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });

describe('choosing an image', () => {
  it('begins with the image that is chosen now; the button takes the selected one, as a spec names it', async () => {
    const { model, picked } = await open('vcp/base:1.6.2-ubuntu');
    await until(() => model.snapshot.selected !== null);
    expect(model.snapshot.selected?.image).toBe('vcp/base:1.6.2-ubuntu');
    fireEvent.click(screen.getByRole('button', { name: 'Use this image' }));
    await expect(picked).resolves.toEqual({ image: 'vcp/base:1.6.2-ubuntu', gpu: false });
    await closed();
    expect(model.isDisposed).toBe(true);
  });

  it('takes by Enter in the table, and says when the image is made for GPUs', async () => {
    const { model, picked, grid } = await open(null);
    act(() => {
      model.setFilter({ text: 'ubuntu24.04-gpu' });
      model.selectAt(0);
    });
    grid.focus();
    fireEvent.keyDown(grid, { key: 'Enter' });
    await expect(picked).resolves.toEqual({ image: 'vcp/base:3.0.0-ubuntu24.04-gpu', gpu: true });
    await closed();
  });

  it('takes by a double click, with the prefix of the registry', async () => {
    const { model, picked } = await open('10.0.0.1:5001/vcp/gpu:1.6.2-gpusopt');
    await until(() => model.snapshot.selected !== null);
    fireEvent.doubleClick(await screen.findByRole('row', { selected: true }));
    await expect(picked).resolves.toEqual({ image: '10.0.0.1:5001/vcp/gpu:1.6.2-gpusopt', gpu: true });
    await closed();
  });

  it('says that an image must be selected first, and stays', async () => {
    const { picked } = await open(null);
    fireEvent.click(screen.getByRole('button', { name: 'Use this image' }));
    expect(await screen.findByText('Select an image in the table first.')).toBeVisible();
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await expect(picked).resolves.toBeNull();
    await closed();
  });

  it('Enter in the search leads to the table, Escape empties it first', async () => {
    const { model, picked, grid } = await open(null);
    const search = screen.getByRole('textbox', { name: 'Search in repository and tag' });
    fireEvent.change(search, { target: { value: 'ubuntu' } });
    search.focus();
    fireEvent.keyDown(search, { key: 'Escape', keyCode: 27 });
    expect(model.snapshot.filter.text).toBe('');
    search.focus();
    fireEvent.keyDown(search, { key: 'Enter' });
    expect(grid).toHaveFocus();
    fireEvent.keyDown(grid, { key: 'Escape', keyCode: 27 });
    await expect(picked).resolves.toBeNull();
    await closed();
  });
});
