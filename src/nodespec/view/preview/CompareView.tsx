import React, { useId, useState } from 'react';

import { compareSpecs, compareWithFlavor, pathText } from '../../domain';
import type { Difference, JsonValue } from '../../domain';
import type { ISpecSnapshot } from '../../model';
import { useComposer, useSnapshot } from '../composer';
import { valueText } from '../form/valueText';
import { sectionOfPath } from '../sectionOfPath';

type Base = 'flavor' | 'saved';

function differences({ spec, saved, provider, surroundings: { flavors, specOptions } }: ISpecSnapshot, base: Base): readonly Difference[] {
  if (spec === null) {
    return [];
  }
  if (base === 'saved') {
    return saved === null ? [] : compareSpecs(saved, spec);
  }
  return provider === null ? [] : compareWithFlavor(spec, provider, flavors, specOptions);
}

/** What is different from the flavor, or from the file as it was saved. */
export function CompareView(): JSX.Element {
  const { trans } = useComposer();
  const snapshot = useSnapshot();
  const id = useId();
  const [base, setBase] = useState<Base>('flavor');
  const rows = differences(snapshot, base);
  return (
    <div className="jp-VcpSpec-compare">
      <label htmlFor={id}>{trans.__('Compare with')}</label>{' '}
      <select
        id={id}
        className="jp-mod-styled jp-VcpSpec-select"
        value={base}
        onChange={event => {
          setBase(event.target.value === 'saved' ? 'saved' : 'flavor');
        }}
      >
        <option value="flavor">{trans.__('flavor and defaults')}</option>
        <option value="saved">{trans.__('saved file')}</option>
      </select>
      {rows.length === 0 ? <p className="jp-VcpSpec-note">{trans.__('No differences.')}</p> : <Rows rows={rows} />}
    </div>
  );
}

function Rows({ rows }: { readonly rows: readonly Difference[] }): JSX.Element {
  const { layout, trans } = useComposer();
  const { provider } = useSnapshot();
  const cell = (value: JsonValue | undefined): string => (value === undefined ? '–' : valueText(value));
  return (
    <table className="jp-VcpSpec-table">
      <thead>
        <tr>
          <th scope="col">{trans.__('Setting')}</th>
          <th scope="col">{trans.__('Before')}</th>
          <th scope="col">{trans.__('Now')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ path, before, after }) => (
          <tr key={pathText(path)}>
            <th scope="row">
              <button
                type="button"
                className="jp-VcpSpec-link"
                onClick={() => {
                  layout.reveal(path, sectionOfPath(path, provider));
                }}
              >
                {String(path[path.length - 1])}
              </button>
            </th>
            <td>{cell(before)}</td>
            <td>{cell(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
