import type { FieldProps } from '@rjsf/utils';
import React from 'react';

import { stringsOf } from '../../domain';
import { useComposer } from '../composer';
import { partIds, useField, useWrongPositions } from '../form/useField';
import type { IField } from '../form/useField';
import { withEntry } from './pairs';
import { RemoveRowButton } from './RemoveRowButton';
import { Suggestions } from './Suggestions';
import { parseVolume, volumeText } from './volumes';
import type { IVolume } from './volumes';

/** Volumes of the base container: directory of the node, directory in the container, mode. */
export function VolumesField(props: FieldProps): JSX.Element {
  const field = useField(props);
  const wrong = useWrongPositions(field.name);
  const entries = stringsOf(field.value);
  const edit = (position: number, entry: string): void => {
    field.change(withEntry(entries, position, entry));
  };
  const remove = (position: number): void => {
    const rest = entries.filter((_, index) => index !== position);
    field.change(rest.length === 0 ? undefined : rest);
  };
  return (
    <>
      <div className="jp-VcpSpec-rows" role="group" aria-labelledby={partIds.label(field.id)}>
        {[...entries, ''].map((entry, position) => (
          <VolumeRow
            key={position}
            field={field}
            entry={entry}
            position={position}
            last={position === entries.length}
            wrong={wrong.has(position)}
            onEdit={edit}
            onRemove={remove}
          />
        ))}
      </div>
      <Suggestions field={field} entries={entries} />
    </>
  );
}

interface IVolumeRowProps {
  readonly field: IField;
  readonly entry: string;
  readonly position: number;
  readonly last: boolean;
  readonly wrong: boolean;
  readonly onEdit: (position: number, entry: string) => void;
  readonly onRemove: (position: number) => void;
}

function VolumeRow({ field, entry, position, last, wrong, onEdit, onRemove }: IVolumeRowProps): JSX.Element {
  const { trans } = useComposer();
  const volume = parseVolume(entry);
  const number = position + 1;
  const input = (label: string, value: string, first: boolean, change: (text: string) => void): JSX.Element => (
    <input
      className="jp-mod-styled jp-VcpSpec-input"
      id={first && position === 0 ? field.id : undefined}
      type="text"
      autoComplete="off"
      spellCheck={false}
      placeholder={last ? label : ''}
      aria-label={trans.__('%1 %2', label, number)}
      value={value}
      disabled={field.disabled}
      {...field.aria}
      onChange={event => {
        change(event.target.value);
      }}
    />
  );
  const part = (change: Partial<IVolume>): void => {
    if (volume) {
      onEdit(position, volumeText({ ...volume, ...change }));
    }
  };
  return (
    <div className={`jp-VcpSpec-row${wrong ? ' jp-mod-error' : ''}`}>
      {volume === null ? (
        input(trans.__('Volume'), entry, true, text => {
          onEdit(position, text);
        })
      ) : (
        <>
          {input(trans.__('Directory of the node'), volume.host, true, host => {
            part({ host });
          })}
          {input(trans.__('Directory in the container'), volume.container, false, container => {
            part({ container });
          })}
          <ModeSelect
            volume={volume}
            label={trans.__('%1 %2', trans.__('Mode'), number)}
            disabled={field.disabled || volume.host === ''}
            onChange={mode => {
              part({ mode });
            }}
          />
        </>
      )}
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

/** Words of docker, the same in every language. */
const MODES = ['ro', 'rw'] as const;

interface IModeSelectProps {
  readonly volume: IVolume;
  readonly label: string;
  readonly disabled: boolean;
  readonly onChange: (mode: IVolume['mode']) => void;
}

function ModeSelect({ volume, label, disabled, onChange }: IModeSelectProps): JSX.Element {
  const { trans } = useComposer();
  return (
    <select
      className="jp-mod-styled jp-VcpSpec-select"
      aria-label={label}
      value={volume.mode}
      disabled={disabled}
      title={volume.host === '' ? trans.__('A volume without a directory of the node has no mode.') : ''}
      onChange={event => {
        const { value } = event.target;
        onChange(value === 'ro' || value === 'rw' ? value : '');
      }}
    >
      <option value="">{trans.__('default')}</option>
      {MODES.map(mode => (
        <option key={mode} value={mode}>
          {mode}
        </option>
      ))}
    </select>
  );
}
