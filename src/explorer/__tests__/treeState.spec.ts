import type { Choice } from '../domain/selection';
import { TreeState } from '../model/treeState';
import { group, node, sampleTree, unit } from './cloud';

function treeState(): TreeState {
  const state = new TreeState({ filter: '', opened: [], closed: [] });
  state.setTree(sampleTree());
  return state;
}

/** Rows of the sample: 0 demo, 1 demo/db, 2 n1 of db, 3 demo/web, 4 n1, 5 n2, 6 store, 7 store/vol, 8 d1. */
type Step = (state: TreeState) => unknown;

const keyAt = (state: TreeState, index: number) => state.rows[index]?.key ?? '';
const choose =
  (choice: Choice) =>
  (index: number): Step =>
  state => {
    state.select(keyAt(state, index), choice);
  };
const [click, tick, add, range] = [choose('only'), choose('toggle'), choose('add'), choose('range')];
const press =
  (key: string): Step =>
  state =>
    state.press(key);
const shift =
  (key: string): Step =>
  state =>
    state.extend(key);
const all: Step = state => {
  state.selectAll();
};

describe('selection', () => {
  it.each<[string, readonly Step[], readonly number[], number]>([
    ['a click is no selection', [click(4)], [], 4],
    ['the tick of a row without a selection takes that row only', [click(4), tick(5)], [5], 5],
    ['the tick again takes it away', [tick(4), tick(5), tick(4)], [5], 4],
    ['Ctrl takes the row with the focus too, which counted so far', [click(4), add(8)], [4, 8], 8],
    ['Ctrl on the row with the focus takes that', [click(4), add(4)], [4], 4],
    ['Ctrl without a focus takes the row', [add(4), add(5), add(4)], [5], 4],
    ['a click ends the selection', [add(4), add(5), click(8)], [], 8],
    ['Shift goes from the row with the focus, over rows of its kind', [click(2), range(5)], [2, 4, 5], 5],
    ['Shift again begins at the same row', [click(4), range(5), range(2)], [2, 4], 2],
    ['Shift upwards', [click(5), range(2)], [2, 4, 5], 2],
    ['Shift takes no row of another kind at its end', [click(0), range(3)], [0], 3],
    ['Shift adds to what is selected elsewhere', [tick(8), click(0), tick(8), tick(2), press('End'), range(8)], [2, 8], 8],
    ['Shift without a focus takes the row', [range(3)], [3], 3],
    ['Shift and arrows grow and shrink', [click(4), shift('ArrowDown'), shift('ArrowUp')], [4], 4],
    ['Shift and arrows pass over rows of another kind', [click(2), shift('ArrowDown'), shift('ArrowDown')], [2, 4], 4],
    ['Shift and End', [click(0), shift('End')], [0, 6], 8],
    ['Shift and a letter or the right arrow is no range', [click(0), shift('ArrowRight'), shift('a')], [], 0],
    ['a move without Shift keeps the selection and ends the range', [click(4), shift('ArrowDown'), press('Home'), range(1)], [0, 4, 5], 1],
    ['all: of the kind of the row with the focus', [click(4), all], [2, 4, 5], 4],
    ['all: besides what is selected', [tick(8), press('Home'), all], [0, 6, 8], 0],
    ['cleared', [click(4), all, state => state.clearSelection()], [], 4]
  ])('%s', (_, steps, selected, focused) => {
    const state = treeState();
    for (const step of steps) {
      step(state);
    }
    expect([...state.selected].sort()).toEqual(selected.map(index => keyAt(state, index)).sort());
    expect(state.focused).toBe(keyAt(state, focused));
  });

  it('counts what a filter or a closed row hides, and keeps it', () => {
    const state = treeState();
    for (const step of [tick(2), tick(5), tick(8)]) {
      step(state);
    }
    state.setFilter('web');
    expect([...state.selected]).toHaveLength(3);
    expect(state.hiddenSelected).toBe(2);
    state.setFilter('');
    expect(state.hiddenSelected).toBe(0);
    state.toggle('id_demo/web');
    expect(state.hiddenSelected).toBe(1);
    expect(state.selected.has('id_demo/web/n2')).toBe(true);
  });

  it('loses what is gone, keeps the same set when nothing is, and begins no range at a row that is gone', () => {
    const state = treeState();
    state.select('id_demo/web/n2', 'only');
    state.select('id_demo/web/n1', 'range');
    const before = state.selected;
    state.setTree(sampleTree());
    expect(state.selected).toBe(before);
    state.setTree([group('demo', [unit('web', [node(1), node(3)])])]);
    expect([...state.selected]).toEqual(['id_demo/web/n1']);
    state.select('id_demo/web/n3', 'range');
    expect([...state.selected].sort()).toEqual(['id_demo/web/n1', 'id_demo/web/n3']);
    state.setTree(null);
    expect(state.selected.size).toBe(0);
  });
});

describe('what is remembered', () => {
  const large = (count: number) => [
    group('demo', [
      unit(
        'web',
        Array.from({ length: count }, (_, index) => node(index + 1))
      )
    ])
  ];

  it('is what differs from how rows open by themselves', () => {
    const state = treeState();
    expect(state.remember()).toEqual({ filter: '', opened: [], closed: [] });
    state.toggle('id_demo/web');
    expect(state.remember()).toEqual({ filter: '', opened: [], closed: ['id_demo/web'] });
    state.setTree(large(60));
    expect(state.remember().closed).toEqual([]); // Closed is what such a unit is anyhow.
    state.toggle('id_demo/web');
    expect(state.remember()).toEqual({ filter: '', opened: ['id_demo/web'], closed: [] });
  });

  it('comes back: opened stays open, closed stays closed, the others as they are by themselves', () => {
    const opened = new TreeState({ filter: '', opened: ['id_demo/web'], closed: [] });
    opened.setTree(large(60));
    expect(opened.rows).toHaveLength(62);
    const closed = new TreeState({ filter: '', opened: [], closed: ['id_demo'] });
    closed.setTree(large(3));
    expect(closed.rows).toHaveLength(1);
  });

  it('keeps a unit open that has grown large meanwhile, also over a reload', () => {
    const state = new TreeState({ filter: '', opened: [], closed: [] });
    state.setTree(large(3));
    state.setTree(large(60));
    expect(state.rows).toHaveLength(62);
    const again = new TreeState(state.remember());
    again.setTree(large(60));
    expect(again.rows).toHaveLength(62);
  });
});
