import React, { useEffect } from 'react';

import { errorText } from '../../../common/errorText';
import { useSignalValue } from '../../../common/useSignal';
import type { Refusal } from '../../../api/types';
import { useComposer, useSelected } from '../composer';
import { sectionOfPath } from '../sectionOfPath';

/** The unit CCI that the server would send, and what it cannot write. */
export function CciView(): JSX.Element {
  const { model, trans } = useComposer();
  const { reply, stale, error } = useSignalValue(model.cci.changed, () => model.cci.state);
  useEffect(() => {
    model.cci.watched = true;
    return () => {
      model.cci.watched = false;
    };
  }, [model]);
  return (
    <div className={`jp-VcpSpec-cci${stale ? ' jp-mod-stale' : ''}`} aria-busy={stale || (reply === null && error === null)}>
      <p className="jp-VcpSpec-note" role="status">
        {status()}
      </p>
      {error === null ? null : <Failure error={error} />}
      {reply === null || reply.refusals.length === 0 ? null : <Refusals refusals={reply.refusals} />}
      {reply?.text ? <pre className="jp-VcpSpec-pre">{reply.text.replace(/^\n/, '')}</pre> : null}
    </div>
  );

  function status(): string {
    if (reply === null) {
      return error === null ? trans.__('Asking the server…') : '';
    }
    return stale ? trans.__('Being updated…') : trans.__('As the server would send it; credentials are masked.');
  }
}

function Failure({ error }: { readonly error: unknown }): JSX.Element {
  const { model, trans } = useComposer();
  const { title, advice } = errorText(error, trans);
  return (
    <div className="jp-VcpSpec-message jp-mod-error" role="alert">
      {title} {advice}{' '}
      <button
        type="button"
        className="jp-VcpSpec-smallButton"
        onClick={() => {
          void model.cci.ask();
        }}
      >
        {trans.__('Retry')}
      </button>
    </div>
  );
}

function Refusals({ refusals }: { readonly refusals: readonly Refusal[] }): JSX.Element {
  const { layout, trans } = useComposer();
  const provider = useSelected(snapshot => snapshot.provider);
  return (
    <>
      <p className="jp-VcpSpec-message jp-mod-warning">{trans.__('Create now would be refused. The SDK code works.')}</p>
      <ul className="jp-VcpSpec-refusals">
        {refusals.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <button
              type="button"
              className="jp-VcpSpec-link"
              onClick={() => {
                const place = path.split('.');
                layout.reveal(place, sectionOfPath(place, provider));
              }}
            >
              {path}
            </button>{' '}
            {message}
          </li>
        ))}
      </ul>
    </>
  );
}
