import React from 'react';

import { versionFirst } from '../../domain/compare';
import type { IValueComparison } from '../../domain/compare';
import { useDetails } from '../details/context';
import { LongText } from '../details/Copyable';
import { HiddenValue } from '../details/ValueList';
import { relationText } from './relationText';

/** Named values of two images: what differs is shown, what is the same is folded. */
export function ValueTable({ values, label }: { readonly values: readonly IValueComparison[]; readonly label: string }): JSX.Element {
  const { trans } = useDetails();
  const ordered = versionFirst(values);
  const same = ordered.filter(({ relation }) => relation === 'same');
  const others = ordered.filter(({ relation }) => relation !== 'same');
  return (
    <>
      {others.length === 0 ? (
        <p className="jp-VcpImageDetails-note">{values.length === 0 ? trans.__('Neither has any.') : trans.__('No differences.')}</p>
      ) : (
        <Rows values={others} label={label} />
      )}
      {same.length > 0 && (
        <details>
          <summary>{trans._n('%1 is the same', '%1 are the same', same.length)}</summary>
          <dl className="jp-VcpImageDetails-values">
            {same.map(({ name, left }) => (
              <div key={name}>
                <dt>
                  <code>{name}</code>
                </dt>
                <dd>
                  <Value value={left} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

function Rows({ values, label }: { readonly values: readonly IValueComparison[]; readonly label: string }): JSX.Element {
  const { trans } = useDetails();
  return (
    <table className="jp-VcpImageDetails-table jp-mod-compare" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{trans.__('Name')}</th>
          <th scope="col">{trans.__('Left image')}</th>
          <th scope="col">{trans.__('Right image')}</th>
        </tr>
      </thead>
      <tbody>
        {values.map(({ name, relation, left, right }) => (
          <tr key={name} className="jp-mod-different">
            <th scope="row">
              <code>{name}</code>
              <div className="jp-VcpImageDetails-dim">{relationText(relation, trans)}</div>
            </th>
            <td>
              <Value value={left} />
            </td>
            <td>
              <Value value={right} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ value }: { readonly value: string | null | undefined }): JSX.Element {
  if (value === undefined) {
    return <>–</>;
  }
  return value === null ? (
    <HiddenValue />
  ) : (
    <code>
      <LongText text={value} />
    </code>
  );
}
