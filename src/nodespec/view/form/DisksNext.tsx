import React, { useId } from 'react';

import { counterpartOf, groupNamed, topLevelText } from '../../domain';
import { NEW_SPEC, attachArguments } from '../attach';
import { useComposer, useSelected, useSnapshot } from '../composer';
import { useOffered } from '../useOffered';

/** What comes after disks, which are of no use alone: nodes that attach them. */
export function DisksNext(): JSX.Element | null {
  const storage = useSelected(({ provider }) => provider?.unitType === 'storage');
  return storage ? <AttachNext /> : null;
}

function AttachNext(): JSX.Element | null {
  const { commands, trans } = useComposer();
  const { spec, provider, context } = useSnapshot();
  const offered = useOffered();
  const id = useId();
  if (spec === null || provider === null) {
    return null;
  }
  const names = { unitGroup: topLevelText(spec, 'unitGroup'), unit: topLevelText(spec, 'unit') };
  const compute = counterpartOf(provider, offered);
  const group = groupNamed(context.unitGroups, names.unitGroup, 'storage');
  const there = group?.units.some(unit => unit.name === names.unit && unit.disks.length > 0) ?? false;
  const reason =
    compute === null
      ? trans.__('This VC Controller has no provider for nodes in the same cloud.')
      : there
        ? ''
        : trans.__('There are no such disks yet: create them first, here or with the code.');
  return (
    <div className="jp-VcpSpec-next">
      <p className="jp-VcpSpec-note">
        {trans.__('Disks have no container and no login. Once they are RUNNING, attach them to the nodes of a new unit.')}
      </p>
      <button
        type="button"
        className="jp-VcpSpec-smallButton"
        aria-disabled={reason !== ''}
        aria-describedby={reason === '' ? undefined : id}
        onClick={() => {
          if (reason === '' && compute !== null) {
            void commands.execute(NEW_SPEC, attachArguments(names, compute.name));
          }
        }}
      >
        {trans.__('Attach to a New Node…')}
      </button>
      <span id={id} className="jp-VcpSpec-note">
        {reason}
      </span>
    </div>
  );
}
