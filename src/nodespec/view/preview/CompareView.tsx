import React, { useId } from 'react';

import { useSignalValue } from '../../../common/useSignal';
import { compareSpecs, compareWithFlavor, compareWithUnit, groupNamed, pathText, topLevelText } from '../../domain';
import type { Difference, JsonValue, KnownUnit } from '../../domain';
import type { ISpecSnapshot } from '../../model';
import { useComposer, useSnapshot } from '../composer';
import type { CompareBase } from '../layout';
import { valueText } from '../form/valueText';
import { sectionOfPath } from '../sectionOfPath';

/** The unit of the document's name, when there is one. */
function unitOf({ spec, provider, context: { unitGroups } }: ISpecSnapshot): KnownUnit | null {
  if (spec === null || provider === null) {
    return null;
  }
  const group = groupNamed(unitGroups, topLevelText(spec, 'unitGroup'), provider.unitType);
  return group?.units.find(({ name }) => name === topLevelText(spec, 'unit')) ?? null;
}

function differences(snapshot: ISpecSnapshot, base: CompareBase): readonly Difference[] {
  const { spec, saved, provider, surroundings } = snapshot;
  const unit = base === 'unit' ? unitOf(snapshot) : null;
  if (spec === null || (base !== 'saved' && provider === null)) {
    return [];
  }
  if (base === 'saved' || provider === null) {
    return saved === null ? [] : compareSpecs(saved, spec);
  }
  return unit === null
    ? compareWithFlavor(spec, provider, surroundings.flavors, surroundings.specOptions)
    : compareWithUnit(spec, provider, unit);
}

const BASES: readonly CompareBase[] = ['flavor', 'saved', 'unit'];

/** What is different from the flavor, from the file as it was saved, or from the unit that exists. */
export function CompareView(): JSX.Element {
  const { layout, trans } = useComposer();
  const snapshot = useSnapshot();
  const id = useId();
  const wanted = useSignalValue(layout.changed, () => layout.compareBase);
  const exists = unitOf(snapshot) !== null;
  const base = wanted === 'unit' && !exists ? 'flavor' : wanted;
  const rows = differences(snapshot, base);
  return (
    <div className="jp-VcpSpec-compare">
      <label htmlFor={id}>{trans.__('Compare with')}</label>{' '}
      <select
        id={id}
        className="jp-mod-styled jp-VcpSpec-select"
        value={base}
        onChange={event => {
          layout.compareBase = BASES.find(name => name === event.target.value) ?? 'flavor';
        }}
      >
        <option value="flavor">{trans.__('flavor and defaults')}</option>
        <option value="saved">{trans.__('saved file')}</option>
        {exists ? <option value="unit">{trans.__('unit that exists')}</option> : null}
      </select>
      {base === 'unit' ? (
        <p className="jp-VcpSpec-note">
          {trans.__('The VC Controller tells provider, number and addresses of a unit, not its other settings.')}
        </p>
      ) : null}
      {rows.length === 0 ? <p className="jp-VcpSpec-note">{trans.__('No differences.')}</p> : <Rows rows={rows} base={base} />}
    </div>
  );
}

function Rows({ rows, base }: { readonly rows: readonly Difference[]; readonly base: CompareBase }): JSX.Element {
  const { layout, trans } = useComposer();
  const { provider } = useSnapshot();
  const cell = (value: JsonValue | undefined): string => (value === undefined ? '–' : valueText(value));
  return (
    <table className="jp-VcpSpec-table">
      <thead>
        <tr>
          <th scope="col">{trans.__('Setting')}</th>
          <th scope="col">{base === 'unit' ? trans.__('Unit') : trans.__('Before')}</th>
          <th scope="col">{base === 'unit' ? trans.__('Spec') : trans.__('Now')}</th>
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
