import { addIcon, copyIcon, deleteIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { IconButton } from '../../common/components/IconButton';
import { operationLabel } from '../../common/operationText';
import { copyText } from '../domain/copies';
import type { Operation } from '../domain/operations';
import type { Place } from '../domain/tree';
import { useExplorer } from './context';
import { reasonText, specificLabel } from './words';

export interface IRowActionsProps {
  readonly place: Place;
  readonly tabIndex: number;
}

/** The few buttons of a row, seen on hover and when the row has the focus. The rest is in the context menu and in the details. */
export function RowActions({ place, tabIndex }: IRowActionsProps): JSX.Element {
  const { trans, copy } = useExplorer();
  return (
    <span className="jp-VcpExplorer-actions">
      {place.kind === 'node' && copyText('address', place) !== null && (
        <IconButton
          icon={copyIcon}
          label={trans.__('Copy Address')}
          tabIndex={tabIndex}
          onClick={() => {
            copy('address', place);
          }}
        />
      )}
      <OperationButton operation="add_nodes" place={place} tabIndex={tabIndex} />
      <OperationButton operation="delete" place={place} tabIndex={tabIndex} />
    </span>
  );
}

const ICONS = { add_nodes: addIcon, delete: deleteIcon } as const;

interface IOperationButtonProps extends IRowActionsProps {
  readonly operation: Operation & keyof typeof ICONS;
}

function OperationButton({ operation, place, tabIndex }: IOperationButtonProps): JSX.Element | null {
  const { model, trans, language, operate } = useExplorer();
  const verdict = model.judge(operation, place);
  if (!verdict) {
    return null;
  }
  return (
    <IconButton
      icon={ICONS[operation]}
      label={specificLabel(operation, place, trans) ?? operationLabel(operation, trans)}
      reason={verdict.allowed ? undefined : reasonText(verdict.reason, trans, language)}
      tabIndex={tabIndex}
      onClick={() => {
        void operate(operation, place);
      }}
    />
  );
}
