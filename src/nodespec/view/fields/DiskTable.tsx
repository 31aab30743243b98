import React, { useId } from 'react';

import type { DiskChoice, DiskUnitChoice, VcDisk } from '../../domain';
import { useComposer } from '../composer';
import { diskRefusalText, holderText } from './diskWords';

interface IDiskTableProps {
  readonly units: readonly DiskUnitChoice[];
  /** Name of the provider whose nodes shall get the disks. */
  readonly provider: string;
  readonly disabled: boolean;
  readonly onChoose: (disk: VcDisk, chosen: boolean) => void;
}

/** The VC disks of all storage units with a check box each, and one for each unit as a whole. */
export function DiskTable(props: IDiskTableProps): JSX.Element {
  const { trans } = useComposer();
  return (
    <table className="jp-VcpSpec-table jp-VcpSpec-disks" aria-label={trans.__('VC disks')}>
      <thead>
        <tr>
          <th scope="col">{trans.__('VC disk')}</th>
          <th scope="col">{trans.__('Size')}</th>
          <th scope="col">{trans.__('State')}</th>
          <th scope="col">{trans.__('Attached to')}</th>
        </tr>
      </thead>
      {props.units.map(unit => (
        <DiskUnit key={`${unit.entry.unitGroup}/${unit.entry.unit}`} unit={unit} {...props} />
      ))}
    </table>
  );
}

function DiskUnit({ unit, ...props }: IDiskTableProps & { readonly unit: DiskUnitChoice }): JSX.Element {
  const { trans } = useComposer();
  const name = `${unit.entry.unitGroup}/${unit.entry.unit}`;
  return (
    <tbody>
      <tr className="jp-VcpSpec-diskUnit">
        <Choice
          {...props}
          choice={unit}
          label={trans._n('%2: the disk of the unit', '%2: all %1 disks of the unit', unit.disks.length, name)}
          columns={4}
          reason={unit.chosen ? '' : diskRefusalText(unit.refusal, props.provider, trans)}
        />
      </tr>
      {unit.disks.map(disk => (
        <DiskRow key={disk.number} {...props} name={name} disk={disk} />
      ))}
    </tbody>
  );
}

function DiskRow({
  disk,
  name,
  ...props
}: Omit<IDiskTableProps, 'units'> & { readonly disk: DiskChoice; readonly name: string }): JSX.Element {
  const { trans } = useComposer();
  return (
    <tr>
      <Choice
        {...props}
        choice={disk}
        label={trans.__('Disk %1', disk.number)}
        name={trans.__('%1: Disk %2', name, disk.number)}
        columns={1}
        reason={disk.chosen && disk.refusal?.code !== 'with_unit' ? '' : diskRefusalText(disk.refusal, props.provider, trans)}
      />
      <td className="jp-VcpSpec-number">{disk.size === null ? '–' : trans.__('%1 GB', disk.size)}</td>
      <td>{disk.state}</td>
      <td>{holderText(disk, trans)}</td>
    </tr>
  );
}

interface IChoiceProps extends Omit<IDiskTableProps, 'units'> {
  readonly choice: DiskUnitChoice | DiskChoice;
  readonly label: string;
  /** Accessible name, where the label alone does not say which unit it is about. */
  readonly name?: string;
  readonly columns: number;
  /** Why it cannot be chosen; empty when it can, or when it can be given up. */
  readonly reason: string;
}

/** The cell with the check box. A disk that is chosen can always be given up, whatever became of it. */
function Choice({ choice, label, name, columns, reason, disabled, onChoose }: IChoiceProps): JSX.Element {
  const id = useId();
  return (
    <th scope="row" colSpan={columns}>
      <label className="jp-VcpSpec-check">
        <input
          type="checkbox"
          checked={choice.chosen}
          disabled={disabled || reason !== ''}
          aria-label={name}
          aria-describedby={reason === '' ? undefined : id}
          onChange={event => {
            onChoose(choice.entry, event.target.checked);
          }}
        />
        {label}
      </label>
      {reason === '' ? null : (
        <span id={id} className="jp-VcpSpec-why">
          {reason}
        </span>
      )}
    </th>
  );
}
