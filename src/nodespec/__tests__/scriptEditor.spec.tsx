import '@testing-library/jest-dom';
import type { CodeEditor, IEditorServices } from '@jupyterlab/codeeditor';
import { act, render, screen } from '@testing-library/react';
import React from 'react';

import { ScriptEditor, scriptMimeType } from '../view/fields/ScriptEditor';

/** The editors that were made: the host and the model of each are real, only the text area of CodeMirror is not. */
const made: CodeEditor.IOptions[] = [];
const disposed = jest.fn();

const services: Partial<IEditorServices> = {
  factoryService: {
    newDocumentEditor: options => newEditor(options),
    newInlineEditor: options => newEditor(options)
  }
};

function newEditor(options: CodeEditor.IOptions): CodeEditor.IEditor {
  const content = document.createElement('div');
  content.setAttribute('contenteditable', 'true');
  content.setAttribute('role', 'textbox');
  options.host.append(content);
  made.push(options);
  const editor: Partial<CodeEditor.IEditor> = {
    model: options.model,
    dispose: () => {
      content.remove();
      disposed();
    }
  };
  return editor as CodeEditor.IEditor;
}

const onChange = jest.fn();
const aria = { 'aria-describedby': 'help', 'aria-invalid': true } as const;

function view(text: string): JSX.Element {
  return (
    <>
      <p id="help">Runs as root.</p>
      <ScriptEditor
        services={services as IEditorServices}
        id="script"
        text={text}
        label="Start-up script"
        aria={aria}
        onChange={onChange}
      />
    </>
  );
}

const source = (): string => made[0]?.model.sharedModel.getSource() ?? '';
const write = (text: string): void => {
  act(() => {
    made[0]?.model.sharedModel.setSource(text);
  });
};

beforeEach(() => {
  made.length = 0;
  jest.clearAllMocks();
});

it.each([
  ['#!/bin/bash\necho', 'text/x-sh'],
  ['#!/usr/bin/env python3\nprint()', 'text/x-python'],
  ['#!/usr/bin/python3.11', 'text/x-python'],
  ['echo\n#!/usr/bin/python3', 'text/x-sh'],
  ['', 'text/x-sh']
])('highlights %j as %s', (text, type) => {
  expect(scriptMimeType(text)).toBe(type);
});

it('has the name, the help and the state of its field', () => {
  render(view('#!/bin/bash\n'));
  const editor = screen.getByRole('textbox', { name: 'Start-up script' });
  expect(editor).toHaveAccessibleDescription('Runs as root.');
  expect(editor).toBeInvalid();
});

it('tells what is typed, and highlights by the new first line', () => {
  render(view('#!/bin/bash\n'));
  expect(made[0]?.model.mimeType).toBe('text/x-sh');
  write('#!/usr/bin/env python3\n');
  expect(onChange).toHaveBeenLastCalledWith('#!/usr/bin/env python3\n');
  expect(made[0]?.model.mimeType).toBe('text/x-python');
});

it('takes over what others change, without telling it back as typed', () => {
  const { rerender } = render(view('#!/bin/bash\n'));
  rerender(view('#!/bin/bash\nset -eu\n'));
  expect(source()).toBe('#!/bin/bash\nset -eu\n');
  expect(onChange).not.toHaveBeenCalled();
});

it('is one editor for as long as it is shown', () => {
  const { rerender, unmount } = render(view('a'));
  rerender(view('ab'));
  expect(made).toHaveLength(1);
  unmount();
  expect(disposed).toHaveBeenCalledTimes(1);
});
