import type { ReactNode } from 'react';
import React, { useId } from 'react';

export interface IButtonProps {
  readonly children: ReactNode;
  /** Why it cannot be used now; the button stays reachable and says so. */
  readonly reason?: string | null;
  readonly onClick: () => void;
}

/** A button with a text; one that cannot be used says why instead of turning grey without a word. */
export function Button({ children, reason = null, onClick }: IButtonProps): JSX.Element {
  const id = useId();
  const disabled = reason !== null;
  return (
    <>
      <button
        type="button"
        className="jp-Button jp-mod-styled jp-VcpProviders-button"
        aria-disabled={disabled}
        aria-describedby={disabled ? id : undefined}
        onClick={() => {
          if (!disabled) {
            onClick();
          }
        }}
      >
        {children}
      </button>
      {disabled && (
        <span id={id} className="jp-VcpProviders-reason">
          {reason}
        </span>
      )}
    </>
  );
}
