import type { FieldProps } from '@rjsf/utils';
import React from 'react';

import { counterpartOf, diskUnits, groupBeside, isShown, takesVcDisks, topLevelText, withDisk } from '../../domain';
import type { JsonValue } from '../../domain';
import { NEW_SPEC } from '../attach';
import { useComposer, useSnapshot } from '../composer';
import { useAttribute, useField } from '../form/useField';
import { useOffered } from '../useOffered';
import { ChipList } from './ChipList';
import { DiskTable } from './DiskTable';
import { diskEntries, diskText, withChips } from './disks';
import { DiskUse } from './DiskUse';
import { useChips } from './useChips';

/** Disks to attach: VC disks of the storage groups, where the provider takes them, and volumes of the cloud by their ids. */
export function DisksField(props: FieldProps): JSX.Element {
  const { trans } = useComposer();
  const { spec, provider, context } = useSnapshot();
  const field = useField(props);
  const example = useAttribute(field.name)?.examples[0];
  const entries = diskEntries(field.value);
  const vcDisks = provider !== null && takesVcDisks(provider);
  const units = spec === null || provider === null || !vcDisks ? [] : diskUnits(context.unitGroups ?? [], spec, provider, entries);
  const put = (next: readonly JsonValue[]): void => {
    field.change(next.length === 0 ? undefined : next);
  };
  const hasChip = (entry: JsonValue): boolean => !isShown(entry, units);
  const chipped = entries.flatMap((entry, position) => (hasChip(entry) ? [{ text: diskText(entry), position }] : []));
  const texts = chipped.map(({ text }) => text);
  const chips = useChips(texts, next => {
    put(withChips(entries, hasChip, next ?? []));
  });
  return (
    <>
      {units.length > 0 ? (
        <DiskTable
          units={units}
          provider={provider?.name ?? ''}
          disabled={field.disabled}
          onChoose={(disk, chosen) => {
            put(withDisk(entries, disk, chosen));
          }}
        />
      ) : null}
      {vcDisks && units.length === 0 ? <NoDisks known={context.unitGroups !== null} /> : null}
      <ChipList
        field={field}
        entries={texts}
        positions={chipped.map(({ position }) => position)}
        chips={chips}
        inputLabel={trans.__('Volume id')}
        placeholder={typeof example === 'string' ? trans.__('id of a volume, e.g. %1', example) : trans.__('id of a volume')}
      />
      <DiskUse />
    </>
  );
}

/** Where VC disks would stand, and how to get the first. */
function NoDisks({ known }: { readonly known: boolean }): JSX.Element {
  const { commands, trans } = useComposer();
  const { spec, provider } = useSnapshot();
  const offered = useOffered();
  const storage = provider === null ? null : counterpartOf(provider, offered);
  const make = (name: string): void => {
    const unitGroup = groupBeside(topLevelText(spec ?? {}, 'unitGroup') || 'vc', 'storage', []);
    void commands.execute(NEW_SPEC, { unitType: 'storage', provider: name, unitGroup });
  };
  return (
    <p className="jp-VcpSpec-note">
      {known ? trans.__('There are no VC disks yet.') : trans.__('Which VC disks there are is not known now.')}{' '}
      {storage === null ? null : (
        <button
          type="button"
          className="jp-VcpSpec-smallButton"
          onClick={() => {
            make(storage.name);
          }}
        >
          {trans.__('New Spec for Disks (%1)…', storage.name)}
        </button>
      )}
    </p>
  );
}
