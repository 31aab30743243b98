import type { FieldProps } from '@rjsf/utils';
import React, { useState } from 'react';

import { stringsOf } from '../../domain';
import type { JsonValue } from '../../domain';
import { useComposer } from '../composer';
import { useField, useWrongPositions } from '../form/useField';
import { entryOfPair, mapOfPairs, pairOfEntry, pairsOfMap, withEntry } from './pairs';
import { PairRows } from './PairRows';
import type { IPair } from './PairRows';
import { Suggestions } from './Suggestions';

const NOWHERE: ReadonlySet<number> = new Set();

function orNothing<T>(entries: readonly T[]): readonly T[] | undefined {
  return entries.length === 0 ? undefined : entries;
}

/** Environment variables of the base container. */
export function EnvironmentField(props: FieldProps): JSX.Element {
  const { trans } = useComposer();
  const field = useField(props);
  const wrong = useWrongPositions(field.name);
  const entries = stringsOf(field.value);
  return (
    <>
      <PairRows
        field={field}
        pairs={entries.map(pairOfEntry)}
        keyLabel={trans.__('Variable')}
        valueLabel={trans.__('Value')}
        wrong={wrong}
        onEdit={(position, pair) => {
          field.change(withEntry(entries, position, entryOfPair(pair)));
        }}
        onRemove={position => {
          field.change(orNothing(entries.filter((_, index) => index !== position)));
        }}
      />
      <Suggestions field={field} entries={entries} />
    </>
  );
}

/** Cloud tags: a map of texts. Two rows with one key are kept here until they differ, for a map can hold only one of them. */
export function TagsField(props: FieldProps): JSX.Element {
  const { trans } = useComposer();
  const field = useField(props);
  const [clash, setClash] = useState<{ readonly pairs: readonly IPair[]; readonly value: JsonValue | undefined } | null>(null);
  const open = clash !== null && clash.value === field.value;
  const pairs = open ? clash.pairs : pairsOfMap(field.value);
  const put = (next: readonly IPair[]): void => {
    const map = mapOfPairs(next);
    if (map === null) {
      setClash({ pairs: next, value: field.value });
      return;
    }
    setClash(null);
    field.change(next.length === 0 ? undefined : map);
  };
  return (
    <>
      <PairRows
        field={field}
        pairs={pairs}
        keyLabel={trans.__('Key')}
        valueLabel={trans.__('Value')}
        wrong={NOWHERE}
        onEdit={(position, pair) => {
          put(withEntry(pairs, position, pair));
        }}
        onRemove={position => {
          put(pairs.filter((_, index) => index !== position));
        }}
      />
      {open ? (
        <p className="jp-VcpSpec-message jp-mod-error" role="alert">
          {trans.__('Two tags have the same key. Change one of them; until then neither change is in the file.')}
        </p>
      ) : null}
    </>
  );
}
