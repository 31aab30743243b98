import '../../../style/base.css';

import type { ReactNode } from 'react';
import React, { useId } from 'react';

export interface ITabsProps<N extends string> {
  /** Accessible name of the row of tabs. */
  readonly label: string;
  readonly tabs: readonly { readonly name: N; readonly title: string }[];
  readonly current: N;
  readonly onChoose: (name: N) => void;
  /** Content of the current tab. */
  readonly children: ReactNode;
}

/** Tabs after the WAI-ARIA pattern: one is in the tab order, arrows, Home and End choose. */
export function Tabs<N extends string>({ label, tabs, current, onChoose, children }: ITabsProps<N>): JSX.Element {
  const id = useId();
  const position = tabs.findIndex(({ name }) => name === current);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const to = { ArrowRight: position + 1, ArrowLeft: position - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[to % tabs.length];
    if (next) {
      event.preventDefault();
      onChoose(next.name);
      event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.name}"]`)?.focus();
    }
  };
  return (
    <>
      <div className="jp-VcpTabs" role="tablist" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
        {tabs.map(({ name, title }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            data-tab={name}
            className="jp-VcpTabs-tab"
            aria-selected={name === current}
            aria-controls={`${id}-panel`}
            tabIndex={name === current ? 0 : -1}
            onClick={() => {
              onChoose(name);
            }}
          >
            {title}
          </button>
        ))}
      </div>
      <div className="jp-VcpTabs-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current}`}>
        {children}
      </div>
    </>
  );
}
