import type { FieldProps } from '@rjsf/utils';
import React from 'react';

import { nextFreeAddress, stringsOf, textIn } from '../../domain';
import type { JsonValue } from '../../domain';
import { useComposer, useSelected } from '../composer';
import { useAttribute, useField, useInherited } from '../form/useField';
import { ChipList } from './ChipList';
import { splitEntries, useChips } from './useChips';

/** Texts of a list; a single text, which some attributes take too, counts as a list of one. */
function entriesOf(value: JsonValue | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : stringsOf(value);
}

/** A list of short texts such as DNS servers, MAC addresses or `name:address` of a host. */
export function ListField(props: FieldProps): JSX.Element {
  const { trans, language } = useComposer();
  const field = useField(props);
  const attribute = useAttribute(field.name);
  const inherited = useInherited(field.name);
  const entries = entriesOf(field.value);
  const chips = useChips(entries, field.change, splitEntries);
  const title = attribute ? textIn(attribute.title, language) : field.name;
  return (
    <ChipList
      field={field}
      entries={entries}
      chips={chips}
      inputLabel={trans.__('%1: another entry', title)}
      placeholder={entriesOf(inherited?.value).join(', ')}
    />
  );
}

/** Addresses of the nodes, with the next free one of the provider's range at hand. */
export function AddressesField(props: FieldProps): JSX.Element {
  const { trans } = useComposer();
  const field = useField(props);
  const range = useSelected(snapshot => snapshot.context.range);
  const inUse = useSelected(snapshot => snapshot.context.addressesInUse);
  const entries = stringsOf(field.value);
  const chips = useChips(entries, field.change);
  const next = range === null ? null : nextFreeAddress(range, [...inUse.map(({ address }) => address), ...entries]);
  return (
    <ChipList field={field} entries={entries} chips={chips} inputLabel={trans.__('Another address')} placeholder={range ?? ''}>
      <button
        type="button"
        className="jp-VcpSpec-smallButton"
        disabled={field.disabled || next === null}
        title={next === null ? noNext(range === null) : trans.__('Add %1', next)}
        aria-label={next === null ? noNext(range === null) : trans.__('Add the next free address, %1', next)}
        onClick={() => {
          if (next !== null) {
            chips.add(next);
          }
        }}
      >
        {trans.__('+ next free')}
      </button>
    </ChipList>
  );

  function noNext(unknown: boolean): string {
    return unknown
      ? trans.__('No next free address: the VPN catalog does not tell the address range of this provider')
      : trans.__('No next free address: every address of %1 is taken', range ?? '');
  }
}
