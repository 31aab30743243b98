import React, { useRef, useState } from 'react';

import { useSignalValue } from '../../../common/useSignal';
import { linesOfPath } from '../../domain';
import type { MappedText, Path } from '../../domain';
import { useComposer, useSelected } from '../composer';
import { sectionOfPath } from '../sectionOfPath';
import { useHighlight } from './useHighlight';
import type { IToken } from './tokens';

interface ICodeViewProps {
  readonly mapped: MappedText;
  /** Name of the language in JupyterLab's registry. */
  readonly language: string;
  readonly label: string;
}

/**
 * A generated text. The lines of the focused field are marked, and a line leads to its field.
 *
 * #### Notes
 * One line is in the tab order, arrow keys move among them: a program of fifty lines must not cost fifty presses of Tab.
 */
export function CodeView({ mapped, language, label }: ICodeViewProps): JSX.Element {
  const { layout } = useComposer();
  const provider = useSelected(snapshot => snapshot.provider);
  const focused = useSignalValue(layout.changed, () => layout.focused);
  const marked = new Set(focused ? linesOfPath(mapped, focused) : []);
  const tokens = useHighlight(mapped.text, language);
  const list = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const stop = Math.min(current, mapped.lines.length - 1);
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(mapped.lines.length - 1, to));
    setCurrent(next);
    const row = list.current?.children[next];
    if (row instanceof HTMLElement) {
      row.focus();
    }
  };
  return (
    <div ref={list} className="jp-VcpSpec-code" role="listbox" aria-label={label} aria-multiselectable="true" tabIndex={-1}>
      {mapped.lines.map(({ text, path }, position) => (
        <CodeLine
          key={position}
          text={text}
          tokens={tokens.get(text)}
          linked={path !== null && path.length > 0}
          marked={marked.has(position)}
          focusable={position === stop}
          onOpen={() => {
            if (path) {
              open(path);
            }
          }}
          onMove={step => {
            move(position + step);
          }}
        />
      ))}
    </div>
  );

  function open(path: Path): void {
    layout.reveal(path, sectionOfPath(path, provider));
  }
}

interface ICodeLineProps {
  readonly text: string;
  readonly tokens: readonly IToken[] | undefined;
  readonly linked: boolean;
  readonly marked: boolean;
  readonly focusable: boolean;
  readonly onOpen: () => void;
  readonly onMove: (step: number) => void;
}

function CodeLine({ text, tokens, linked, marked, focusable, onOpen, onMove }: ICodeLineProps): JSX.Element {
  const { trans } = useComposer();
  const classes = ['jp-VcpSpec-codeLine', ...(marked ? ['jp-mod-marked'] : []), ...(linked ? ['jp-mod-linked'] : [])];
  return (
    <div
      className={classes.join(' ')}
      role="option"
      aria-selected={marked}
      tabIndex={focusable ? 0 : -1}
      aria-label={text.trim() === '' ? trans.__('Blank line') : undefined}
      title={linked ? trans.__('Go to the field') : undefined}
      onClick={() => {
        // A drag that selects text ends in a click, too.
        if (window.getSelection()?.isCollapsed !== false) {
          onOpen();
        }
      }}
      onKeyDown={event => {
        const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -Infinity, End: Infinity }[event.key];
        if (step !== undefined) {
          event.preventDefault();
          onMove(step);
        } else if (event.key === 'Enter') {
          event.preventDefault();
          onOpen();
        }
      }}
    >
      {tokens
        ? tokens.map((token, position) => (
            <span key={position} className={token.className}>
              {token.text}
            </span>
          ))
        : text}
      {'\n'}
    </div>
  );
}
