import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { ConnectionState } from '../../api/types';
import { errorText } from '../../common/errorText';
import type { ICheckSnapshot } from '../model/connectionCheck';
import { CredentialsTable } from './CredentialsTable';
import { ProblemList } from './ProblemList';
import { StagesTable } from './StagesTable';
import { settingRows } from './reportText';
import { stageName } from './words';

/** Actions of the report; what they do is the panel's business. */
export interface ICheckActions {
  readonly run: () => void;
  /** Copies the report; resolves when it is on the clipboard. */
  readonly copy: () => void;
  readonly enterToken: () => void;
  /** Opens the panel in which credentials are stored; undefined where there is none. */
  readonly openCredentials?: (() => void) | undefined;
}

export interface ICheckReportProps extends ICheckActions {
  readonly snapshot: ICheckSnapshot;
  readonly state: ConnectionState | null;
  /** Whether the shown report has just been copied. */
  readonly copied: boolean;
  readonly trans: TranslationBundle;
}

/** The panel "VCP connection": result first, then what to do, then the evidence. */
export function CheckReport(props: ICheckReportProps): JSX.Element {
  const { snapshot, state, trans } = props;
  const { report } = snapshot;
  return (
    <div className="jp-VcpCheck">
      <h2 className="jp-VcpCheck-title">{trans.__('VCP connection')}</h2>
      <p className="jp-VcpCheck-result" role="status">
        {resultText(snapshot, trans)}
        {props.copied && <span className="jp-VcpCheck-copied"> {trans.__('Copied.')}</span>}
      </p>
      <Toolbar {...props} />
      <CheckError error={snapshot.error} trans={trans} />
      {report && <StagesTable stages={report.stages} trans={trans} />}
      {report && <ProblemList problems={report.problems} trans={trans} />}
      {state && <Settings state={state} trans={trans} />}
      {report && <CredentialsTable providers={report.providers} open={props.openCredentials} trans={trans} />}
    </div>
  );
}

/** One sentence: what the check found, or that it is on its way. */
export function resultText(snapshot: ICheckSnapshot, trans: TranslationBundle): string {
  const { report, running } = snapshot;
  if (running) {
    return trans.__('Checking…');
  }
  if (!report) {
    return snapshot.error === null ? trans.__('Not checked yet.') : trans.__('The check could not be made.');
  }
  const failed = report.stages.find(stage => stage.status === 'failed');
  if (failed) {
    return trans.__('The connection fails at: %1', stageName(failed.stage, trans));
  }
  const warned = report.stages.some(stage => stage.status === 'warning') || report.problems.length > 0;
  return warned ? trans.__('The connection works, with warnings.') : trans.__('The connection works.');
}

function Toolbar(props: ICheckReportProps): JSX.Element {
  const { snapshot, trans } = props;
  const button = 'jp-Button jp-mod-styled jp-VcpCheck-button';
  // Not `disabled` while running: the focus would be lost in the middle of the work.
  return (
    <div className="jp-VcpCheck-toolbar">
      <button type="button" className={button} aria-disabled={snapshot.running} onClick={props.run}>
        {trans.__('Run Again')}
      </button>
      {snapshot.report && (
        <button type="button" className={button} onClick={props.copy}>
          {trans.__('Copy Report')}
        </button>
      )}
      <button type="button" className={button} onClick={props.enterToken}>
        {trans.__('Enter Access Token…')}
      </button>
    </div>
  );
}

function CheckError(props: { readonly error: unknown; readonly trans: TranslationBundle }): JSX.Element | null {
  if (props.error === null) {
    return null;
  }
  const { title, advice, detail } = errorText(props.error, props.trans);
  return (
    <div className="jp-VcpCheck-error" role="alert">
      <div>{title}</div>
      {advice && <div className="jp-VcpCheck-advice">{advice}</div>}
      {detail && <pre lang="en">{detail}</pre>}
    </div>
  );
}

function Settings(props: { readonly state: ConnectionState; readonly trans: TranslationBundle }): JSX.Element {
  const { state, trans } = props;
  return (
    <section className="jp-VcpCheck-section" aria-label={trans.__('Settings found')}>
      <h3 className="jp-VcpCheck-heading">{trans.__('Settings found')}</h3>
      <dl className="jp-VcpCheck-settings">
        {settingRows(state, trans).map(([label, value]) => (
          <React.Fragment key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </React.Fragment>
        ))}
      </dl>
    </section>
  );
}
