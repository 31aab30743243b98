import React from 'react';

import type { FactName, IComparison } from '../../domain/compare';
import { sizeDifferenceText } from '../../domain/sizes';
import { useDetails } from '../details/context';
import { LongText } from '../details/Copyable';
import { factText, factTitle } from './factWords';
import { sideTitle } from './text';
import type { ISide } from './text';

export interface IFactTableProps {
  readonly left: ISide;
  readonly right: ISide;
  readonly comparison: IComparison;
}

/** Single facts of two images side by side. */
export function FactTable({ left, right, comparison: { facts } }: IFactTableProps): JSX.Element {
  const { language, trans } = useDetails();
  return (
    <table className="jp-VcpImageDetails-table jp-mod-compare" aria-label={trans.__('Overview')}>
      <thead>
        <tr>
          <td />
          <th scope="col">{sideTitle(left, right)}</th>
          <th scope="col">{sideTitle(right, left)}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map(({ name, same }) => (
          <tr key={name} className={same ? undefined : 'jp-mod-different'}>
            <th scope="row">{factTitle(name, trans)}</th>
            {same ? (
              <td colSpan={2}>{cell(left, name)}</td>
            ) : (
              <>
                <td>{cell(left, name)}</td>
                <td>
                  {cell(right, name)}
                  {name === 'size' && (
                    <span className="jp-VcpImageDetails-dim"> {sizeDifferenceText(left.content.size, right.content.size, language)}</span>
                  )}
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );

  function cell({ content }: ISide, name: FactName): JSX.Element {
    const text = factText(name, content, language);
    return text === '' ? <span className="jp-VcpImageDetails-dim">{trans.__('none')}</span> : <LongText text={text} />;
  }
}
