import { deleteIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { inLanguage } from '../../common/bilingual';
import { IconButton } from '../../common/components/IconButton';
import type { IFlavorColumn, IFlavorRow, IFlavorTable } from '../domain/flavors';
import { Badge } from './Badge';
import { CopyButton } from './Copyable';
import { useProviders } from './context';

export interface IFlavorTableProps {
  readonly table: IFlavorTable;
  /** Name of the provider. */
  readonly provider: string;
  readonly newSpec: (flavor: string) => void;
  /** Null for samples, which stand in no file of the user. */
  readonly remove: ((flavor: string) => void) | null;
}

/** Flavors by keys. It scrolls sideways in itself, for some providers have many keys. */
export function FlavorTable(props: IFlavorTableProps): JSX.Element {
  const { table, provider } = props;
  const { trans } = useProviders();
  const name = trans.__('Flavors of %1', provider);
  return (
    // A region that scrolls must be reachable by keyboard, which needs a tab stop of its own.
    <ScrollRegion label={name}>
      <table className="jp-VcpProviders-table" aria-label={name}>
        <thead>
          <tr>
            <th scope="col">{trans.__('Flavor')}</th>
            {table.columns.map(column => (
              <ColumnHead key={column.key} column={column} />
            ))}
            <th scope="col">{trans.__('Actions')}</th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map(row => (
            <FlavorRow key={row.name} row={row} columns={table.columns} newSpec={props.newSpec} remove={props.remove} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function ScrollRegion({ label, children }: { readonly label: string; readonly children: React.ReactNode }): JSX.Element {
  return React.createElement('div', { className: 'jp-VcpProviders-scroll', role: 'region', 'aria-label': label, tabIndex: 0 }, children);
}

function ColumnHead({ column }: { readonly column: IFlavorColumn }): JSX.Element {
  const { language, trans } = useProviders();
  const { key, title, unit } = column;
  return (
    <th scope="col">
      <code>{key}</code>
      {title ? (
        <div className="jp-VcpProviders-dim">
          {inLanguage(title, language)}
          {unit && ` (${unit})`}
        </div>
      ) : (
        <div>
          <Badge badge={{ status: 'warning', text: trans.__('Unknown key: it has no effect') }} />
        </div>
      )}
    </th>
  );
}

interface IFlavorRowProps extends Pick<IFlavorTableProps, 'newSpec' | 'remove'> {
  readonly row: IFlavorRow;
  readonly columns: readonly IFlavorColumn[];
}

function FlavorRow({ row, columns, newSpec, remove }: IFlavorRowProps): JSX.Element {
  const { trans } = useProviders();
  const removal = trans.__('Remove flavor %1…', row.name);
  return (
    <tr>
      <th scope="row">{row.name}</th>
      {columns.map(({ key }, position) => (
        <td key={key}>{row.cells[position] ?? <span className="jp-VcpProviders-dim">–</span>}</td>
      ))}
      <td className="jp-VcpProviders-rowActions">
        <button
          type="button"
          className="jp-Button jp-mod-styled jp-VcpProviders-button"
          aria-label={trans.__('New spec with flavor %1', row.name)}
          onClick={() => {
            newSpec(row.name);
          }}
        >
          {trans.__('New Spec')}
        </button>
        <CopyButton text={row.yaml} label={trans.__('flavor %1 as YAML', row.name)} />
        {remove && (
          <IconButton
            icon={deleteIcon}
            label={removal}
            onClick={() => {
              remove(row.name);
            }}
          />
        )}
      </td>
    </tr>
  );
}
