import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import '@testing-library/jest-dom';

import { group, node, sampleTree, unit } from './cloud';
import { setUp } from './page';

expect.extend(toHaveNoViolations);

const rowOf = (key: string) => screen.getAllByRole('treeitem').find(row => row.dataset['key'] === key) as HTMLElement;
/** The tick of a row, which is there while the pointer is over the row. */
const tickOf = (key: string) => {
  fireEvent.pointerOver(rowOf(key));
  return rowOf(key).querySelector('[data-ticks]') as HTMLElement;
};
/** Not user-event's: it needs ranges of text, which the DOM of these specs lacks. */
const click = (element: HTMLElement, keys: { readonly shiftKey?: boolean; readonly ctrlKey?: boolean } = {}) => {
  fireEvent.click(element, keys);
};
const selectedKeys = () => screen.getAllByRole('treeitem', { selected: true }).map(row => row.dataset['key']);

async function loaded() {
  const page = setUp(sampleTree());
  await page.load();
  act(() => {
    screen.getByRole('tree').focus();
  });
  return { ...page, user: userEvent.setup() };
}

describe('several rows', () => {
  it('are chosen by the pointer, and the tree says so without faults', async () => {
    const { model, container } = await loaded();
    expect(screen.getByRole('tree')).toHaveAttribute('aria-multiselectable', 'true');
    click(rowOf('id_demo/web/n1'));
    expect(selectedKeys()).toEqual(['id_demo/web/n1']);
    expect(model.state.selected.size).toBe(0);
    click(rowOf('id_store/vol/d1'), { ctrlKey: true });
    expect(selectedKeys()).toEqual(['id_demo/web/n1', 'id_store/vol/d1']);
    expect(model.selectedPlaces.map(place => place.kind)).toEqual(['node', 'disk']);
    expect(await axe(container)).toHaveNoViolations();
    click(rowOf('id_demo'));
    expect(model.state.selected.size).toBe(0);
    expect(model.selectedPlaces.map(place => place.kind)).toEqual(['group']);
  });

  it('are chosen by their ticks, with a range from tick to tick', async () => {
    const { model } = await loaded();
    click(tickOf('id_demo/db/n1'));
    click(tickOf('id_demo/web/n2'), { shiftKey: true });
    expect([...model.state.selected]).toEqual(['id_demo/db/n1', 'id_demo/web/n1', 'id_demo/web/n2']);
    click(tickOf('id_demo/web/n1'));
    expect(selectedKeys()).toEqual(['id_demo/db/n1', 'id_demo/web/n2']);
    expect(screen.getByRole('tree')).toHaveFocus();
  });

  it('are chosen by keys alone', async () => {
    const { user, model } = await loaded();
    await user.keyboard('{End} {Escape}');
    expect(model.state.selected.size).toBe(0);
    await user.keyboard('{Home}{ArrowDown} {Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect([...model.state.selected]).toEqual(['id_demo/db', 'id_demo/web']);
    await user.keyboard('{ArrowDown}{Control>}a{/Control}');
    expect([...model.state.selected].sort()).toEqual(['id_demo/db', 'id_demo/db/n1', 'id_demo/web', 'id_demo/web/n1', 'id_demo/web/n2']);
    await user.keyboard('{Escape}');
    expect(model.state.selected.size).toBe(0);
  });

  it('leave Escape and other chords to JupyterLab when there is nothing to clear', async () => {
    await loaded();
    const tree = screen.getByRole('tree');
    expect(fireEvent.keyDown(tree, { key: 'Escape' })).toBe(true);
    expect(fireEvent.keyDown(tree, { key: 'a', ctrlKey: true, shiftKey: true })).toBe(true);
    expect(fireEvent.keyDown(tree, { key: 'a', ctrlKey: true })).toBe(false);
    expect(fireEvent.keyDown(tree, { key: 'Escape' })).toBe(false);
  });

  it('stay for the context menu on one of them, and give way to a row outside', async () => {
    const { model } = await loaded();
    click(tickOf('id_demo/web/n1'));
    click(tickOf('id_demo/web/n2'));
    fireEvent.contextMenu(rowOf('id_demo/web/n1'), { button: 2 });
    expect(model.state.selected.size).toBe(2);
    expect(model.state.focused).toBe('id_demo/web/n1');
    fireEvent.contextMenu(rowOf('id_demo/db'), { button: 2 });
    expect(model.state.selected.size).toBe(0);
    expect(model.state.focused).toBe('id_demo/db');
  });

  it('are left alone by opening and closing, by a double click and by the buttons of a row', async () => {
    const { model } = await loaded();
    click(tickOf('id_demo/db/n1'));
    click(rowOf('id_demo/web').querySelector('[data-toggles]') as HTMLElement);
    expect(rowOf('id_demo/web')).toHaveAttribute('aria-expanded', 'false');
    fireEvent.doubleClick(tickOf('id_demo/web'));
    expect(rowOf('id_demo/web')).toHaveAttribute('aria-expanded', 'false');
    expect([...model.state.selected]).toEqual(['id_demo/db/n1']);
  });

  it('that are gone are said aloud', async () => {
    const { server, load } = await loaded();
    click(tickOf('id_demo/web/n2'));
    click(tickOf('id_demo/web/n1'));
    const left = [group('demo', [unit('web', [node(1)])])];
    server.route({ 'GET unit-groups': () => ({ body: { unitGroups: left } }) });
    await load();
    expect(screen.getByText('A selected row is gone; 1 left.')).toBeInTheDocument();
    expect(selectedKeys()).toEqual(['id_demo/web/n1']);
  });
});
