import React from 'react';

import { messageOf } from '../../domain';
import type { Diagnostic } from '../../domain';
import { useComposer, useSelected } from '../composer';
import { useShownFindings } from '../shownFindings';
import { sectionOfPath } from '../sectionOfPath';

/** Name of the attribute that a finding without a field is about: one that the provider does not have. */
function strayAttribute({ path }: Diagnostic): string | null {
  const [first, second] = path;
  return first === 'attributes' && typeof second === 'string' ? second : null;
}

/** Findings about what has no field in the form: the provider itself, its flavor, attributes that it does not have. */
export function OtherFindings(): JSX.Element | null {
  const { model, trans, language } = useComposer();
  const provider = useSelected(snapshot => snapshot.provider);
  const found = useShownFindings().filter(({ path }) => sectionOfPath(path, provider) === null);
  return found.length === 0 ? null : (
    <ul className="jp-VcpSpec-notes">
      {found.map(finding => {
        const stray = strayAttribute(finding);
        const text = messageOf(finding, trans, language);
        return (
          <li key={text} className={`jp-VcpSpec-message jp-mod-${finding.severity}`} data-vcp-path={finding.path.join('.')}>
            {text}{' '}
            {stray === null ? null : (
              <button
                type="button"
                className="jp-VcpSpec-smallButton"
                onClick={() => {
                  model.setAttribute(stray, undefined);
                }}
              >
                {trans.__('Remove %1', stray)}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
