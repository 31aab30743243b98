import type { ReactNode } from 'react';
import React from 'react';

/** A list of facts: what it is, and how it stands. */
export function Facts({ children }: { readonly children: ReactNode }): JSX.Element {
  return <dl className="jp-VcpImageDetails-facts">{children}</dl>;
}

export function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): JSX.Element {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
