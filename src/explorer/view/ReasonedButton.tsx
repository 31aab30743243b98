import React, { useId } from 'react';

export interface IReasonedButtonProps {
  readonly label: string;
  /** Why it cannot be used now; null when it can. The button stays reachable and says so. */
  readonly refusal: string | null;
  /** What to know before it is used; null when there is nothing. */
  readonly note?: string | null;
  readonly look?: 'accept' | 'warn';
  readonly onClick: () => void;
}

/** A button that says why it cannot be used: to the pointer as a tooltip, to the keyboard below, to a screen reader as description. */
export function ReasonedButton({ label, refusal, note = null, look, onClick }: IReasonedButtonProps): JSX.Element {
  const reasonId = useId();
  const said = refusal ?? note;
  return (
    <>
      <button
        type="button"
        className={`jp-mod-styled${look ? ` jp-mod-${look}` : ''}`}
        aria-disabled={refusal !== null || undefined}
        aria-describedby={said === null ? undefined : reasonId}
        title={said ?? undefined}
        onClick={() => {
          if (refusal === null) {
            onClick();
          }
        }}
      >
        {label}
      </button>
      {said !== null && (
        <span id={reasonId} className="jp-VcpExplorer-reason">
          {said}
        </span>
      )}
    </>
  );
}
