import { YFile } from '@jupyter/ydoc';
import { SemanticCommand } from '@jupyterlab/apputils';
import { CommandRegistry } from '@lumino/commands';
import { Widget } from '@lumino/widgets';

import { addUndo, UndoIDs } from '../undo';
import { trans } from './composing';

const spec = new Widget();
const notebook = new Widget();
const undoers = { undo: new SemanticCommand(), redo: new SemanticCommand() };
const commands = new CommandRegistry();
const file = YFile.create();
let inFront: YFile | null = file;

addUndo({ app: { commands }, editMenu: { undoers }, trans, isSpec: widget => widget === spec, history: () => inFront });

it('is what the Edit menu does in a spec, and only there', () => {
  expect(undoers.undo.getActiveCommandId(spec)).toBe(UndoIDs.undo);
  expect(undoers.redo.getActiveCommandId(spec)).toBe(UndoIDs.redo);
  expect(undoers.undo.getActiveCommandId(notebook)).toBeNull();
  expect(undoers.redo.getActiveCommandId(notebook)).toBeNull();
});

it('takes the last change back and makes it again, while there is one', async () => {
  file.setSource('{}');
  file.clearUndoHistory();
  expect(commands.isEnabled(UndoIDs.undo)).toBe(false);

  file.updateSource(1, 1, '"unit": "web"');
  await commands.execute(UndoIDs.undo);
  expect(file.getSource()).toBe('{}');
  expect(commands.isEnabled(UndoIDs.undo)).toBe(false);

  await commands.execute(UndoIDs.redo);
  expect(file.getSource()).toBe('{"unit": "web"}');
  expect(commands.isEnabled(UndoIDs.redo)).toBe(false);
});

it('is disabled when no spec is in front', () => {
  inFront = null;
  expect(commands.isEnabled(UndoIDs.undo)).toBe(false);
  expect(commands.isEnabled(UndoIDs.redo)).toBe(false);
});
