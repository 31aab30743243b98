import React from 'react';

import type { ImageContent } from '../../../api/types';
import { instruction, layerRows, shortDigest } from '../../domain/layers';
import type { ILayerRow, IStep } from '../../domain/layers';
import { sizeText } from '../../domain/sizes';
import { useDetails } from './context';
import { CopyButton, LongText } from './Copyable';

/** The layers, each with the step that made it. */
export function Layers({ content }: { readonly content: ImageContent }): JSX.Element {
  const { language, trans } = useDetails();
  const { rows, emptySteps, unmatched, size } = layerRows(content);
  return (
    <>
      <table className="jp-VcpImageDetails-table jp-mod-layers" aria-label={trans.__('Layers')}>
        <thead>
          <tr>
            <th scope="col" className="jp-mod-number">
              {trans.__('Size')}
            </th>
            <th scope="col">{trans.__('Digest')}</th>
            <th scope="col">{trans.__('Step')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, position) => (
            <LayerRow key={`${row.layer.digest} ${position}`} row={row} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td className="jp-mod-number">{sizeText(size, language)}</td>
            <td colSpan={2}>{trans._n('%1 layer, compressed', '%1 layers, compressed', rows.length)}</td>
          </tr>
        </tfoot>
      </table>
      {unmatched.length > 0 && (
        <>
          <p className="jp-VcpImageDetails-note">
            {trans.__('The history has another number of steps than there are layers, so it is not known which step made which layer.')}
          </p>
          <Steps steps={unmatched} label={trans.__('Steps of unknown layers')} />
        </>
      )}
      {emptySteps.length > 0 && (
        <details>
          <summary>{trans._n('%1 step without a layer', '%1 steps without a layer', emptySteps.length)}</summary>
          <Steps steps={emptySteps} label={trans.__('Steps without a layer')} />
        </details>
      )}
    </>
  );
}

function LayerRow({ row: { layer, step } }: { readonly row: ILayerRow }): JSX.Element {
  const { language, trans } = useDetails();
  const short = shortDigest(layer.digest);
  return (
    <tr>
      <td className="jp-mod-number">{sizeText(layer.size, language)}</td>
      <td>
        <span className="jp-VcpImageDetails-copyable">
          <code title={layer.digest}>{short}</code>
          <CopyButton text={layer.digest} label={trans.__('digest %1', short)} />
        </span>
      </td>
      <td>{step && <Step step={step} />}</td>
    </tr>
  );
}

function Steps({ steps, label }: { readonly steps: readonly IStep[]; readonly label: string }): JSX.Element {
  return (
    <ol className="jp-VcpImageDetails-steps" aria-label={label}>
      {steps.map((step, position) => (
        <li key={position}>
          <Step step={step} />
        </li>
      ))}
    </ol>
  );
}

function Step({ step: { createdBy, comment } }: { readonly step: IStep }): JSX.Element {
  return (
    <>
      <code>
        <LongText text={instruction(createdBy)} />
      </code>
      {comment !== '' && <div className="jp-VcpImageDetails-dim">{comment}</div>}
    </>
  );
}
