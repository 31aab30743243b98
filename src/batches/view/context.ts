import type { TranslationBundle } from '@jupyterlab/translation';
import { createContext, useContext, useEffect, useState } from 'react';

import type { BatchTarget } from '../../api/types';
import { useSignalValue } from '../../common/useSignal';
import type { IBatchRequest } from '../../tokens';
import type { BatchModel, IBatchSnapshot } from '../model/batchModel';

/** What the parts of the panel of one operation share. */
export interface IBatchContext {
  readonly model: BatchModel;
  readonly trans: TranslationBundle;
  /** BCP 47 tag of the page's language. */
  readonly language: string;
  /** Starts another operation and shows its panel. */
  readonly start: (request: IBatchRequest) => Promise<unknown>;
  /** Shows a target in the explorer; null where there is none. */
  readonly reveal: ((target: BatchTarget) => void) | null;
  /** Closes the panel. */
  readonly close: () => void;
  readonly copy: (text: string) => void;
}

export const BatchContext = createContext<IBatchContext | null>(null);

export function useBatch(): IBatchContext {
  const context = useContext(BatchContext);
  if (!context) {
    throw new Error('A part of a bulk operation was rendered outside of its panel.');
  }
  return context;
}

export function useBatchSnapshot(): IBatchSnapshot {
  const { model } = useBatch();
  return useSignalValue(model.changed, () => model.snapshot);
}

/** The time, every second while something goes on. */
export function useNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) {
      return;
    }
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1_000);
    return () => {
      clearInterval(timer);
    };
  }, [running]);
  return now;
}
