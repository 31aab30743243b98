import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import type { Problem } from '../../api/types';
import { STATUS_ICONS } from '../../common/statusIcons';
import { explainProblem } from './words';

/** What is wrong or unusual in the configuration, with the file and line where the server half could tell. */
export function ProblemList(props: { readonly problems: readonly Problem[]; readonly trans: TranslationBundle }): JSX.Element | null {
  const { problems, trans } = props;
  if (problems.length === 0) {
    return null;
  }
  return (
    <section className="jp-VcpCheck-section" aria-label={trans.__('Problems in the configuration')}>
      <h3 className="jp-VcpCheck-heading">{trans.__('Problems in the configuration')}</h3>
      <ul className="jp-VcpCheck-problems">
        {problems.map((problem, index) => (
          // The same problem can be there twice, and the list is never re-ordered in place.
          <ProblemRow key={`${index}-${problem.code}`} problem={problem} trans={trans} />
        ))}
      </ul>
    </section>
  );
}

function ProblemRow(props: { readonly problem: Problem; readonly trans: TranslationBundle }): JSX.Element {
  const { problem, trans } = props;
  const severity = problem.severity === 'error' ? 'failed' : 'warning';
  const Icon = STATUS_ICONS[severity].react;
  const { title, advice } = explainProblem(problem, trans);
  return (
    <li className={`jp-VcpCheck-problem jp-mod-${severity}`}>
      <span className="jp-VcpCheck-status">
        <Icon tag="span" aria-hidden="true" />
        {problem.severity === 'error' ? trans.__('Error') : trans.__('Warning')}
      </span>
      <div className="jp-VcpCheck-explanation">
        <div lang={title === problem.message ? 'en' : undefined}>{title}</div>
        {advice && <div className="jp-VcpCheck-advice">{advice}</div>}
        {problem.path && <code className="jp-VcpCheck-code">{problem.path}</code>}
        {problem.message !== title && (
          <div className="jp-VcpCheck-note" lang="en">
            {problem.message}
          </div>
        )}
      </div>
    </li>
  );
}
