import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { inLanguage } from '../../../common/bilingual';
import type { IBulkPlan } from '../../domain/bulk';
import type { Place } from '../../domain/tree';
import { keyOf, membersBelow, stateOf } from '../../domain/tree';
import { bulkReasonText, pathText } from '../bulkWords';

/** Rows of each kind that are listed; of more, the number is said. */
const LISTED = 200;

interface ITargetTableProps {
  readonly plan: IBulkPlan;
  /** Whether to say whose each target is. */
  readonly owners: boolean;
  readonly trans: TranslationBundle;
  readonly language: string;
}

/** A row per target: what is left out comes first, since that is what one has to know before going on. */
export function TargetTable({ plan, owners, trans, language }: ITargetTableProps): JSX.Element {
  const { targets, leftOut } = plan;
  const unlisted = Math.max(0, targets.length - LISTED) + Math.max(0, leftOut.length - LISTED);
  return (
    // Long lists scroll; browsers let the keyboard reach what scrolls.
    <div className="jp-VcpDialog-targets" role="region" aria-label={trans.__('Targets')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{trans.__('Target')}</th>
            {owners && <th scope="col">{trans.__('Owner')}</th>}
            <th scope="col">{trans.__('State')}</th>
            <th scope="col">{trans.__('What happens')}</th>
          </tr>
        </thead>
        <tbody>
          {leftOut.slice(0, LISTED).map(({ place, reason }) => (
            <TargetRow key={keyOf(place)} place={place} owners={owners} left>
              {trans.__('left out: %1', bulkReasonText(reason, trans, language))}
            </TargetRow>
          ))}
          {targets.slice(0, LISTED).map(({ place, note }) => (
            <TargetRow key={keyOf(place)} place={place} owners={owners}>
              {[sizeText(place, trans), note ? inLanguage(note, language) : ''].filter(text => text !== '').join(' ')}
            </TargetRow>
          ))}
        </tbody>
      </table>
      {unlisted > 0 && <p>{trans._n('and %1 more', 'and %1 more', unlisted)}</p>}
    </div>
  );
}

interface ITargetRowProps {
  readonly place: Place;
  readonly owners: boolean;
  readonly left?: boolean;
  readonly children: string;
}

function TargetRow({ place, owners, left, children }: ITargetRowProps): JSX.Element {
  return (
    <tr className={left ? 'jp-mod-leftOut' : undefined}>
      <th scope="row">{pathText(place)}</th>
      {owners && <td>{place.group.owner}</td>}
      <td>{stateOf(place)}</td>
      <td>{children}</td>
    </tr>
  );
}

function sizeText(place: Place, trans: TranslationBundle): string {
  const { length } = membersBelow(place);
  if (place.kind === 'node' || place.kind === 'disk') {
    return trans.__('will be done');
  }
  return place.group.type === 'storage'
    ? trans._n('will be done: %1 disk', 'will be done: %1 disks', length)
    : trans._n('will be done: %1 node', 'will be done: %1 nodes', length);
}
