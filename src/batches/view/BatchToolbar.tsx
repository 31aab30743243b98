import React, { useId, useState } from 'react';

import { unfinished } from '../domain/batch';
import { confirmRepeat } from './confirmRepeat';
import { useBatch, useBatchSnapshot } from './context';
import { reportText } from './words';

/** What one can do about the whole operation. The buttons are always the same, so that none moves when it ends. */
export function BatchToolbar(): JSX.Element {
  const { model, trans, start, close, copy } = useBatch();
  const { batch, lost, pending } = useBatchSnapshot();
  const [copied, setCopied] = useState<unknown>(null);
  const ended = batch.state === 'ended' || lost;
  const left = unfinished(batch.rows);
  const repeat = async (): Promise<void> => {
    if (batch.operation !== 'delete' || (await confirmRepeat(left, trans))) {
      await model.repeat(start);
    }
  };
  return (
    <div className="jp-VcpBatch-toolbar">
      <ToolButton
        label={trans.__('Stop')}
        reason={ended ? trans.__('It has ended.') : batch.state === 'stopping' ? trans.__('Nothing more is sent already.') : ''}
        busy={pending !== null}
        onClick={() => void model.stop()}
      />
      <ToolButton
        label={trans.__('Copy Report')}
        onClick={() => {
          copy(reportText(batch, trans));
          setCopied(batch);
        }}
      />
      <ToolButton
        label={trans.__('Repeat for the Failed')}
        reason={!ended ? trans.__('Possible when all has ended.') : left.length === 0 ? trans.__('Nothing has failed.') : ''}
        busy={pending !== null}
        onClick={() => void repeat()}
      />
      <ToolButton
        label={trans.__('Remove from List')}
        reason={ended ? '' : trans.__('Possible when all has ended.')}
        busy={pending !== null}
        onClick={() => {
          // What the server has lost is gone already.
          void (lost ? Promise.resolve(true) : model.dismiss()).then(done => {
            if (done) {
              close();
            }
          });
        }}
      />
      <span role="status">{copied === batch ? trans.__('Copied.') : ''}</span>
    </div>
  );
}

interface IToolButtonProps {
  readonly label: string;
  /** Why it cannot be used; empty when it can. */
  readonly reason?: string;
  /** Something is on its way to the server. */
  readonly busy?: boolean;
  readonly onClick: () => void;
}

/** Stays reachable when it cannot be used, and says why: a `disabled` button would lose the focus in the middle of the work. */
function ToolButton({ label, reason = '', busy = false, onClick }: IToolButtonProps): JSX.Element {
  const reasonId = useId();
  const usable = reason === '' && !busy;
  return (
    <>
      <button
        type="button"
        className="jp-Button jp-mod-styled jp-VcpBatch-button"
        title={reason || undefined}
        aria-disabled={!usable || undefined}
        aria-describedby={reason ? reasonId : undefined}
        onClick={() => {
          if (usable) {
            onClick();
          }
        }}
      >
        {label}
      </button>
      {reason && (
        <span id={reasonId} hidden>
          {reason}
        </span>
      )}
    </>
  );
}
