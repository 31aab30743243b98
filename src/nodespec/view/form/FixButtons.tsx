import React from 'react';

import { applyFix, fixesOf } from '../../domain';
import type { Diagnostic, Fix } from '../../domain';
import { useComposer, useSnapshot } from '../composer';
import { sectionOfPath } from '../sectionOfPath';
import { useOffered } from '../useOffered';

/** Command of the explorer that adds nodes or disks to a unit. */
const ADD_NODES = 'vcp:add-nodes';

/** The ways out of a finding, one press each. */
export function FixButtons({ finding }: { readonly finding: Diagnostic }): JSX.Element | null {
  const { model, layout, commands, trans } = useComposer();
  const { spec, context, provider, readOnly } = useSnapshot();
  const offered = useOffered();
  const storage = provider?.unitType === 'storage';
  const fixes = spec === null || readOnly ? [] : fixesOf(finding, spec, context, offered);
  const shown = fixes.filter(({ kind }) => kind !== 'add_nodes' || commands.hasCommand(ADD_NODES));
  return shown.length === 0 ? null : (
    <span className="jp-VcpSpec-fixes">
      {shown.map(fix => (
        <button
          key={label(fix)}
          type="button"
          className="jp-VcpSpec-smallButton"
          onClick={() => {
            apply(fix);
          }}
        >
          {label(fix)}
        </button>
      ))}
    </span>
  );

  function label(fix: Fix): string {
    switch (fix.kind) {
      case 'use_group':
        return fix.exists ? trans.__('Use the unit group %1', fix.name) : trans.__('Use a new unit group %1', fix.name);
      case 'use_unit':
        return trans.__('Call it %1', fix.name);
      case 'use_provider':
        return storage ? trans.__('Make nodes instead (%1)', fix.name) : trans.__('Make disks instead (%1)', fix.name);
      case 'remove_disk':
        return trans.__('Remove this disk');
      case 'use_gpus':
        return trans.__('Give all GPUs of the node to the base container');
      case 'add_nodes':
        return storage ? trans.__('Add Disks…') : trans.__('Add Nodes…');
      case 'compare':
        return trans.__('Compare');
    }
  }

  function apply(fix: Fix): void {
    switch (fix.kind) {
      case 'use_provider':
        model.setProvider(fix.name);
        goOn();
        break;
      case 'add_nodes':
        void commands.execute(ADD_NODES, { group: fix.group, unit: fix.unit });
        break;
      case 'compare':
        layout.compareBase = 'unit';
        layout.tab = 'compare';
        break;
      default:
        model.edit(current => applyFix(current, fix));
        goOn();
    }
  }

  /** The button has gone with its finding; the focus goes on to the field that it was about. */
  function goOn(): void {
    layout.reveal(finding.path, sectionOfPath(finding.path, provider));
  }
}
