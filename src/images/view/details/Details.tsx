import React from 'react';

import '../../../../style/images-details.css';
import { problemOf } from '../../model/problems';
import { DETAILS_TABS } from '../../model/detailsModel';
import type { DetailsTab, ICatalogImage } from '../../model/detailsModel';
import { Compare } from '../compare/Compare';
import { Problem } from '../Problem';
import { Actions } from './Actions';
import { DetailsContext, useDetails, useDetailsSnapshot } from './context';
import type { IDetailsOptions } from './context';
import { Environment } from './Environment';
import { Labels } from './Labels';
import { Layers } from './Layers';
import { Overview } from './Overview';
import { Tabs } from './Tabs';
import { tabTitle } from './words';

/** Everything about the image that the model has selected, in tabs. */
export function Details({ options }: { readonly options: IDetailsOptions }): JSX.Element {
  return (
    <DetailsContext.Provider value={options}>
      <Selected />
    </DetailsContext.Provider>
  );
}

function Selected(): JSX.Element {
  const { model, trans } = useDetails();
  const { selected, tab } = useDetailsSnapshot();
  if (selected === null) {
    return (
      <section className="jp-VcpImageDetails" aria-label={trans.__('Details')}>
        <p className="jp-VcpImageDetails-note">{trans.__('Select an image, and what is in it appears here.')}</p>
      </section>
    );
  }
  return (
    <section className="jp-VcpImageDetails" aria-label={trans.__('Details of %1', selected.image)}>
      <h3>{selected.image}</h3>
      <Actions selected={selected} />
      <State />
      <Tabs
        label={trans.__('Details')}
        tabs={DETAILS_TABS.map(name => ({ name, title: tabTitle(name, trans) }))}
        current={tab}
        onChoose={name => {
          model.showTab(name);
        }}
      >
        <Content tab={tab} selected={selected} />
      </Tabs>
    </section>
  );
}

/** What is under way or went wrong, and whether the tag has moved. */
function State(): JSX.Element {
  const { model, trans } = useDetails();
  const { details, error, formerDigest, loading } = useDetailsSnapshot();
  const retry = (): void => {
    void model.reload();
  };
  const missing = problemOf(details?.contentProblem ?? null);
  return (
    <div className="jp-VcpImageDetails-state">
      <p role="status" className="jp-VcpImageDetails-note">
        {loading && details === null ? trans.__('Asking the registry…') : ''}
      </p>
      {error !== null && <Problem error={error} trans={trans} retry={retry} />}
      {missing && <Problem error={missing} trans={trans} retry={retry} />}
      {formerDigest !== null && (
        <p role="note" className="jp-VcpImageDetails-warning">
          {trans.__('The tag names another image than a moment ago. Before, it was %1.', formerDigest)}
        </p>
      )}
    </div>
  );
}

function Content({ tab, selected }: { readonly tab: DetailsTab; readonly selected: ICatalogImage }): JSX.Element | null {
  const { details } = useDetailsSnapshot();
  switch (tab) {
    case 'overview':
      return <Overview selected={selected} details={details} />;
    case 'environment':
      return details?.content ? <Environment content={details.content} /> : null;
    case 'labels':
      return details ? <Labels details={details} /> : null;
    case 'layers':
      return details?.content ? <Layers content={details.content} /> : null;
    case 'compare':
      return <Compare />;
  }
}
