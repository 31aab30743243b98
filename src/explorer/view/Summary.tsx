import React from 'react';

import { since } from '../domain/durations';
import { useExplorer, useExplorerState } from './context';
import { FilterButton } from './FilterButton';
import { Reminders } from './Reminders';
import { durationText } from './words';

/** What runs, where, since when, what is broken, and what comes; each part filters the tree or leads to its row. */
export function Summary({ now }: { readonly now: number }): JSX.Element | null {
  const { trans } = useExplorer();
  const { tree, summary } = useExplorerState();
  if (!tree || tree.length === 0) {
    return null;
  }
  const age = summary.oldest && since(summary.oldest.bootedAt, now);
  return (
    <div className="jp-VcpExplorer-summary" role="group" aria-label={trans.__('Summary')}>
      <FilterButton query="state:running" title={trans.__('Show running nodes only')}>
        {trans._n('%1 node running', '%1 nodes running', summary.running)}
      </FilterButton>
      {summary.byProvider.map(({ provider, running }) => (
        <FilterButton
          key={provider}
          query={`state:running provider:${provider}`}
          title={trans.__('Show running nodes on %1 only', provider)}
        >
          {provider} {running}
        </FilterButton>
      ))}
      {summary.oldest && age && <Oldest target={summary.oldest.key} age={durationText(age, trans)} />}
      {summary.failed > 0 && (
        <FilterButton className="jp-mod-error" query="state:error" title={trans.__('Show what has failed only')}>
          {trans._n('%1 unit in error', '%1 units in error', summary.failed)}
        </FilterButton>
      )}
      <Reminders tree={tree} now={now} />
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
