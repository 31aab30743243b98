import '../../../style/batches.css';

import { ReactWidget } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import React, { useCallback, useEffect, useState } from 'react';

import { keepFocus } from '../../common/keepFocus';
import { errorText } from '../../common/errorText';
import { useSignalValue } from '../../common/useSignal';
import { outcome } from '../domain/batch';
import type { BatchFollower, IFollowed } from '../model/batchFollower';
import { batchTitle, outcomeText, timeText } from './words';

export interface IBatchListProps {
  readonly follower: BatchFollower;
  readonly trans: TranslationBundle;
  /** BCP 47 tag of the page's language. */
  readonly language: string;
  /** Shows the panel of one. Rejects with an `ApiError` when the server does not know it. */
  readonly open: (id: string) => Promise<void>;
}

/** The content of the panel "Bulk Operations". */
export class BatchListPanel extends ReactWidget {
  constructor(private readonly _props: IBatchListProps) {
    super();
    this.addClass('jp-VcpBatchPanel');
    this.node.tabIndex = -1;
    this._kept = keepFocus(this.node, () => this.node);
  }

  override dispose(): void {
    this._kept.dispose();
    super.dispose();
  }

  protected override render(): JSX.Element {
    return <BatchList {...this._props} />;
  }

  private readonly _kept: IDisposable;
}

/** Every operation that the server knows, newest first, with its outcome. */
export function BatchList({ follower, trans, language, open }: IBatchListProps): JSX.Element {
  const all = useSignalValue(follower.changed, () => follower.all);
  const [error, setError] = useState<unknown>(null);
  const attempt = useCallback((work: Promise<unknown>) => {
    work.then(() => {
      setError(null);
    }, setError);
  }, []);
  const show = (id: string): void => {
    attempt(open(id));
  };
  const dismiss = (id: string): void => {
    attempt(follower.dismiss(id));
  };
  const [asked, setAsked] = useState(false);
  const reload = useCallback(() => {
    attempt(
      follower.loadAll().then(() => {
        setAsked(true);
      })
    );
  }, [attempt, follower]);
  useEffect(reload, [reload]);
  return (
    <div className="jp-VcpBatchList">
      <h2>{trans.__('Bulk operations')}</h2>
      {error !== null && <ListError error={error} trans={trans} />}
      {all.length === 0 && asked && <p>{trans.__('None. Select several rows in the VCP explorer to do the same to all of them.')}</p>}
      {all.length > 0 && (
        <ul>
          {all.map(followed => (
            <ListEntry key={followed.batch.id} followed={followed} trans={trans} language={language} open={show} dismiss={dismiss} />
          ))}
        </ul>
      )}
      <button type="button" className="jp-Button jp-mod-styled jp-VcpBatch-button" onClick={reload}>
        {trans.__('Refresh')}
      </button>
    </div>
  );
}

function ListError({ error, trans }: { readonly error: unknown; readonly trans: TranslationBundle }): JSX.Element {
  const { title, advice, detail } = errorText(error, trans);
  return (
    <div className="jp-VcpBatch-notice jp-mod-error" role="alert">
      <p>
        {title} {advice}
      </p>
      {detail !== '' && <pre lang="en">{detail}</pre>}
    </div>
  );
}

interface IListEntryProps extends Pick<IBatchListProps, 'trans' | 'language'> {
  readonly followed: IFollowed;
  readonly open: (id: string) => void;
  readonly dismiss: (id: string) => void;
}

function ListEntry({ followed: { batch, lost }, trans, language, open, dismiss }: IListEntryProps): JSX.Element {
  const title = batchTitle(batch, trans);
  const time = timeText(batch.startedAt, language);
  return (
    <li className={`jp-mod-${outcome(batch)}`}>
      <div>
        <strong>{title}</strong> <span className="jp-VcpBatch-clock">{time}</span>
      </div>
      <div>{lost ? trans.__('The Jupyter server does not know this operation any more.') : outcomeText(batch, trans)}</div>
      <div className="jp-VcpBatch-toolbar">
        <button
          type="button"
          className="jp-Button jp-mod-styled jp-VcpBatch-button"
          aria-label={trans.__('Show Report: %1, %2', title, time)}
          onClick={() => {
            open(batch.id);
          }}
        >
          {trans.__('Show Report')}
        </button>
        {(lost || batch.state === 'ended') && (
          <button
            type="button"
            className="jp-Button jp-mod-styled jp-VcpBatch-button"
            aria-label={trans.__('Remove from List: %1, %2', title, time)}
            onClick={() => {
              dismiss(batch.id);
            }}
          >
            {trans.__('Remove from List')}
          </button>
        )}
      </div>
    </li>
  );
}
