import type { ReactNode } from 'react';
import React, { useEffect, useId, useRef } from 'react';

import type { SectionName } from '../model/providersModel';
import { useProviders, useSnapshot } from './context';
import { sectionTitle } from './words';

/** One part of the panel. When a command asks for it, it comes into view and its heading gets the focus. */
export function Section({ name, children }: { readonly name: SectionName; readonly children: ReactNode }): JSX.Element {
  const { trans } = useProviders();
  const { shown } = useSnapshot();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (shown?.section === name) {
      heading.current?.scrollIntoView({ block: 'start' });
      heading.current?.focus({ preventScroll: true });
    }
  }, [shown, name]);
  return (
    <section className="jp-VcpProviders-section" aria-labelledby={id}>
      <h3 id={id} ref={heading} tabIndex={-1}>
        {sectionTitle(name, trans)}
      </h3>
      {children}
    </section>
  );
}
