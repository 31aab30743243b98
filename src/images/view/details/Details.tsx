import React, { useEffect, useRef } from 'react';

import '../../../../style/images-details.css';
import type { ImageContent } from '../../../api/types';
import { Tabs } from '../../../common/components/Tabs';
import { keepFocus } from '../../../common/keepFocus';
import { DETAILS_TABS } from '../../model/detailsModel';
import type { DetailsTab, ICatalogImage } from '../../model/detailsModel';
import { Compare } from '../compare/Compare';
import { Actions } from './Actions';
import { DetailsContext, useDetails, useDetailsSnapshot } from './context';
import type { IDetailsOptions } from './context';
import { Environment } from './Environment';
import { Labels } from './Labels';
import { Layers } from './Layers';
import { Overview } from './Overview';
import { State } from './State';
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
  const root = useRef<HTMLElement>(null);
  const present = selected !== null;
  useEffect(() => {
    const node = root.current;
    // Buttons go when they were pressed, such as those of the comparison: what they led to is in the tab.
    const keeping = node && keepFocus(node, () => node.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]'));
    return () => {
      keeping?.dispose();
    };
  }, [present]);
  if (selected === null) {
    return (
      <section className="jp-VcpImageDetails" aria-label={trans.__('Details')}>
        <p className="jp-VcpImageDetails-note">{trans.__('Select an image, and what is in it appears here.')}</p>
      </section>
    );
  }
  return (
    <section ref={root} className="jp-VcpImageDetails" aria-label={trans.__('Details of %1', selected.image)}>
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

function Content({ tab, selected }: { readonly tab: DetailsTab; readonly selected: ICatalogImage }): JSX.Element | null {
  const { trans } = useDetails();
  const { details, loading } = useDetailsSnapshot();
  switch (tab) {
    case 'overview':
      return <Overview selected={selected} details={details} />;
    case 'compare':
      return <Compare />;
    default:
      if (details?.content) {
        return <ContentTab tab={tab} content={details.content} />;
      }
      return loading ? null : <p className="jp-VcpImageDetails-note">{trans.__('There is nothing that could be shown here.')}</p>;
  }
}

interface IContentTabProps {
  readonly tab: 'environment' | 'labels' | 'layers';
  readonly content: ImageContent;
}

function ContentTab({ tab, content }: IContentTabProps): JSX.Element {
  switch (tab) {
    case 'environment':
      return <Environment content={content} />;
    case 'labels':
      return <Labels content={content} />;
    case 'layers':
      return <Layers content={content} />;
  }
}
