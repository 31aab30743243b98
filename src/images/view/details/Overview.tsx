import React from 'react';

import type { ImageContent, ImageDetails } from '../../../api/types';
import { commandLine, manifestCommand, manifestUrl, partsOf, pinnedImage, pullCommand, specImage } from '../../domain/copies';
import { shortDigest } from '../../domain/layers';
import { originOf } from '../../domain/origin';
import { exactSizeText, sizeText } from '../../domain/sizes';
import type { ICatalogImage } from '../../model/detailsModel';
import { useDetails } from './context';
import { Copyable } from './Copyable';
import { Fact, Facts } from './Facts';
import { NameFacts } from './NameFacts';
import { Platform } from './Platform';
import { Statements } from './Statements';
import { ValueList } from './ValueList';
import { dateText, kindText } from './words';

export interface IOverviewProps {
  readonly selected: ICatalogImage;
  /** Null while they are not known; what the name tells is shown all the same. */
  readonly details: ImageDetails | null;
}

/** What the image is, and what is copied from it. */
export function Overview({ selected, details }: IOverviewProps): JSX.Element {
  return (
    <>
      <NameFacts image={selected.image} content={details?.content ?? null} />
      <References selected={selected} details={details} />
      {details && <Manifest details={details} />}
      {details?.content && <Start content={details.content} image={selected.image} />}
      {details && <Statements details={details} />}
      {details && details.annotations.length > 0 && <Annotations details={details} />}
      <Commands selected={selected} />
    </>
  );
}

function References({ selected: { registry, image }, details }: IOverviewProps): JSX.Element {
  const { trans } = useDetails();
  const digest = details?.digest ?? null;
  const byTag = partsOf(image).tag !== '';
  return (
    <Facts>
      <Fact label={trans.__('In a spec')}>
        <Copyable text={specImage(registry, image)} label={byTag ? trans.__('reference by tag') : trans.__('reference by digest')} />
      </Fact>
      {byTag && digest !== null && (
        <Fact label={trans.__('Pinned')}>
          {/* The whole digest stands below, as a fact of its own. */}
          <Copyable
            text={`${pinnedImage(registry, image, shortDigest(digest))}…`}
            copied={pinnedImage(registry, image, digest)}
            label={trans.__('reference by digest')}
          />
        </Fact>
      )}
    </Facts>
  );
}

function Manifest({ details }: { readonly details: ImageDetails }): JSX.Element {
  const { language, trans } = useDetails();
  const { content, digest, mediaType } = details;
  return (
    <Facts>
      <Fact label={trans.__('Kind')}>
        {kindText(details, trans)} <code className="jp-VcpImageDetails-dim">{mediaType}</code>
      </Fact>
      {digest !== null && (
        <Fact label={trans.__('Digest')}>
          <Copyable text={digest} label={trans.__('digest')} />
        </Fact>
      )}
      <Platform details={details} />
      {content && (
        <>
          <Fact label={trans.__('Size')}>
            {trans.__('%1 to download (compressed)', sizeText(content.size, language))}{' '}
            <span className="jp-VcpImageDetails-dim">{exactSizeText(content.size, language)}</span>
          </Fact>
          <Fact label={trans.__('Created')}>{content.created === null ? trans.__('unknown') : dateText(content.created, language)}</Fact>
        </>
      )}
    </Facts>
  );
}

/** What runs in a container of it. */
function Start({ content, image }: { readonly content: ImageContent; readonly image: string }): JSX.Element {
  const { trans } = useDetails();
  const { command, entrypoint, ports, user, volumes, workingDirectory } = content;
  const origin = originOf(content.version, image);
  const line = (words: readonly string[] | null, label: string): JSX.Element =>
    words && words.length > 0 ? <Copyable text={commandLine(words)} label={label} /> : <>{trans.__('none')}</>;
  return (
    <Facts>
      {origin && (
        <Fact label={origin.kind === 'own' ? trans.__('Version') : trans.__('Based on')}>
          <Copyable text={origin.name} label={trans.__('version')} />
        </Fact>
      )}
      <Fact label={trans.__('Entry point')}>{line(entrypoint, trans.__('entry point'))}</Fact>
      <Fact label={trans.__('Command')}>{line(command, trans.__('command'))}</Fact>
      <Fact label={trans.__('User')}>{user === '' ? trans.__('not set (root)') : <code>{user}</code>}</Fact>
      <Fact label={trans.__('Working directory')}>{workingDirectory === '' ? '/' : <code>{workingDirectory}</code>}</Fact>
      <Fact label={trans.__('Ports')}>{ports.length === 0 ? trans.__('none') : <Codes texts={ports} />}</Fact>
      <Fact label={trans.__('Volumes')}>{volumes.length === 0 ? trans.__('none') : <Codes texts={volumes} />}</Fact>
    </Facts>
  );
}

function Codes({ texts }: { readonly texts: readonly string[] }): JSX.Element {
  return (
    <span className="jp-VcpImageDetails-codes">
      {texts.map(text => (
        <code key={text}>{text}</code>
      ))}
    </span>
  );
}

function Annotations({ details: { annotations } }: { readonly details: ImageDetails }): JSX.Element {
  const { trans } = useDetails();
  return (
    <details>
      <summary>{trans._n('%1 annotation', '%1 annotations', annotations.length)}</summary>
      <ValueList values={annotations} label={trans.__('Annotations')} />
    </details>
  );
}

function Commands({ selected: { registry, image } }: { readonly selected: ICatalogImage }): JSX.Element {
  const { trans } = useDetails();
  return (
    <Facts>
      <Fact label={trans.__('Pull')}>
        <Copyable text={pullCommand(registry, image)} label={trans.__('docker pull command')} />
      </Fact>
      <Fact label={trans.__('Manifest')}>
        <Copyable text={manifestUrl(registry, image)} copied={manifestCommand(registry, image)} label={trans.__('curl command')} />
      </Fact>
    </Facts>
  );
}
