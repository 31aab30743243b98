import type { FieldProps } from '@rjsf/utils';
import React from 'react';

import type { JsonValue } from '../../domain';
import { useComposer, useSelected } from '../composer';
import { useField } from '../form/useField';
import { ChipList } from './ChipList';
import { diskChoices, diskEntries, diskText } from './disks';
import { useChips } from './useChips';

/** Disks to attach: volume ids of the cloud, or VC disks of the storage groups. */
export function DisksField(props: FieldProps): JSX.Element {
  const { trans } = useComposer();
  const field = useField(props);
  const groups = useSelected(snapshot => snapshot.context.unitGroups);
  const entries = diskEntries(field.value);
  const texts = entries.map(diskText);
  const put = (next: readonly JsonValue[]): void => {
    field.change(next.length === 0 ? undefined : next);
  };
  const chips = useChips(texts, next => {
    // What stands in the list already keeps its form; only new texts are volume ids.
    const left = [...entries];
    put(
      (next ?? []).map(text => {
        const at = left.findIndex(entry => diskText(entry) === text);
        return at < 0 ? text : (left.splice(at, 1)[0] ?? text);
      })
    );
  });
  const choices = diskChoices(groups ?? []).filter(({ text }) => !texts.includes(text));
  return (
    <ChipList field={field} entries={texts} chips={chips} inputLabel={trans.__('Volume id')} placeholder={trans.__('volume id')}>
      <select
        className="jp-mod-styled jp-VcpSpec-select"
        aria-label={trans.__('Add a VC disk')}
        value=""
        disabled={field.disabled || choices.length === 0}
        title={choices.length === 0 ? trans.__('There is no other VC disk in the storage unit groups.') : ''}
        onChange={event => {
          const chosen = choices.find(({ text }) => text === event.target.value);
          if (chosen) {
            put([...entries, { ...chosen.disk }]);
          }
        }}
      >
        <option value="">{trans.__('+ VC disk…')}</option>
        {choices.map(({ text, inUse }) => (
          <option key={text} value={text} disabled={inUse}>
            {inUse ? trans.__('%1 (in use)', text) : text}
          </option>
        ))}
      </select>
    </ChipList>
  );
}
