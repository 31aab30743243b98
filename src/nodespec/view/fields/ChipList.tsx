import { closeIcon } from '@jupyterlab/ui-components';
import React, { useRef } from 'react';

import { useComposer } from '../composer';
import { partIds, useWrongPositions } from '../form/useField';
import type { IField } from '../form/useField';
import type { IChips } from './useChips';

interface IChipListProps {
  readonly field: IField;
  readonly entries: readonly string[];
  /** Where the entries stand in the value, when they are only some of it. */
  readonly positions?: readonly number[];
  readonly chips: IChips;
  /** Accessible name of the input for another entry. */
  readonly inputLabel: string;
  readonly placeholder?: string;
  readonly children?: React.ReactNode;
}

/** A list of short texts, each with a button that takes it away, and an input for the next one. */
export function ChipList({ field, entries, positions, chips, inputLabel, placeholder, children }: IChipListProps): JSX.Element {
  const { trans } = useComposer();
  const wrong = useWrongPositions(field.name);
  const input = useRef<HTMLInputElement>(null);
  const remove = (position: number): void => {
    chips.remove(position);
    // The button with the focus is gone; without this the focus would fall back to the page.
    input.current?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (event.key === 'Enter' || (event.key === ',' && chips.draft.trim() !== '')) {
      event.preventDefault();
      chips.commit();
    } else if (event.key === 'Backspace' && chips.draft === '' && entries.length > 0) {
      event.preventDefault();
      chips.remove(entries.length - 1);
    }
  };
  return (
    <div className="jp-VcpSpec-chips" role="group" aria-labelledby={partIds.label(field.id)}>
      {entries.map((entry, position) => (
        <span
          key={`${position}:${entry}`}
          className={`jp-VcpSpec-chip${wrong.has(positions?.[position] ?? position) ? ' jp-mod-error' : ''}`}
        >
          <span className="jp-VcpSpec-chipText">{entry}</span>
          <button
            type="button"
            className="jp-VcpIconButton"
            disabled={field.disabled}
            aria-label={trans.__('Remove %1', entry)}
            onClick={() => {
              remove(position);
            }}
          >
            <closeIcon.react tag="span" width="12px" height="12px" />
          </button>
        </span>
      ))}
      <input
        ref={input}
        className="jp-mod-styled jp-VcpSpec-input jp-VcpSpec-chipInput"
        id={field.id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={chips.draft}
        disabled={field.disabled}
        aria-label={inputLabel}
        {...field.aria}
        onChange={event => {
          chips.type(event.target.value);
        }}
        onBlur={chips.commit}
        onKeyDown={onKeyDown}
      />
      {children}
    </div>
  );
}
