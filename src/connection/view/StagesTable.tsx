import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { STATUS_ICONS } from '../../common/statusIcons';
import { explainStage, stageDetail, stageName, statusName, timeText } from './words';
import type { Stage } from './words';

/** The stages of the check in their order, each with its result, its time and what to do. */
export function StagesTable(props: { readonly stages: readonly Stage[]; readonly trans: TranslationBundle }): JSX.Element {
  const { stages, trans } = props;
  return (
    <table className="jp-VcpCheck-table">
      <caption className="jp-VcpCheck-heading">{trans.__('Stages')}</caption>
      <thead>
        <tr>
          <th scope="col">{trans.__('Stage')}</th>
          <th scope="col">{trans.__('Result')}</th>
          <th scope="col" className="jp-VcpCheck-time">
            {trans.__('Time')}
          </th>
        </tr>
      </thead>
      <tbody>
        {stages.map(stage => (
          <StageRow key={stage.stage} stage={stage} trans={trans} />
        ))}
      </tbody>
    </table>
  );
}

function StageRow(props: { readonly stage: Stage; readonly trans: TranslationBundle }): JSX.Element {
  const { stage, trans } = props;
  const Icon = STATUS_ICONS[stage.status].react;
  const explanation = explainStage(stage, trans);
  return (
    <tr className={`jp-VcpCheck-stage jp-mod-${stage.status}`}>
      <th scope="row">{stageName(stage.stage, trans)}</th>
      <td>
        <span className="jp-VcpCheck-status">
          <Icon tag="span" aria-hidden="true" />
          {statusName(stage.status, trans)}
        </span>
        {explanation && (
          <div className="jp-VcpCheck-explanation">
            <div lang={explanation.title === stage.message ? 'en' : undefined}>{explanation.title}</div>
            {explanation.advice && <div className="jp-VcpCheck-advice">{explanation.advice}</div>}
          </div>
        )}
        <StageDetail stage={stage} title={explanation?.title ?? ''} trans={trans} />
      </td>
      <td className="jp-VcpCheck-time">{timeText(stage, trans)}</td>
    </tr>
  );
}

/** The server half's and the controller's own words, for those who have to report them to somebody. */
function StageDetail(props: { readonly stage: Stage; readonly title: string; readonly trans: TranslationBundle }): JSX.Element | null {
  const { stage, title, trans } = props;
  const message = stage.message && stage.message !== title ? stage.message : '';
  const detail = stageDetail(stage, trans);
  if (message === '' && detail === '') {
    return null;
  }
  // Only the sentence is English: host, address and TLS version have no language, and the role is translated.
  const text = (
    <>
      {message !== '' && <span lang="en">{message}</span>}
      {message !== '' && detail !== '' && '\n'}
      {detail}
    </>
  );
  if (stage.status === 'ok' || stage.status === 'skipped') {
    return <div className="jp-VcpCheck-note">{text}</div>;
  }
  return (
    <details className="jp-VcpCheck-details">
      <summary>{trans.__('Details')}</summary>
      <pre>{text}</pre>
    </details>
  );
}
