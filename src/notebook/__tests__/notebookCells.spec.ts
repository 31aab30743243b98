import { nullTranslator } from '@jupyterlab/translation';

import { NotebookCells } from '../model/notebookCells';
import { FakeDocuments, FakeNotebook, FakeTracker, notebookFile, openDocument } from './fakes';

const trans = nullTranslator.load('');
const CODE = 'vcc = VcController(getpass())';

function cellsOf(tracker: FakeTracker | null, documents = new FakeDocuments()) {
  const reveal = jest.fn();
  return { cells: new NotebookCells({ tracker, documents: () => Promise.resolve(documents), reveal, trans }), reveal, documents };
}

describe('NotebookCells', () => {
  describe('target', () => {
    it('is absent where the application has no notebooks', async () => {
      const { cells } = cellsOf(null);
      expect([cells.available, cells.target]).toEqual([false, null]);
      await expect(cells.insert(CODE)).resolves.toBe(false);
    });

    it('follows the current notebook and its name', () => {
      const tracker = new FakeTracker(null);
      const { cells } = cellsOf(tracker);
      const seen: (string | null)[] = [];
      cells.changed.connect(() => seen.push(cells.target));
      const notebook = new FakeNotebook('work/run.ipynb', ['a']);
      tracker.turnTo(notebook);
      notebook.rename('work/start.ipynb');
      tracker.turnTo(null);
      notebook.rename('work/later.ipynb');
      expect(seen).toEqual(['run.ipynb', 'start.ipynb', null]);
    });

    it('is not a notebook that is read-only', async () => {
      const notebook = new FakeNotebook('run.ipynb', ['a'], { readOnly: true });
      const { cells } = cellsOf(new FakeTracker(notebook));
      expect(cells.available).toBe(false);
      await expect(cells.insert(CODE)).resolves.toBe(false);
      expect(notebook.sources).toEqual(['a']);
    });

    it('is silent when disposed of', () => {
      const tracker = new FakeTracker(null);
      const { cells } = cellsOf(tracker);
      const emitted = jest.fn();
      cells.changed.connect(emitted);
      cells.dispose();
      tracker.turnTo(new FakeNotebook('run.ipynb', []));
      expect(cells.isDisposed).toBe(true);
      expect(emitted).not.toHaveBeenCalled();
    });
  });

  describe('insert', () => {
    it('puts the code below the active cell, makes it active and scrolls to it', async () => {
      const notebook = new FakeNotebook('run.ipynb', ['a', 'b', 'c']);
      notebook.content.activeCellIndex = 1;
      const { cells, reveal } = cellsOf(new FakeTracker(notebook));
      await expect(cells.insert(CODE)).resolves.toBe(true);
      expect(notebook.sources).toEqual(['a', 'b', CODE, 'c']);
      expect(notebook.content.activeCellIndex).toBe(2);
      expect(notebook.content.deselectAll).toHaveBeenCalledTimes(1);
      expect(notebook.content.scrollToItem).toHaveBeenCalledWith(2);
      expect(reveal).toHaveBeenCalledWith('panel-run.ipynb');
    });

    it('makes a code cell and leaves what other extensions wrote', async () => {
      const notebook = new FakeNotebook('run.ipynb', ['a']);
      await cellsOf(new FakeTracker(notebook)).cells.insert(CODE);
      const [old, added] = notebook.model.sharedModel.cells;
      expect(old?.getMetadata()).toEqual({ other: { extension: 1 } });
      expect(added?.cell_type).toBe('code');
    });

    it('is undone, and done again, in one step', async () => {
      const notebook = new FakeNotebook('run.ipynb', ['a', 'b']);
      await cellsOf(new FakeTracker(notebook)).cells.insert('line 1\nline 2');
      expect(notebook.sources).toEqual(['a', 'line 1\nline 2', 'b']);
      notebook.model.sharedModel.undo();
      expect(notebook.sources).toEqual(['a', 'b']);
      expect(notebook.model.sharedModel.canUndo()).toBe(false);
      notebook.model.sharedModel.redo();
      expect(notebook.sources).toEqual(['a', 'line 1\nline 2', 'b']);
    });

    it('works in a notebook without cells', async () => {
      const notebook = new FakeNotebook('run.ipynb', []);
      notebook.content.activeCellIndex = -1;
      await expect(cellsOf(new FakeTracker(notebook)).cells.insert(CODE)).resolves.toBe(true);
      expect(notebook.sources).toEqual([CODE]);
    });

    it('succeeds although a hidden notebook cannot scroll', async () => {
      const notebook = new FakeNotebook('run.ipynb', ['a']);
      notebook.content.scrollToItem.mockRejectedValueOnce(new Error('not attached'));
      await expect(cellsOf(new FakeTracker(notebook)).cells.insert(CODE)).resolves.toBe(true);
    });
  });

  describe('create', () => {
    it('writes the notebook with the code before it opens it', async () => {
      const { cells, documents } = cellsOf(null);
      await cells.create(CODE);
      expect(documents.saved).toEqual([
        {
          path: 'work/Untitled.ipynb',
          content: expect.objectContaining({
            nbformat: 4,
            metadata: expect.objectContaining({ kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } }),
            cells: [expect.objectContaining({ cell_type: 'code', source: CODE, outputs: [], id: expect.stringMatching(/^[\w-]{1,64}$/) })]
          })
        }
      ]);
      expect(documents.opened).toEqual(['work/Untitled.ipynb']);
    });

    it('leaves the choice of a kernel to the user when there is none for Python', async () => {
      const { cells, documents } = cellsOf(null);
      documents.kernel = null;
      await cells.create(CODE);
      expect(documents.saved[0]?.content).toMatchObject({ metadata: {} });
      expect(JSON.stringify(documents.saved[0]?.content)).not.toContain('kernelspec');
    });
  });

  describe('append', () => {
    const FILE = {
      cells: [{ cell_type: 'markdown', source: '# Run', metadata: { x: 1 } }],
      metadata: { y: 2 },
      nbformat: 4,
      nbformat_minor: 5,
      later: true
    };

    it('adds a cell to a closed file and keeps everything else', async () => {
      const { cells, documents } = cellsOf(null, new FakeDocuments(notebookFile(FILE)));
      await cells.append('work/run.ipynb', CODE);
      expect(documents.saved).toEqual([
        {
          path: 'work/run.ipynb',
          content: { ...FILE, cells: [FILE.cells[0], expect.objectContaining({ cell_type: 'code', source: CODE, id: expect.any(String) })] }
        }
      ]);
    });

    it('gives the cell no id in a format that has none', async () => {
      const { cells, documents } = cellsOf(null, new FakeDocuments(notebookFile({ ...FILE, nbformat_minor: 4 })));
      await cells.append('work/run.ipynb', CODE);
      expect(documents.saved[0]?.content).toMatchObject({ cells: [{}, { source: CODE }] });
      expect(JSON.stringify(documents.saved[0]?.content)).not.toContain('"id"');
    });

    it('goes through the model of an open notebook and saves it', async () => {
      const notebook = new FakeNotebook('work/run.ipynb', ['a']);
      const open = openDocument(notebook);
      const { cells, documents } = cellsOf(null, new FakeDocuments(notebookFile(FILE), [open]));
      await cells.append('work/run.ipynb', CODE);
      expect(notebook.sources).toEqual(['a', CODE]);
      expect(open.context.save).toHaveBeenCalledTimes(1);
      expect(documents.saved).toEqual([]);
    });

    it.each([
      ['the notebook', (dirty: boolean) => [openDocument(new FakeNotebook('work/run.ipynb', ['a']), { dirty })]],
      ['a text editor', (dirty: boolean) => [openDocument(new FakeNotebook('work/run.ipynb', ['a'])), openDocument(null, { dirty })]]
    ])('refuses a file with unsaved edits in %s and changes nothing', async (_name, opened) => {
      const open = opened(true);
      const { cells, documents } = cellsOf(null, new FakeDocuments(notebookFile(FILE), open));
      await expect(cells.append('work/run.ipynb', CODE)).rejects.toMatchObject({
        reason: 'unsaved',
        message: expect.stringContaining('work/run.ipynb')
      });
      expect(documents.saved).toEqual([]);
      expect(open[0]?.notebook?.cells.map(cell => cell.source) ?? ['a']).toEqual(['a']);
      expect(open.every(({ context }) => context.save.mock.calls.length === 0 && context.revert.mock.calls.length === 0)).toBe(true);
    });

    it('lets a text editor without edits read the file again', async () => {
      const open = openDocument(null);
      const { cells, documents } = cellsOf(null, new FakeDocuments(notebookFile(FILE), [open]));
      await cells.append('work/run.ipynb', CODE);
      expect(documents.saved).toHaveLength(1);
      expect(open.context.revert).toHaveBeenCalledTimes(1);
    });

    it.each<[string, FakeDocuments, string]>([
      ['a file of another type', new FakeDocuments(notebookFile('text', { type: 'file' })), 'not-a-notebook'],
      ['a notebook of format 3', new FakeDocuments(notebookFile({ worksheets: [], cells: [], nbformat: 3 })), 'not-a-notebook'],
      ['a file without write permission', new FakeDocuments(notebookFile(FILE, { writable: false })), 'read-only'],
      [
        'an open notebook without write permission',
        new FakeDocuments(notebookFile(FILE), [openDocument(new FakeNotebook('work/run.ipynb', []), { readOnly: true })]),
        'read-only'
      ]
    ])('refuses %s', async (_name, documents, reason) => {
      const { cells } = cellsOf(null, documents);
      await expect(cells.append('work/run.ipynb', CODE)).rejects.toMatchObject({ name: 'NotebookError', reason });
      expect(documents.saved).toEqual([]);
    });

    it('hands on the failure of the Jupyter server', async () => {
      const { cells } = cellsOf(null, new FakeDocuments(null));
      await expect(cells.append('gone.ipynb', CODE)).rejects.toThrow('HTTP 404');
    });
  });
});
