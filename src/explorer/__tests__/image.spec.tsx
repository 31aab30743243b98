/** The image of a unit: shown, copied, looked for, and looked up in the image catalog. */
import { act, fireEvent, screen, within } from '@testing-library/react';

import { findPlace, imageOf } from '../domain/tree';
import { disk, group, node, unit } from './cloud';
import { setUp } from './page';

const IMAGE = 'vcp/base:3.0.0-alpine3.22';

const TREE = [
  group('demo', [unit('web', [node(1), node(2)], { image: IMAGE }), unit('db', [node(3)], { image: null })]),
  group('store', [unit('vol', [], { disks: [disk(1)] })], { number: 2, type: 'storage' })
];

describe('the image of a place', () => {
  it.each([
    ['id_demo', null],
    ['id_demo/web', IMAGE],
    ['id_demo/web/n2', IMAGE],
    ['id_demo/db', null],
    ['id_store/vol', null],
    ['id_store/vol/d1', null]
  ])('of %s is %s', (key, image) => {
    const place = findPlace(TREE, key);
    expect(place && imageOf(place)).toBe(image);
  });
});

async function showDetails(key: string) {
  const page = setUp(TREE);
  await page.load();
  act(() => {
    page.model.reveal(key);
  });
  fireEvent.click(await screen.findByText(/^Details: /));
  await screen.findByRole('group', { name: 'Operations' });
  return page;
}

describe.each(['id_demo/web', 'id_demo/web/n1'])('the details of %s', key => {
  it('show the image with the way to copy it', async () => {
    await showDetails(key);
    const value = screen.getByText(IMAGE).closest('div');
    expect(value).toHaveTextContent(/^Image/);
    expect(within(value ?? document.body).getByRole('button', { name: 'Copy Image' })).toBeInTheDocument();
  });

  it('lead to the image catalog while there is one', async () => {
    const { commands } = await showDetails(key);
    const label = `Show ${IMAGE} in the image catalog`;
    expect(screen.queryByRole('button', { name: label })).toBeNull();
    const opened: unknown[] = [];
    const catalog = commands.addCommand('vcp:open-images', {
      describedBy: { args: { type: 'object' } },
      execute: args => opened.push(args['image'])
    });
    fireEvent.click(await screen.findByRole('button', { name: label }));
    expect(opened).toEqual([IMAGE]);
    act(() => {
      catalog.dispose();
    });
    expect(screen.queryByRole('button', { name: label })).toBeNull();
  });
});

it('says nothing where the controller does not tell the image', async () => {
  await showDetails('id_demo/db');
  expect(screen.getByText('Provider')).toBeInTheDocument();
  expect(screen.queryByText('Image')).toBeNull();
});
