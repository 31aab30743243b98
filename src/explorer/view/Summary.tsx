import React from 'react';

import { since } from '../domain/durations';
import { useExplorer, useExplorerState } from './context';
import { durationText } from './words';

/** What runs, where, since when, and what is broken; each part filters the tree. */
export function Summary({ now }: { readonly now: number }): JSX.Element | null {
  const { model, trans } = useExplorer();
  const { tree, summary } = useExplorerState();
  if (!tree || tree.length === 0) {
    return null;
  }
  const age = summary.oldest && since(summary.oldest.bootedAt, now);
  const filterBy = (query: string) => () => {
    model.setFilter(query);
  };
  return (
    <div className="jp-VcpExplorer-summary" role="group" aria-label={trans.__('Summary')}>
      <button type="button" title={trans.__('Show running nodes only')} onClick={filterBy('state:running')}>
        {trans._n('%1 node running', '%1 nodes running', summary.running)}
      </button>
      {summary.byProvider.map(({ provider, running }) => (
        <button
          key={provider}
          type="button"
          title={trans.__('Show running nodes on %1 only', provider)}
          onClick={filterBy(`state:running provider:${provider}`)}
        >
          {provider} {running}
        </button>
      ))}
      {summary.oldest && age && <Oldest target={summary.oldest.key} age={durationText(age, trans)} />}
      {summary.failed > 0 && (
        <button type="button" className="jp-mod-error" title={trans.__('Show what has failed only')} onClick={filterBy('state:error')}>
          {trans._n('%1 unit in error', '%1 units in error', summary.failed)}
        </button>
      )}
    </div>
  );
}

function Oldest({ target, age }: { readonly target: string; readonly age: string }): JSX.Element {
  const { model, trans } = useExplorer();
  return (
    <button
      type="button"
      title={trans.__('Go to the node that has been running for the longest time')}
      onClick={() => {
        model.reveal(target);
      }}
    >
      {trans.__('oldest %1', age)}
    </button>
  );
}
