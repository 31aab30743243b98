import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import React from 'react';

export interface IRemoveRowButtonProps {
  /** The row's number as the user counts, from 1. */
  readonly number: number;
  readonly disabled: boolean;
  readonly trans: TranslationBundle;
  readonly onRemove: () => void;
}

/** Removes one row of a field that is a list of rows. */
export function RemoveRowButton({ number, disabled, trans, onRemove }: IRemoveRowButtonProps): JSX.Element {
  return (
    <button
      type="button"
      className="jp-VcpIconButton"
      disabled={disabled}
      aria-label={trans.__('Remove row %1', number)}
      onClick={onRemove}
    >
      <closeIcon.react tag="span" width="12px" height="12px" />
    </button>
  );
}
