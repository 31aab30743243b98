import { caretDownIcon, closeIcon } from '@jupyterlab/ui-components';
import React, { useMemo } from 'react';

import { IconButton } from '../../common/components/IconButton';
import { BULK_OPERATIONS } from '../domain/bulk';
import type { BulkOperation } from '../domain/bulk';
import type { Place } from '../domain/tree';
import { bulkReasonText, countsText } from './bulkWords';
import { openActionMenu } from '../../common/commandMenu';
import { operationLabel } from '../../common/operationText';
import { useExplorer, useExplorerState } from './context';
import { ReasonedButton } from './ReasonedButton';

/** Operations with a button; the others are in the menu. */
const BUTTONS: readonly BulkOperation[] = ['power_off', 'power_on', 'delete'];
const MENU = BULK_OPERATIONS.filter(operation => !BUTTONS.includes(operation));

/** What is selected, and what can be done with all of it. Shown while more than one row is selected. */
export function SelectionBar(): JSX.Element | null {
  const { model, trans } = useExplorer();
  const { selected, tree, hiddenSelected } = useExplorerState();
  // A selection can have thousands of rows; a poll that changes nothing must not count them again.
  const places = useMemo(() => (tree && selected.size > 1 ? model.selectedPlaces : []), [model, tree, selected]);
  if (places.length < 2) {
    return null;
  }
  return (
    <div className="jp-VcpExplorer-selection" role="group" aria-label={trans.__('Selection')}>
      <div className="jp-VcpExplorer-selected">
        <p>
          {trans.__('%1 selected: %2', places.length, countsText(places, trans))}
          {hiddenSelected > 0 && ` ${trans._n('(%1 not shown)', '(%1 not shown)', hiddenSelected)}`}
        </p>
        <IconButton
          icon={closeIcon}
          label={trans.__('Clear Selection')}
          onClick={() => {
            model.clearSelection();
          }}
        />
      </div>
      <div className="jp-VcpExplorer-operations">
        {BUTTONS.map(operation => (
          <BulkButton key={operation} operation={operation} places={places} />
        ))}
        <MoreButton places={places} />
      </div>
    </div>
  );
}

interface IBulkButtonProps {
  readonly operation: BulkOperation;
  readonly places: readonly Place[];
}

function BulkButton({ operation, places }: IBulkButtonProps): JSX.Element {
  const { trans, operateAll } = useExplorer();
  return (
    <ReasonedButton
      label={operationLabel(operation, trans)}
      refusal={useBulkRefusal(operation, places)}
      look={operation === 'delete' ? 'warn' : undefined}
      onClick={() => void operateAll(operation, places)}
    />
  );
}

/** Why an operation can do nothing with any of the places; null when it can. */
function useBulkRefusal(operation: BulkOperation, places: readonly Place[]): string | null {
  const { model, trans, language, bulkRefusal } = useExplorer();
  const { verdicts } = useExplorerState();
  const fault = useMemo(
    // Asked in the circumstances that `verdicts` stands for: they can change though the places do not.
    () => (verdicts === undefined ? null : model.bulk.fault(operation, places)),
    [model, operation, places, verdicts]
  );
  return bulkRefusal ?? (fault && bulkReasonText(fault, trans, language));
}

function MoreButton({ places }: { readonly places: readonly Place[] }): JSX.Element {
  const { model, trans, language, bulkRefusal, operateAll } = useExplorer();
  return (
    <button
      type="button"
      className="jp-mod-styled jp-VcpExplorer-menuButton"
      aria-haspopup="menu"
      onClick={({ currentTarget }) => {
        const entries = MENU.map(operation => {
          const fault = model.bulk.fault(operation, places);
          const refusal = bulkRefusal ?? (fault ? bulkReasonText(fault, trans, language) : '');
          return {
            label: [operationLabel(operation, trans), refusal].filter(text => text !== '').join(' – '),
            enabled: refusal === '',
            run: () => void operateAll(operation, places)
          };
        });
        openActionMenu(entries, currentTarget);
      }}
    >
      {trans.__('More')}
      <caretDownIcon.react tag="span" elementSize="small" elementPosition="center" />
    </button>
  );
}
