import React from 'react';

import type { SortOrder } from '../domain/catalog';
import { useCatalog, useImages } from './context';

/** Names of the columns; some sort by them. */
export function HeaderRow(): JSX.Element {
  const { trans } = useImages();
  return (
    <div role="rowgroup" className="jp-VcpImages-header">
      <div role="row" aria-rowindex={1} className="jp-VcpImages-row">
        <SortedBy order="version" title={trans.__('Version')} className="jp-VcpImages-part" />
        <Column title={trans.__('OS')} className="jp-VcpImages-part" />
        <Column title={trans.__('Architecture')} short={trans.__('Arch.')} className="jp-VcpImages-part" />
        <Column title={trans.__('For')} className="jp-VcpImages-part" />
        <Column title={trans.__('Release')} className="jp-VcpImages-part" />
        <SortedBy order="name" title={trans.__('Tag')} className="jp-VcpImages-tag" />
        <SortedBy order="repository" title={trans.__('Repository')} className="jp-VcpImages-repository" />
        <Column title={trans.__('In use')} className="jp-mod-number" />
        <Column title={trans.__('Size')} className="jp-mod-number jp-VcpImages-size" />
        <Column title={trans.__('Created')} className="jp-VcpImages-created" />
      </div>
    </div>
  );
}

interface IColumnProps {
  readonly title: string;
  readonly className: string;
}

interface IPlainColumnProps extends IColumnProps {
  /** Shown instead of the title, where that is long. */
  readonly short?: string;
}

function Column({ title, short, className }: IPlainColumnProps): JSX.Element {
  return (
    <span role="columnheader" className={className} title={title} aria-label={short === undefined ? undefined : title}>
      {short ?? title}
    </span>
  );
}

interface ISortedByProps extends IColumnProps {
  readonly order: SortOrder;
}

/** A column that the table can be sorted by; pressed again, the other way round. */
function SortedBy({ order, title, className }: ISortedByProps): JSX.Element {
  const { model, trans } = useImages();
  const { sorting } = useCatalog();
  const current = sorting.order === order;
  // Versions stand newest first, names from A to Z.
  const descending = (order === 'version') !== (current && sorting.reversed);
  return (
    <span role="columnheader" className={className} aria-sort={current ? (descending ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        className="jp-VcpImages-sort"
        title={trans.__('Sort by %1', title)}
        onClick={() => {
          void model.sortBy(order);
        }}
      >
        {title}
        <span aria-hidden="true">{current ? (descending ? ' ▾' : ' ▴') : ''}</span>
      </button>
    </span>
  );
}
