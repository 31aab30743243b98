import type { TranslationBundle } from '@jupyterlab/translation';

import type { ConnectionReport, ConnectionState } from '../../api/types';
import { credentialName } from '../../common/credentialName';
import { sourceName } from '../../common/sourceName';
import { VERSION } from '../../common/version';
import { authorityName, explainProblem, explainStage, stageDetail, stageName, statusName, timeText } from './words';

/** What the report is about. */
export interface IReportSubject {
  readonly report: ConnectionReport;
  /** Null when the state is not known. */
  readonly state: ConnectionState | null;
  readonly finished: Date;
}

/**
 * The report as plain text, for a mail to the administrator. It has no secret in it, because the page has none; host names and paths of
 * the secret store are in it.
 */
export function reportText(subject: IReportSubject, trans: TranslationBundle): string {
  const { report, state, finished } = subject;
  return [
    [trans.__('VCP connection check'), finished.toISOString(), `jupyterlab-vcp ${VERSION}`].join('  '),
    ...settingLines(state, trans),
    '',
    ...report.stages.flatMap(stage => stageLines(stage, trans)),
    ...problemLines(report, trans),
    ...credentialLines(report, trans),
    ''
  ].join('\n');
}

/** Label and value of each setting that was found, and where. */
export function settingRows(state: ConnectionState, trans: TranslationBundle): readonly (readonly [string, string])[] {
  const { authority, controller, hostSource, tls, token } = state;
  const found = (value: string, source: string): string => trans.__('%1 (%2)', value, source);
  const address = state.host ? `${state.host}:${state.port}` : trans.__('not set');
  return [
    [trans.__('VC Controller'), hostSource && state.host ? found(address, sourceName(hostSource, trans)) : address],
    [trans.__('Certificate check'), tls.verify ? found(trans.__('on'), sourceName(tls.ca, trans)) : trans.__('off')],
    [trans.__('Access token'), token.present ? sourceName(token.source, trans) : trans.__('not set')],
    [trans.__('User'), authority ? found(authority.user, authorityName(authority, trans)) : trans.__('unknown')],
    [trans.__('Version of the VC Controller'), controller?.version ?? trans.__('unknown')],
    [trans.__('Configuration folder'), state.configDir ?? trans.__('none found')]
  ];
}

function settingLines(state: ConnectionState | null, trans: TranslationBundle): readonly string[] {
  return state ? settingRows(state, trans).map(([label, value]) => `${label}: ${value}`) : [];
}

function stageLines(stage: ConnectionReport['stages'][number], trans: TranslationBundle): readonly string[] {
  const head = [`[${statusName(stage.status, trans)}]`, stageName(stage.stage, trans), timeText(stage, trans)]
    .filter(part => part !== '')
    .join('  ');
  const explanation = explainStage(stage, trans);
  return [head, ...indented([explanation?.title ?? '', explanation?.advice ?? '', stage.message ?? '', stageDetail(stage, trans)])];
}

function problemLines(report: ConnectionReport, trans: TranslationBundle): readonly string[] {
  return report.problems.flatMap(problem => {
    const { title, advice } = explainProblem(problem, trans);
    return [
      '',
      `[${problem.severity === 'error' ? trans.__('Error') : trans.__('Warning')}]  ${title}`,
      ...indented([advice, problem.path ?? '', problem.message])
    ];
  });
}

function credentialLines(report: ConnectionReport, trans: TranslationBundle): readonly string[] {
  return report.providers.flatMap(({ provider, keys }) => [
    '',
    provider,
    ...keys.map(
      ({ key, state, reference }) => `  ${[key, credentialName(state, trans), reference ?? ''].filter(part => part !== '').join('  ')}`
    )
  ]);
}

/** The parts that say something, each once, one per line, indented. */
function indented(parts: readonly string[]): readonly string[] {
  return [...new Set(parts.filter(part => part !== ''))].flatMap(part => part.split('\n').map(line => `  ${line}`));
}
