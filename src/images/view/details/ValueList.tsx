import React, { useId, useState } from 'react';

import type { INamedValue } from '../../domain/compare';
import { useDetails } from './context';
import { Copyable } from './Copyable';

/** Entries from which on a list can be filtered. */
const LONG = 12;

export interface IValueListProps {
  /** In the order in which they are shown. */
  readonly values: readonly INamedValue[];
  /** Accessible name of the list. */
  readonly label: string;
}

/** Names with their values; a long list has a filter. */
export function ValueList({ values, label }: IValueListProps): JSX.Element {
  const { trans } = useDetails();
  const [wanted, setWanted] = useState('');
  const id = useId();
  const text = wanted.trim().toLowerCase();
  const shown = values.filter(({ name, value }) => `${name}=${value ?? ''}`.toLowerCase().includes(text));
  return (
    <>
      {values.length > LONG && (
        <p className="jp-VcpImageDetails-filter">
          <label htmlFor={id}>{trans.__('Filter')}</label>
          <input
            id={id}
            type="search"
            className="jp-mod-styled"
            value={wanted}
            onChange={event => {
              setWanted(event.target.value);
            }}
          />
          <span role="status">{trans.__('%1 of %2', shown.length, values.length)}</span>
        </p>
      )}
      <dl className="jp-VcpImageDetails-values" aria-label={label}>
        {shown.map(({ name, value }, position) => (
          <div key={`${name} ${position}`}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{value === null ? <HiddenValue /> : <Copyable text={value} label={name} />}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Stands for a value that the server does not pass on. */
export function HiddenValue(): JSX.Element {
  const { trans } = useDetails();
  return <span className="jp-VcpImageDetails-dim">{trans.__('hidden, because the name looks like that of a secret')}</span>;
}
