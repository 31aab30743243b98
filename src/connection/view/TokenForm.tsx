import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useId, useRef, useState } from 'react';

import { ApiError } from '../../api/errors';
import { MAX_TOKEN_LENGTH } from '../../common/accessToken';
import { errorText } from '../../common/errorText';
import { useFirstFocus } from '../../common/useFirstFocus';
import type { ITokenEntrySnapshot } from '../model/tokenEntry';

export interface ITokenFormProps {
  readonly snapshot: ITokenEntrySnapshot;
  /** Host of the VC Controller that the token is for; empty when none is known. */
  readonly host: string;
  /** Told of each edit; the form keeps the text itself, so it goes with the form. */
  readonly onEdit: (token: string) => void;
  readonly trans: TranslationBundle;
}

/** Body of the token dialog: the field, where tokens come from, and what was wrong with the last one. */
export function TokenForm(props: ITokenFormProps): JSX.Element {
  const { snapshot, host, trans } = props;
  const [shown, setShown] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const problem = problemText(snapshot, trans);
  useFirstFocus(field);
  useEffect(() => {
    // Back to the field after a refusal; its text is kept, for most refusals are a slip in the middle.
    if (snapshot.problem !== null) {
      field.current?.focus();
    }
  }, [snapshot.problem]);
  return (
    <div className="jp-VcpToken">
      <label htmlFor={`${id}-field`}>{host ? trans.__('Access token for %1', host) : trans.__('Access token')}</label>
      <input
        ref={field}
        id={`${id}-field`}
        className="jp-VcpToken-field jp-mod-styled"
        type={shown ? 'text' : 'password'}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-problem ${id}-help`}
        onChange={event => {
          props.onEdit(event.target.value);
        }}
      />
      <label className="jp-VcpToken-show">
        <input
          type="checkbox"
          checked={shown}
          onChange={event => {
            setShown(event.target.checked);
          }}
        />
        {trans.__('Show token')}
      </label>
      <div id={`${id}-problem`} className="jp-VcpToken-problem" role="alert">
        {problem}
      </div>
      <div className="jp-VcpToken-progress" role="status">
        {snapshot.busy && trans.__('Asking the VC Controller…')}
      </div>
      <p id={`${id}-help`} className="jp-VcpToken-help">
        {trans.__(
          'Your VC administrator issues access tokens in the VCP Manager. The token stays in the memory of the Jupyter server until it stops; it is not written to a file, a notebook or the settings.'
        )}
      </p>
    </div>
  );
}

/** What was wrong with the last token, or null. */
function problemText(snapshot: ITokenEntrySnapshot, trans: TranslationBundle): JSX.Element | null {
  const { problem } = snapshot;
  if (problem === null) {
    return null;
  }
  if (problem === 'empty') {
    return <>{trans.__('Enter the access token.')}</>;
  }
  if (problem === 'too-long') {
    return <>{trans.__('This is too long for an access token: %1 characters are the limit.', MAX_TOKEN_LENGTH)}</>;
  }
  const { title, advice, detail } = errorText(problem.error, trans);
  // What the controller said, if anything; the server half's own sentence would only say the title again.
  const said = (problem.error instanceof ApiError ? problem.error.failure?.upstreamMessage : '') || detail;
  return (
    <>
      <div>{[title, advice].filter(part => part !== '').join(' ')}</div>
      {said && (
        <div className="jp-VcpToken-detail" lang="en">
          {said}
        </div>
      )}
    </>
  );
}
