import '@testing-library/jest-dom';
import { Clipboard, Notification } from '@jupyterlab/apputils';
import { Signal } from '@lumino/signaling';
import { fireEvent, screen, waitFor } from '@testing-library/react';

import type { FakeRoutes } from '../../testing/fakeServer';
import type { INotebookCells } from '../../tokens';
import type { ISpecActions } from '../specDocument';
import { specActions } from '../view/specActions';
import { AWS, compose, textOf, trans } from './composing';
import type { IComposing } from './composing';

/** Remembers what was put where. */
class FakeCells implements INotebookCells {
  readonly changed: Signal<INotebookCells, void> = new Signal<INotebookCells, void>(this);
  readonly put: (readonly [where: string, code: string])[] = [];
  refusal: Error | null = null;

  constructor(readonly target: string | null) {}

  get available(): boolean {
    return this.target !== null;
  }

  insert(code: string): Promise<boolean> {
    this.put.push(['current', code]);
    return Promise.resolve(true);
  }

  create(code: string): Promise<void> {
    this.put.push(['new', code]);
    return Promise.resolve();
  }

  append(path: string, code: string): Promise<void> {
    if (this.refusal) {
      return Promise.reject(this.refusal);
    }
    this.put.push([path, code]);
    return Promise.resolve();
  }
}

beforeAll(() => {
  // As JupyterLab's style sheet: its dialogs are shown without the attribute `open`.
  document.head.insertAdjacentHTML('beforeend', '<style>dialog.jp-Dialog { display: flex }</style>');
});

let composing: IComposing;
const save = jest.fn(() => Promise.resolve());
const copied = jest.spyOn(Clipboard, 'copyToSystem').mockImplementation(() => undefined);

async function actionsOf(cells: INotebookCells | null, routes: FakeRoutes = {}): Promise<ISpecActions> {
  composing = await compose(textOf(AWS), routes);
  return specActions({ model: composing.model, save, cells, trans, language: 'en' });
}

const code = (): string => composing.model.snapshot.code?.text ?? '';
const notices = (): readonly string[] => Notification.manager.notifications.map(({ message }) => message);

async function choose(place: string): Promise<void> {
  fireEvent.change(await screen.findByRole('combobox'), { target: { value: place } });
  fireEvent.click(screen.getByRole('button', { name: 'Ok' }));
}

async function name(path: string): Promise<void> {
  fireEvent.change(await screen.findByPlaceholderText('notebooks/vcp.ipynb'), { target: { value: path } });
  fireEvent.click(screen.getByRole('button', { name: 'Insert' }));
}

afterEach(() => {
  composing.dispose();
  Notification.manager.dismiss();
  copied.mockClear();
  save.mockClear();
});

describe('inserting the code', () => {
  it('goes into the current notebook, and says which', async () => {
    const cells = new FakeCells('analysis.ipynb');
    await (await actionsOf(cells)).insertCode();
    expect(cells.put).toEqual([['current', code()]]);
    expect(notices()).toEqual(['The code was inserted into analysis.ipynb.']);
  });

  it('asks where to when the page has no notebook', async () => {
    const cells = new FakeCells(null);
    const done = (await actionsOf(cells)).insertCode();
    await choose('Into a new notebook');
    await done;
    expect(cells.put).toEqual([['new', code()]]);
  });

  it('goes into a notebook by path', async () => {
    const cells = new FakeCells(null);
    const done = (await actionsOf(cells)).insertCode();
    await choose('Into a notebook that I name');
    await name(' lab/web.ipynb ');
    await done;
    expect(cells.put).toEqual([['lab/web.ipynb', code()]]);
    expect(notices()).toEqual(['The code was inserted into lab/web.ipynb.']);
  });

  it('shows why a notebook did not take it, and claims nothing', async () => {
    const cells = new FakeCells(null);
    cells.refusal = new Error('lab/web.ipynb has unsaved edits.');
    const done = (await actionsOf(cells)).insertCode();
    await choose('Into a notebook that I name');
    await name('lab/web.ipynb');
    await waitFor(() => {
      expect(screen.getByRole('dialog')).toHaveTextContent('has unsaved edits');
    });
    fireEvent.click(screen.getByRole('button', { name: /close|ok|dismiss/i }));
    await done;
    expect(notices()).toEqual([]);
  });

  it('offers only the clipboard where there are no notebooks at all', async () => {
    const done = (await actionsOf(null)).insertCode();
    expect((await screen.findAllByRole('option')).map(option => option.textContent)).toEqual(['Copy to the clipboard']);
    await choose('Copy to the clipboard');
    await done;
    expect(copied).toHaveBeenCalledWith(code());
  });
});

it('copies the code', async () => {
  await (await actionsOf(null)).copyCode();
  expect(copied).toHaveBeenCalledWith(code());
  expect(notices()).toEqual(['The code is on the clipboard.']);
});

describe('creating', () => {
  const orders = (): number =>
    composing.connection.server.requests.filter(({ path, method }) => method === 'POST' && path === 'jobs').length;

  it('orders once, after the question', async () => {
    const job = {
      id: 'one',
      kind: 'create',
      state: 'succeeded',
      unitGroup: { id: null, name: 'demo' },
      unit: 'web',
      startedAt: '',
      updatedAt: ''
    };
    const done = (await actionsOf(null, { 'POST jobs': () => ({ status: 202, body: job }) })).createNodes();
    await screen.findByRole('dialog');
    expect(orders()).toBe(0);
    fireEvent.click(screen.getByRole('button', { name: 'Create' }));
    await done;
    expect(orders()).toBe(1);
    expect(save).toHaveBeenCalledTimes(1);
  });

  it('orders nothing when the file cannot be saved', async () => {
    save.mockImplementationOnce(() => Promise.reject(new Error('The disk is full.')));
    const done = (await actionsOf(null)).createNodes();
    await screen.findByRole('dialog');
    fireEvent.click(screen.getByRole('button', { name: 'Create' }));
    await waitFor(() => {
      expect(screen.getByRole('dialog')).toHaveTextContent('The disk is full.');
    });
    fireEvent.click(screen.getByRole('button', { name: /close|ok|dismiss/i }));
    await done;
    expect(orders()).toBe(0);
  });

  it("shows the controller's own words when it refuses", async () => {
    const refusal = { code: 'refused', message: 'Refused.', upstreamMessage: 'quota exceeded' };
    const done = (await actionsOf(null, { 'POST jobs': () => ({ status: 409, body: refusal }) })).createNodes();
    await screen.findByRole('dialog');
    fireEvent.click(screen.getByRole('button', { name: 'Create' }));
    await waitFor(() => {
      expect(screen.getByRole('dialog')).toHaveTextContent('quota exceeded');
    });
    fireEvent.click(screen.getByRole('button', { name: /close|ok|dismiss/i }));
    await done;
  });

  it('puts the code into the notebook when the user prefers that', async () => {
    const cells = new FakeCells('analysis.ipynb');
    const done = (await actionsOf(cells)).createNodes();
    await screen.findByRole('dialog');
    fireEvent.click(screen.getByRole('button', { name: 'Use the code instead' }));
    await done;
    expect(cells.put).toEqual([['current', code()]]);
    expect(orders()).toBe(0);
  });
});
