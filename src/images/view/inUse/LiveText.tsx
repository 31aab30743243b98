import React from 'react';

/** A sentence that is also read out when it becomes another one. */
export function LiveText({ text }: { readonly text: string }): JSX.Element {
  return (
    <p role="status" className="jp-VcpInUse-summary">
      {text}
    </p>
  );
}
