import React from 'react';

import type { ILayerComparison } from '../../domain/compare';
import { shortDigest } from '../../domain/layers';
import type { ILayer } from '../../domain/layers';
import { sizeText } from '../../domain/sizes';
import { useDetails } from '../details/context';
import { CopyButton } from '../details/Copyable';

/** The layers that two images share, and what each has of its own. */
export function LayerComparison({ layers }: { readonly layers: ILayerComparison }): JSX.Element {
  const { language, trans } = useDetails();
  const { base, left, right, moved } = layers;
  const size = (bytes: number): string => sizeText(bytes, language);
  return (
    <>
      <p>
        {base.length === 0
          ? trans.__('No common base: already the first layers differ.')
          : trans._n('The first layer is common (%2).', 'The first %1 layers are common (%2).', base.length, size(layers.baseSize))}
      </p>
      {base.length > 0 && (
        <details>
          <summary>{trans.__('Common layers')}</summary>
          <LayerList layers={base} moved={moved} label={trans.__('Common layers')} />
        </details>
      )}
      {left.length > 0 && (
        <>
          <p>
            {trans._n('Left, then: %1 layer, %2 of its own', 'Left, then: %1 layers, %2 of its own', left.length, size(layers.leftSize))}
          </p>
          <LayerList layers={left} moved={moved} label={trans.__('Layers of the left image')} />
        </>
      )}
      {right.length > 0 && (
        <>
          <p>
            {trans._n(
              'Right, then: %1 layer, %2 of its own',
              'Right, then: %1 layers, %2 of its own',
              right.length,
              size(layers.rightSize)
            )}
          </p>
          <LayerList layers={right} moved={moved} label={trans.__('Layers of the right image')} />
        </>
      )}
    </>
  );
}

interface ILayerListProps {
  readonly layers: readonly ILayer[];
  readonly moved: ReadonlySet<string>;
  readonly label: string;
}

function LayerList({ layers, moved, label }: ILayerListProps): JSX.Element {
  const { language, trans } = useDetails();
  return (
    <ul className="jp-VcpImageDetails-layers" aria-label={label}>
      {layers.map(({ digest, size }, position) => (
        <li key={`${digest} ${position}`}>
          <span className="jp-mod-number">{sizeText(size, language)}</span>
          <code title={digest}>{shortDigest(digest)}</code>
          <CopyButton text={digest} label={trans.__('digest %1', shortDigest(digest))} />
          {moved.has(digest) && <span className="jp-VcpImageDetails-dim">{trans.__('in both, at another place')}</span>}
        </li>
      ))}
    </ul>
  );
}
