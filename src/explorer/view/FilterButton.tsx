import type { ReactNode } from 'react';
import React from 'react';

import { useExplorer, useExplorerState } from './context';

export interface IFilterButtonProps {
  readonly query: string;
  readonly title: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Filters the tree; pressed again, shows everything again. */
export function FilterButton({ query, title, className, children }: IFilterButtonProps): JSX.Element {
  const { model } = useExplorer();
  const pressed = useExplorerState().filter === query;
  return (
    <button
      type="button"
      className={className}
      title={title}
      aria-pressed={pressed}
      onClick={() => {
        model.setFilter(pressed ? '' : query);
      }}
    >
      {children}
    </button>
  );
}
