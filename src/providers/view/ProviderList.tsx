import React, { useEffect, useId, useRef } from 'react';

import type { Credentials } from '../../api/types';
import { inLanguage } from '../../common/bilingual';
import { nextChoice } from '../domain/choice';
import { completeness, sectionOf } from '../domain/credentials';
import type { IProvider } from '../domain/provider';
import { Badge } from './Badge';
import { useProviders } from './context';
import { completenessBadge, shortAvailabilityBadge } from './words';

export interface IProviderListProps {
  readonly list: readonly IProvider[];
  readonly shown: IProvider;
  /** Null: not known (yet). */
  readonly credentials: Credentials | null;
}

/** All providers with how they stand; one is chosen by pointer, arrows or its first letter. */
export function ProviderList({ list, shown, credentials }: IProviderListProps): JSX.Element {
  const { model, say, trans } = useProviders();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [shown.name]);
  useEffect(() => {
    // The panel itself got the focus when it was opened, before there was a list.
    if (box.current?.parentElement?.closest('[tabindex]') === document.activeElement) {
      box.current?.focus();
    }
  }, []);
  const choose = (name: string | null | undefined): void => {
    if (name) {
      model.show(name, null);
      say(''); // What was said was about the one before.
    }
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const names = list.map(({ name }) => name);
    const next = event.ctrlKey || event.metaKey || event.altKey ? null : nextChoice(names, shown.name, event.key);
    if (next !== null) {
      event.preventDefault();
      choose(next);
    }
  };
  return (
    <div
      ref={box}
      className="jp-VcpProviders-list"
      role="listbox"
      aria-label={trans.__('Providers')}
      aria-activedescendant={`${id}-${shown.name}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={event => {
        const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-provider]') : null;
        choose(row?.dataset['provider']);
      }}
    >
      {list.map(provider => (
        <ProviderRow
          key={provider.name}
          id={`${id}-${provider.name}`}
          provider={provider}
          credentials={credentials}
          selected={provider.name === shown.name}
        />
      ))}
    </div>
  );
}

interface IProviderRowProps {
  readonly id: string;
  readonly provider: IProvider;
  readonly credentials: Credentials | null;
  readonly selected: boolean;
}

function ProviderRow({ id, provider, credentials, selected }: IProviderRowProps): JSX.Element {
  const { language, trans } = useProviders();
  return (
    <div id={id} role="option" aria-selected={selected} data-provider={provider.name} className="jp-VcpProviders-row">
      {/* The blank keeps them two words for a screen reader. */}
      <span className="jp-VcpProviders-name">{provider.name}</span>{' '}
      <span className="jp-VcpProviders-title">{inLanguage(provider.title, language)}</span>
      <span className="jp-VcpProviders-badges">
        <Badge badge={shortAvailabilityBadge(provider.available, trans)} />
        {credentials && <Badge badge={completenessBadge(completeness(sectionOf(credentials.providers, provider)), trans)} />}
      </span>
    </div>
  );
}
