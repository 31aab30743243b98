import React from 'react';

import { useComposer } from '../composer';
import { useAttribute } from '../form/useField';
import type { IField } from '../form/useField';
import { offeredValues } from './TextFields';

interface ISuggestionsProps {
  readonly field: IField;
  readonly entries: readonly string[];
}

/** Entries that are often needed and not in the list yet, one button each. */
export function Suggestions({ field, entries }: ISuggestionsProps): JSX.Element | null {
  const { trans } = useComposer();
  const offered = offeredValues(useAttribute(field.name)).filter(entry => !entries.includes(entry));
  if (offered.length === 0 || field.disabled) {
    return null;
  }
  return (
    <div className="jp-VcpSpec-suggestions">
      {offered.map(entry => (
        <button
          key={entry}
          type="button"
          className="jp-VcpSpec-smallButton"
          aria-label={trans.__('Add %1', entry)}
          onClick={() => {
            field.change([...entries, entry]);
          }}
        >
          + {entry}
        </button>
      ))}
    </div>
  );
}
