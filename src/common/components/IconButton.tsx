import '../../../style/base.css';

import type { LabIcon } from '@jupyterlab/ui-components';
import React, { useId } from 'react';

export interface IIconButtonProps {
  readonly icon: LabIcon;
  /** Accessible name and tooltip. */
  readonly label: string;
  /** Why it cannot be used now; the button stays reachable and says so. */
  readonly reason?: string;
  readonly tabIndex?: number;
  readonly opensMenu?: boolean;
  readonly onClick: (event: React.MouseEvent<HTMLButtonElement>) => void;
}

/** A button of 24 × 24 pixels with an icon, in the look of JupyterLab's toolbars. It keeps its clicks from a row around it. */
export function IconButton({ icon, label, reason, tabIndex, opensMenu, onClick }: IIconButtonProps): JSX.Element {
  const reasonId = useId();
  const disabled = reason !== undefined;
  return (
    <>
      <button
        type="button"
        className="jp-VcpIconButton"
        aria-label={label}
        title={reason === undefined ? label : `${label}\n${reason}`}
        aria-disabled={disabled || undefined}
        aria-describedby={disabled ? reasonId : undefined}
        aria-haspopup={opensMenu ? 'menu' : undefined}
        tabIndex={tabIndex}
        onClick={event => {
          event.stopPropagation();
          if (!disabled) {
            onClick(event);
          }
        }}
      >
        <icon.react tag="span" elementSize="normal" elementPosition="center" />
      </button>
      {disabled && (
        <span id={reasonId} hidden>
          {reason}
        </span>
      )}
    </>
  );
}
