import React from 'react';

import { outsideOf } from '../../domain';
import { useComposer, useSelected } from '../composer';
import { OUTSIDE_CODE } from '../outsideIds';

/** The way to what has to be done outside of the spec before the field can be filled in. */
export function OutsideNote({ name }: { readonly name: string }): JSX.Element | null {
  const { commands, trans } = useComposer();
  const kind = useSelected(({ provider }) => (provider === null ? null : outsideOf(provider.name, name)));
  return kind === null || !commands.hasCommand(OUTSIDE_CODE) ? null : (
    <button
      type="button"
      className="jp-VcpSpec-smallButton"
      onClick={() => {
        void commands.execute(OUTSIDE_CODE, { kind });
      }}
    >
      {label()}
    </button>
  );

  function label(): string {
    switch (kind) {
      case 'chameleon':
        return trans.__('Code to Reserve Hosts…');
      case 'mdx':
        return trans.__('Machines of mdx I…');
      default:
        return trans.__('How to Prepare a Server…');
    }
  }
}
