import type { ISignal } from '@lumino/signaling';
import { useCallback, useSyncExternalStore } from 'react';

/**
 * Renders again whenever the signal is emitted and `select` answers another value.
 *
 * `select` must answer the same value (by `Object.is`) until something changed; models hand out immutable snapshots, so it does.
 */
export function useSignalValue<S, T>(signal: ISignal<S, unknown>, select: () => T): T {
  const subscribe = useCallback(
    (notify: () => void) => {
      signal.connect(notify);
      return () => {
        signal.disconnect(notify);
      };
    },
    [signal]
  );
  return useSyncExternalStore(subscribe, select);
}
