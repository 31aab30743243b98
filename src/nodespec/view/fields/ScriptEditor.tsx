import { CodeEditor } from '@jupyterlab/codeeditor';
import type { IEditorServices } from '@jupyterlab/codeeditor';
import React, { useEffect, useRef } from 'react';

import { smallestEdit } from '../../model/textEdit';
import type { IFieldAria } from '../form/useField';

interface IScriptEditorProps {
  readonly services: IEditorServices;
  readonly id: string;
  readonly text: string;
  readonly label: string;
  readonly aria: IFieldAria;
  readonly onChange: (text: string) => void;
}

/** MIME type for highlighting by what the first line says; shell when it says nothing known. */
export function scriptMimeType(text: string): string {
  const [shebang = ''] = text.split('\n', 1);
  return /^#!.*\bpython[\d.]*\b/.test(shebang) ? 'text/x-python' : 'text/x-sh';
}

/** JupyterLab's own code editor, bound to a text that the document holds. */
export function ScriptEditor({ services, id, text, label, aria, onChange }: IScriptEditorProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeEditor.IEditor | null>(null);
  const latest = useRef({ text, onChange });
  latest.current = { text, onChange };

  useEffect(() => {
    if (!host.current) {
      return;
    }
    const model = new CodeEditor.Model({ mimeType: scriptMimeType(latest.current.text) });
    model.sharedModel.setSource(latest.current.text);
    model.sharedModel.clearUndoHistory();
    const onSource = (): void => {
      const source = model.sharedModel.getSource();
      model.mimeType = scriptMimeType(source);
      if (source !== latest.current.text) {
        latest.current.onChange(source);
      }
    };
    model.sharedModel.changed.connect(onSource);
    editor.current = services.factoryService.newDocumentEditor({ host: host.current, model });
    return () => {
      model.sharedModel.changed.disconnect(onSource);
      editor.current?.dispose();
      editor.current = null;
      model.dispose();
    };
  }, [services]);

  useEffect(() => {
    // Undo in the form, the file and other people change the text too; the cursor stays where it is.
    const shared = editor.current?.model.sharedModel;
    const edit = shared ? smallestEdit(shared.getSource(), text) : null;
    if (shared && edit) {
      shared.updateSource(edit.start, edit.end, edit.insert);
    }
  }, [text]);

  useEffect(() => {
    const content = host.current?.querySelector('[contenteditable]');
    content?.setAttribute('id', id);
    content?.setAttribute('aria-label', label);
    content?.setAttribute('aria-describedby', aria['aria-describedby']);
    content?.setAttribute('aria-invalid', String(aria['aria-invalid']));
  }, [id, label, aria]);

  return <div ref={host} className="jp-VcpSpec-editor" />;
}
