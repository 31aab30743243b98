import React from 'react';

import { ApiError } from '../../api/errors';
import { useSignalValue } from '../../common/useSignal';
import type { ICatalogRow } from '../domain/catalog';
import type { ICatalogIndex } from '../domain/catalogIndex';
import { rowAt } from '../domain/catalogIndex';
import { specImage } from '../domain/copies';
import { sizeText } from '../domain/sizes';
import { problemOf } from '../model/problems';
import type { KnownSummary, Summaries } from '../model/summaries';
import { useImages } from './context';
import { nameWarningText } from './details/nameWords';
import { registryErrorText } from './registryErrorText';

export interface ITableRowProps {
  readonly id: string;
  readonly index: ICatalogIndex;
  readonly row: number;
  /** Place among the shown rows. */
  readonly place: number;
  /** Pixels from the top of the rows. */
  readonly top: number;
  readonly selected: boolean;
  readonly summaries: Summaries;
}

/** One image. Its name is taken apart into columns; a name outside the rules stands there as it is. */
export const TableRow = React.memo(function TableRow(props: ITableRowProps): JSX.Element {
  const { id, index, row, place, top, selected, summaries } = props;
  const { trans } = useImages();
  const image = rowAt(index, row);
  const { name } = image;
  const warnings = name.warnings.map(warning => nameWarningText(warning, trans));
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={selected}
      data-place={place}
      className={`jp-VcpImages-row${selected ? ' jp-mod-selected' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      title={[image.image, ...warnings].join('\n')}
    >
      {name.version === null ? <RawName image={image} /> : <NameParts image={image} />}
      <span role="gridcell" className="jp-VcpImages-tag">
        <Prefix repository={image.repository} />
        {image.tag}
      </span>
      <span role="gridcell" className="jp-VcpImages-repository">
        {image.repository}
      </span>
      <InUse image={image} />
      <Summary image={image} summaries={summaries} />
    </div>
  );
});

function NameParts({ image: { name, tag } }: { readonly image: ICatalogRow }): JSX.Element {
  const { trans } = useImages();
  const os = name.os === null ? '' : `${name.os.name} ${name.os.version ?? ''}`;
  // A final release has nothing to say; names of the old rule have any words there.
  const release = name.release === null ? (name.flavor ?? '') : (name.release.raw ?? '');
  return (
    <>
      <span
        role="gridcell"
        className="jp-VcpImages-part"
        aria-label={name.warnings.length > 0 ? trans.__('%1, see the notes on its name', name.version ?? tag) : undefined}
      >
        {name.version}
        {name.warnings.length > 0 && (
          <span className="jp-VcpImages-mark" aria-hidden="true">
            *
          </span>
        )}
      </span>
      <span role="gridcell" className="jp-VcpImages-part">
        {os}
      </span>
      <span role="gridcell" className="jp-VcpImages-part">
        {name.arch ?? ''}
      </span>
      <span role="gridcell" className="jp-VcpImages-part jp-VcpImages-badges">
        {name.gpu === true && <span className="jp-VcpImages-badge">{trans.__('GPU')}</span>}
        {name.systemd === true && <span className="jp-VcpImages-badge">{trans.__('systemd')}</span>}
      </span>
      <span role="gridcell" className="jp-VcpImages-part">
        {release}
      </span>
    </>
  );
}

function RawName({ image: { repository, tag, problem } }: { readonly image: ICatalogRow }): JSX.Element {
  return (
    <span role="gridcell" aria-colspan={5} className={`jp-VcpImages-part jp-VcpImages-raw${problem === null ? '' : ' jp-mod-odd'}`}>
      <Prefix repository={repository} />
      {tag}
    </span>
  );
}

/** The repository in front of a tag, where there is no room for a column of it. */
function Prefix({ repository }: { readonly repository: string }): JSX.Element {
  return <span className="jp-VcpImages-prefix">{`${repository}:`}</span>;
}

/** On how many nodes it runs. */
function InUse({ image }: { readonly image: ICatalogRow }): JSX.Element {
  const { inUse, language, model } = useImages();
  const registry = model.registry?.registry;
  const nodes = useSignalValue(inUse.changed, () => (registry ? inUse.countOf(specImage(registry, image.image)) : 0));
  return (
    <span role="gridcell" className="jp-mod-number">
      {nodes > 0 ? new Intl.NumberFormat(language).format(nodes) : ''}
    </span>
  );
}

/** Size and date, once they are known. */
function Summary({ image, summaries }: { readonly image: ICatalogRow; readonly summaries: Summaries }): JSX.Element {
  const { language, trans } = useImages();
  const known = useSignalValue(summaries.changed, () => (image.problem === null ? summaries.get(image.image) : null));
  const failure = failureOf(known);
  if (failure !== null) {
    const { title } = registryErrorText(failure, trans);
    return (
      <span role="gridcell" aria-colspan={2} className="jp-VcpImages-failed" title={title}>
        {title}
      </span>
    );
  }
  const { size, created } = known === null || known === 'asking' || known instanceof ApiError ? NOT_KNOWN : known;
  return (
    <>
      <span role="gridcell" className="jp-mod-number jp-VcpImages-size">
        {known === 'asking' ? '…' : size === null ? '' : sizeText(size, language)}
      </span>
      <span role="gridcell" className="jp-VcpImages-created">
        {created === null ? '' : new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(created))}
      </span>
    </>
  );
}

const NOT_KNOWN = { size: null, created: null } as const;

function failureOf(known: KnownSummary): ApiError | null {
  if (known === null || known === 'asking') {
    return null;
  }
  return known instanceof ApiError ? known : problemOf(known.problem);
}
