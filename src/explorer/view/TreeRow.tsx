import type { TranslationBundle } from '@jupyterlab/translation';
import React, { memo } from 'react';

import { since } from '../domain/durations';
import type { IRow } from '../domain/rows';
import { stateKind } from '../domain/states';
import type { Place } from '../domain/tree';
import { errorOf, membersBelow, nameOf, providerOf, stateOf } from '../domain/tree';
import type { IOrderState } from '../model/orders';
import { useExplorer } from './context';
import { RowActions } from './RowActions';
import { durationText, orderedText, stateMeaning } from './words';

export interface ITreeRowProps {
  readonly id: string;
  readonly row: IRow;
  /** Pixels from the top of the list. */
  readonly top: number;
  readonly focused: boolean;
  readonly hovered: boolean;
  /** Null: nothing is selected anywhere. */
  readonly selected: boolean | null;
  readonly order: IOrderState | undefined;
  /** Milliseconds since the epoch, for ages. */
  readonly now: number;
  /** Changes whenever what is possible may have changed for another reason than the row itself. */
  readonly verdicts: unknown;
}

/**
 * One row of the tree. Keys and pointer are the tree's business: it finds the row by `data-key`.
 *
 * `aria-selected` marks what operations are about: the selection, or the row with the focus while there is none.
 */
export const TreeRow = memo(function TreeRow(props: ITreeRowProps): JSX.Element {
  const { id, row, top, focused, hovered, selected } = props;
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={row.level}
      aria-setsize={row.setSize}
      aria-posinset={row.position}
      aria-expanded={row.expanded ?? undefined}
      aria-selected={selected ?? focused}
      aria-labelledby={`${id}-label`}
      data-key={row.key}
      data-kind={row.place.kind}
      data-type={row.place.group.type}
      className={`jp-VcpExplorer-row${focused ? ' jp-mod-focused' : ''}${selected ? ' jp-mod-selected' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <Caret expanded={row.expanded} />
      <RowText {...props} />
      {(focused || hovered) && <RowActions place={row.place} tabIndex={focused ? 0 : -1} />}
      {(focused || hovered || selected !== null) && <Tick />}
    </div>
  );
}, isSame);

/** No button: the arrow keys of the tree do the same, and a screen reader hears `expanded` from the row. Drawn by the style sheet. */
function Caret({ expanded }: Pick<IRow, 'expanded'>): JSX.Element {
  return <span className="jp-VcpExplorer-caret" data-toggles={expanded === null ? undefined : 'true'} aria-hidden="true" />;
}

/** For the pointer only: the space bar does the same, and a screen reader hears `selected` from the row. */
function Tick(): JSX.Element {
  const { trans } = useExplorer();
  return <span className="jp-VcpExplorer-tick" data-ticks="true" aria-hidden="true" title={trans.__('Select')} />;
}

/** Tooltips come with the pointer: a row that only scrolls by is drawn faster without. */
function RowText({ id, row, order, now, hovered }: ITreeRowProps): JSX.Element {
  const { trans } = useExplorer();
  const { place } = row;
  const error = errorOf(place);
  const age = since(startOf(place), now);
  return (
    <span id={`${id}-label`} className="jp-VcpExplorer-label">
      <span className="jp-VcpExplorer-name" title={hovered ? nameOf(place) : undefined}>
        {place.kind === 'disk' && !place.disk.name ? trans.__('Disk %1', place.disk.number) : nameOf(place)}
      </span>
      {place.kind === 'node' && <span className="jp-VcpExplorer-address">{place.node.address || '–'}</span>}
      <StateBadge state={stateOf(place)} order={order} explained={hovered} />
      <span className="jp-VcpExplorer-more">
        <span className="jp-VcpExplorer-about">{aboutOf(place, trans)}</span>
        <Count place={place} />
        {age && <span className="jp-VcpExplorer-age">{durationText(age, trans)}</span>}
      </span>
      {error !== '' && (
        <span className="jp-VcpExplorer-error" title={error} role="img" aria-label={trans.__('has an error text')}>
          !
        </span>
      )}
    </span>
  );
}

interface IStateBadgeProps {
  readonly state: string;
  readonly order: IOrderState | undefined;
  /** With a tooltip that says what the word means. */
  readonly explained: boolean;
}

function StateBadge({ state, order, explained }: IStateBadgeProps): JSX.Element {
  const { trans } = useExplorer();
  if (order?.phase === 'given') {
    return <span className="jp-VcpExplorer-state jp-mod-ordered">{orderedText(order.operation, trans)}</span>;
  }
  return (
    <>
      <span className={`jp-VcpExplorer-state jp-mod-${stateKind(state)}`} title={explained ? stateMeaning(state, trans) : undefined}>
        {state}
      </span>
      {order?.phase === 'failed' && <span className="jp-VcpExplorer-failed">{trans.__('failed')}</span>}
    </>
  );
}

function Count({ place }: { readonly place: Place }): JSX.Element | null {
  const { trans } = useExplorer();
  if (place.kind !== 'group' && place.kind !== 'unit') {
    return null;
  }
  const { length } = membersBelow(place);
  const text = place.group.type === 'storage' ? trans._n('%1 disk', '%1 disks', length) : trans._n('%1 node', '%1 nodes', length);
  return <span className="jp-VcpExplorer-count">{text}</span>;
}

/** The second most telling fact of a row, besides its state. */
function aboutOf(place: Place, trans: TranslationBundle): string {
  switch (place.kind) {
    case 'group':
      return place.group.owner;
    case 'unit':
      return providerOf(place) ?? '';
    case 'node':
      return '';
    case 'disk':
      return [place.disk.size ? `${place.disk.size} GB` : '', place.disk.inUse ? trans.__('in use') : '']
        .filter(text => text !== '')
        .join(' · ');
  }
}

function startOf(place: Place): string | null | undefined {
  switch (place.kind) {
    case 'group':
      return place.group.createdAt;
    case 'unit':
      return place.unit.createdAt;
    case 'node':
      return place.node.bootedAt;
    case 'disk':
      return place.disk.createdAt;
  }
}

/** The thing itself, whose identity says whether anything about it changed. */
function subject(place: Place): unknown {
  switch (place.kind) {
    case 'group':
      return place.group;
    case 'unit':
      return place.unit;
    case 'node':
      return place.node;
    case 'disk':
      return place.disk;
  }
}

function isSame(a: ITreeRowProps, b: ITreeRowProps): boolean {
  return (
    subject(a.row.place) === subject(b.row.place) &&
    a.row.key === b.row.key &&
    a.row.expanded === b.row.expanded &&
    a.row.setSize === b.row.setSize &&
    a.row.position === b.row.position &&
    a.top === b.top &&
    a.focused === b.focused &&
    a.hovered === b.hovered &&
    a.selected === b.selected &&
    a.order === b.order &&
    a.now === b.now &&
    a.verdicts === b.verdicts
  );
}
