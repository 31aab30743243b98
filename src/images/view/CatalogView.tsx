import React, { useEffect, useMemo, useRef, useState } from 'react';

import '../../../style/images.css';
import { keepFocus } from '../../common/keepFocus';
import { Tabs } from '../../common/components/Tabs';
import type { IHandshakeText } from '../../common/handshakeText';
import type { RegistryModel } from '../model/registryModel';
import { ImagesContext, useCatalog, useImages } from './context';
import type { IImagesOptions } from './context';
import { Details } from './details/Details';
import { Count } from './Count';
import { Facets } from './Facets';
import { InUse } from './inUse/InUse';
import { Notices } from './Notices';
import { Table } from './Table';
import { Toolbar } from './Toolbar';
import { Unloaded } from './Unloaded';

export interface ICatalogViewProps {
  readonly options: IImagesOptions;
  /** Why nothing can be asked; null when the two halves work together. */
  readonly problem: IHandshakeText | null;
}

/** The image catalog: choice of the registry, filters, table and details. The same in the panel and in the dialog. */
export function CatalogView({ options, problem }: ICatalogViewProps): JSX.Element {
  return (
    <ImagesContext.Provider value={options}>
      {problem ? (
        <div className="jp-VcpImages-problem" role="alert">
          <p>{problem.title}</p>
          <p>{problem.advice}</p>
          {problem.command && <code>{problem.command}</code>}
        </div>
      ) : (
        <Parts />
      )}
    </ImagesContext.Provider>
  );
}

/** The catalog and what runs of it, in tabs; in the dialog only the catalog, as nothing else can be taken. */
function Parts(): JSX.Element {
  const { model, take, trans } = useImages();
  const { tab } = useCatalog();
  if (take !== null) {
    return <Catalog />;
  }
  const tabs = [
    { name: 'catalog', title: trans.__('Catalog') },
    { name: 'inUse', title: trans.__('In use') }
  ] as const;
  return (
    <div className="jp-VcpImages-parts">
      <Tabs
        label={trans.__('VCP Images')}
        tabs={tabs}
        current={tab}
        onChoose={name => {
          model.setTab(name);
        }}
      >
        {tab === 'catalog' ? <Catalog /> : <InUse />}
      </Tabs>
    </div>
  );
}

function Catalog(): JSX.Element {
  const rootRef = useRef<HTMLDivElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const [said, say] = useState('');
  const { model } = useImages();
  const { content } = useCatalog();
  const enterTable = (): void => {
    if (model.snapshot.place < 0) {
      model.selectAt(0);
    }
    gridRef.current?.focus({ preventScroll: true });
  };
  useEffect(() => {
    // The panel itself got the focus when it was opened, before there was a search.
    if (searchRef.current?.closest('[tabindex="-1"].jp-VcpImages') === document.activeElement) {
      searchRef.current?.focus();
    }
    // Most buttons beside the table go when they were pressed.
    const keeping = rootRef.current && keepFocus(rootRef.current, () => searchRef.current);
    return () => {
      keeping?.dispose();
    };
  }, []);
  const registry = model.registry;
  return (
    <div ref={rootRef} className="jp-VcpImages-catalog">
      <Toolbar searchRef={searchRef} onLeave={enterTable} />
      <Facets />
      <Notices />
      <Unloaded />
      <Count said={said} />
      {registry && content?.index && content.index.size > 0 && <Body gridRef={gridRef} registry={registry} say={say} />}
    </div>
  );
}

interface IBodyProps {
  readonly gridRef: React.RefObject<HTMLDivElement>;
  readonly registry: RegistryModel;
  readonly say: (text: string) => void;
}

function Body({ gridRef, registry, say }: IBodyProps): JSX.Element {
  const { take } = useImages();
  const { content, shown } = useCatalog();
  const detailsRef = useRef<HTMLDivElement>(null);
  const enterDetails = (): void => {
    detailsRef.current?.querySelector<HTMLElement>('button, [tabindex="0"]')?.focus();
  };
  return (
    <div className="jp-VcpImages-body">
      {content?.index && shown && (
        <Table gridRef={gridRef} index={content.index} rows={shown.rows} summaries={registry.summaries} onEnter={take ?? enterDetails} />
      )}
      <div ref={detailsRef} className="jp-VcpImages-details">
        <SelectedDetails say={say} />
      </div>
    </div>
  );
}

function SelectedDetails({ say }: { readonly say: (text: string) => void }): JSX.Element {
  const { commands, copyText, details, language, take, trans } = useImages();
  const options = useMemo(
    () => ({ model: details, commands: take === null ? commands : null, trans, language, copyText, say }),
    [details, take, commands, trans, language, copyText, say]
  );
  return <Details options={options} />;
}
