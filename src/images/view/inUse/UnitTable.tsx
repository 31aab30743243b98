import React, { memo } from 'react';

import type { IJudgedUnit } from '../../domain/unitsInUse';
import { useImages } from '../context';
import { RowActions } from './RowActions';
import { StateText } from './StateText';
import { useRowKeys } from './useRowKeys';

export interface IUnitTableProps {
  readonly units: readonly IJudgedUnit[];
  /** Has a sentence read out; always the same function. */
  readonly say: (text: string) => void;
}

/** One row per unit. Tab goes through the buttons of one row, the arrow keys go from row to row. */
export function UnitTable({ units, say }: IUnitTableProps): JSX.Element {
  const { trans } = useImages();
  const { bodyRef, current } = useRowKeys(units.map(({ key }) => key));
  return (
    <table className="jp-VcpInUse-table">
      <caption>{trans.__('Units and the images that their nodes run')}</caption>
      <thead>
        <tr>
          <th scope="col">{trans.__('Unit group')}</th>
          <th scope="col">{trans.__('Unit')}</th>
          <th scope="col">{trans.__('Provider')}</th>
          <th scope="col">{trans.__('Image')}</th>
          <th scope="col">{trans.__('Nodes')}</th>
          <th scope="col">{trans.__('Release')}</th>
          <th scope="col">{trans.__('Actions')}</th>
        </tr>
      </thead>
      <tbody ref={bodyRef}>
        {units.map(unit => (
          <UnitRow key={unit.key} unit={unit} tabIndex={unit.key === current ? 0 : -1} say={say} />
        ))}
      </tbody>
    </table>
  );
}

interface IUnitRowProps {
  readonly unit: IJudgedUnit;
  readonly tabIndex: 0 | -1;
  readonly say: (text: string) => void;
}

const UnitRow = memo(function UnitRow({ unit, tabIndex, say }: IUnitRowProps): JSX.Element {
  const { trans } = useImages();
  return (
    <tr data-key={unit.key} data-state={unit.state.kind}>
      <td>{unit.group}</td>
      <th scope="row">{unit.unit}</th>
      <td>{unit.provider}</td>
      <td className="jp-VcpInUse-image">{unit.image !== null && <code>{unit.image}</code>}</td>
      <td className="jp-VcpInUse-number">
        {unit.nodes}
        <span className="jp-VcpInUse-narrow"> {trans._n('node', 'nodes', unit.nodes)}</span>
      </td>
      <td>
        <StateText state={unit.state} tabIndex={tabIndex} />
      </td>
      <td>
        <RowActions unit={unit} tabIndex={tabIndex} say={say} />
      </td>
    </tr>
  );
}, isSameRow);

/** Units are judged anew with every answer of the controller; a row is drawn again only when it says something else. */
function isSameRow(before: IUnitRowProps, after: IUnitRowProps): boolean {
  return before.tabIndex === after.tabIndex && JSON.stringify(before.unit) === JSON.stringify(after.unit);
}
