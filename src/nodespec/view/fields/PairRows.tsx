import React from 'react';

import { useComposer } from '../composer';
import { partIds } from '../form/useField';
import type { IField } from '../form/useField';
import { RemoveRowButton } from './RemoveRowButton';

export interface IPair {
  readonly key: string;
  readonly value: string;
}

interface IPairRowsProps {
  readonly field: IField;
  readonly pairs: readonly IPair[];
  readonly keyLabel: string;
  readonly valueLabel: string;
  readonly wrong: ReadonlySet<number>;
  /** A row was edited; the position after the last row adds one. */
  readonly onEdit: (position: number, pair: IPair) => void;
  readonly onRemove: (position: number) => void;
}

const NOTHING: IPair = { key: '', value: '' };

/** Rows of key and value. An empty row always waits at the end, so that there is no button to press before one can type. */
export function PairRows(props: IPairRowsProps): JSX.Element {
  const { field, pairs } = props;
  return (
    <div className="jp-VcpSpec-rows" role="group" aria-labelledby={partIds.label(field.id)}>
      {[...pairs, NOTHING].map((pair, position) => (
        <PairRow key={position} {...props} pair={pair} position={position} last={position === pairs.length} />
      ))}
    </div>
  );
}

interface IPairRowProps extends IPairRowsProps {
  readonly pair: IPair;
  readonly position: number;
  readonly last: boolean;
}

function PairRow({ field, pair, position, last, keyLabel, valueLabel, wrong, onEdit, onRemove }: IPairRowProps): JSX.Element {
  const { trans } = useComposer();
  const number = position + 1;
  return (
    <div className={`jp-VcpSpec-row${wrong.has(position) ? ' jp-mod-error' : ''}`}>
      <input
        className="jp-mod-styled jp-VcpSpec-input"
        id={position === 0 ? field.id : undefined}
        type="text"
        autoComplete="off"
        spellCheck={false}
        placeholder={last ? keyLabel : ''}
        aria-label={trans.__('%1 %2', keyLabel, number)}
        value={pair.key}
        disabled={field.disabled}
        {...field.aria}
        onChange={event => {
          onEdit(position, { ...pair, key: event.target.value });
        }}
      />
      <input
        className="jp-mod-styled jp-VcpSpec-input"
        type="text"
        autoComplete="off"
        spellCheck={false}
        placeholder={last ? valueLabel : ''}
        aria-label={trans.__('%1 %2', valueLabel, number)}
        value={pair.value}
        disabled={field.disabled}
        onChange={event => {
          onEdit(position, { ...pair, value: event.target.value });
        }}
      />
      {last ? null : (
        <RemoveRowButton
          number={number}
          disabled={field.disabled}
          trans={trans}
          onRemove={() => {
            onRemove(position);
          }}
        />
      )}
    </div>
  );
}
