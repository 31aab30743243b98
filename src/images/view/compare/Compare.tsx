import React, { useMemo } from 'react';

import { compareImages } from '../../domain/compare';
import type { IComparison } from '../../domain/compare';
import { Button } from '../details/Actions';
import type { IDescribedImage } from '../../model/detailsModel';
import { useDetails, useDetailsSnapshot } from '../details/context';
import { FactTable } from './FactTable';
import { LayerComparison } from './LayerComparison';
import { comparisonText } from './text';
import type { ISide } from './text';
import { ValueTable } from './ValueTable';

/** The image that is selected, compared with the one that was marked before. */
export function Compare(): JSX.Element {
  const { model, trans } = useDetails();
  const { details, marked, selected } = useDetailsSnapshot();
  if (marked === null) {
    return (
      <p className="jp-VcpImageDetails-note">
        {trans.__('Choose “Compare with…” at one image, then select another one: of any tag, repository or registry.')}
      </p>
    );
  }
  const left = sideOf(marked);
  const right = selected && details ? sideOf({ ...selected, details }) : null;
  const waiting = selected !== null && marked.image === selected.image && marked.registry.id === selected.registry.id;
  return (
    <>
      <div className="jp-VcpImageDetails-actions">
        <span>{trans.__('Compared with %1', marked.image)}</span>
        {!waiting && details?.content && (
          <Button
            label={trans.__('Compare Others with This Image')}
            onClick={() => {
              model.mark();
            }}
          />
        )}
        <Button
          label={trans.__('End Comparison')}
          onClick={() => {
            model.unmark();
          }}
        />
      </div>
      {waiting && left?.content.platform === right?.content.platform ? (
        <p className="jp-VcpImageDetails-note">{trans.__('Now select the image to compare it with.')}</p>
      ) : (
        left && right && <Comparison left={left} right={right} />
      )}
    </>
  );
}

function sideOf({ image, registry, details: { content } }: IDescribedImage): ISide | null {
  return content && { image, address: registry.address, content };
}

interface ISidesProps {
  readonly left: ISide;
  readonly right: ISide;
}

function Comparison({ left, right }: ISidesProps): JSX.Element {
  const { copyText, language, say, trans } = useDetails();
  const comparison = useMemo(() => compareImages(left.content, right.content), [left.content, right.content]);
  return (
    <>
      <p role="status">{summary(comparison)}</p>
      <FactTable left={left} right={right} comparison={comparison} />
      <section>
        <h4>{trans.__('Environment')}</h4>
        <ValueTable values={comparison.environment} label={trans.__('Environment')} />
      </section>
      <section>
        <h4>{trans.__('Labels')}</h4>
        <ValueTable values={comparison.labels} label={trans.__('Labels')} />
      </section>
      <section>
        <h4>{trans.__('Layers')}</h4>
        <LayerComparison layers={comparison.layers} />
      </section>
      <div className="jp-VcpImageDetails-actions">
        <Button
          label={trans.__('Copy Comparison')}
          onClick={() => {
            copyText(comparisonText(left, right, comparison, { trans, language }));
            say(trans.__('Copied: %1', trans.__('comparison')));
          }}
        />
      </div>
    </>
  );

  function summary({ identical }: IComparison): string {
    return identical ? trans.__('Both names stand for the same image.') : '';
  }
}
