import React, { useId, useState } from 'react';

import { FACETS } from '../domain/catalog';
import type { FacetName, IFacetValue } from '../domain/catalog';
import { useCatalog, useImages } from './context';
import { facetTitle, facetValueText } from './words';

/** Values of a facet that are shown at first. */
const FIRST = 6;

/** Values that are shown at most: thousands of buttons are slow for everybody, and nobody reads them. */
const MOST = 200;

/** What the images can be chosen by: all facets that have something to choose, with the number of images behind each value. */
export function Facets(): JSX.Element | null {
  const { model, trans } = useImages();
  const { content, filter, shown } = useCatalog();
  if (shown === null || !content?.index || content.index.size === 0) {
    return null;
  }
  const { facets: chosen = {} } = filter;
  const count = FACETS.reduce((sum, facet) => sum + (chosen[facet]?.length ?? 0), 0);
  if (!FACETS.some(facet => isChoice(shown.facets[facet], chosen[facet] ?? []))) {
    return null;
  }
  return (
    <details className="jp-VcpImages-facets" open>
      <summary>{count === 0 ? trans.__('Filters') : trans.__('Filters (%1 chosen)', count)}</summary>
      <div className="jp-VcpImages-facetList">
        {FACETS.map(facet => (
          <Facet key={facet} facet={facet} values={shown.facets[facet]} chosen={chosen[facet] ?? []} />
        ))}
        {count > 0 && (
          <button
            type="button"
            className="jp-VcpImages-link"
            onClick={() => {
              model.setFilter({ facets: {} });
            }}
          >
            {trans.__('Clear filters')}
          </button>
        )}
      </div>
    </details>
  );
}

/** What only some names say, and those all alike, is no choice worth the room. */
function isChoice(values: readonly IFacetValue[], chosen: readonly string[]): boolean {
  return values.filter(({ value }) => value !== '').length > 1 || chosen.length > 0;
}

interface IFacetProps {
  readonly facet: FacetName;
  readonly values: readonly IFacetValue[];
  readonly chosen: readonly string[];
}

function Facet({ facet, values, chosen }: IFacetProps): JSX.Element | null {
  const { language, trans } = useImages();
  const [all, showAll] = useState(false);
  const id = useId();
  if (!isChoice(values, chosen)) {
    return null;
  }
  const shown = values.filter(({ value }, place) => place < (all ? MOST : FIRST) || chosen.includes(value));
  const hidden = Math.min(values.length, MOST) - shown.length;
  return (
    <div className="jp-VcpImages-facet" role="group" aria-labelledby={id}>
      <span id={id} className="jp-VcpImages-facetTitle">
        {facetTitle(facet, trans)}
      </span>
      {shown.map(({ value, count }) => (
        <Chip key={value} facet={facet} value={value} count={count} chosen={chosen.includes(value)} />
      ))}
      {(hidden > 0 || all) && (
        <button
          type="button"
          className="jp-VcpImages-link"
          aria-expanded={all}
          onClick={() => {
            showAll(!all);
          }}
        >
          {all ? trans.__('fewer') : trans.__('%1 more', new Intl.NumberFormat(language).format(hidden))}
        </button>
      )}
      {all && values.length > MOST && <span>{trans.__('Search for a part of the name to see others.')}</span>}
    </div>
  );
}

interface IChipProps extends IFacetValue {
  readonly facet: FacetName;
  readonly chosen: boolean;
}

function Chip({ facet, value, count, chosen }: IChipProps): JSX.Element {
  const { language, model, trans } = useImages();
  return (
    <button
      type="button"
      className="jp-VcpImages-chip"
      aria-pressed={chosen}
      title={value === '' ? trans.__('The name does not say it') : undefined}
      onClick={() => {
        model.toggle(facet, value);
      }}
    >
      {facetValueText(facet, value, trans)} <span className="jp-VcpImages-count">{new Intl.NumberFormat(language).format(count)}</span>
    </button>
  );
}
