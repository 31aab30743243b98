import type { TranslationBundle } from '@jupyterlab/translation';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { createContext, useContext } from 'react';

import { useSignalValue } from '../../common/useSignal';
import type { ConnectionState } from '../../api/types';
import type { IConnection } from '../../tokens';
import type { Operation } from '../domain/operations';
import type { CopyKind } from '../domain/copies';
import type { Place } from '../domain/tree';
import type { ExplorerModel } from '../model/explorerModel';
import type { IExplorerState } from '../model/explorerState';
import type { Scheduling } from './scheduling';

/** What the parts of the explorer share. */
export interface IExplorerContext {
  readonly model: ExplorerModel;
  readonly connection: IConnection;
  readonly commands: JupyterFrontEnd['commands'];
  readonly trans: TranslationBundle;
  /** BCP 47 tag of the page's language. */
  readonly language: string;
  /** Runs an operation on a place, after asking what it needs to know. */
  readonly operate: (operation: Operation, place: Place) => Promise<void>;
  /** Runs an operation on many places, after a review. */
  readonly operateAll: (operation: Operation, places: readonly Place[]) => Promise<void>;
  /** Runs an operation on everything that is selected if the place is a part of that, else on the place. */
  readonly act: (operation: Operation, place: Place) => Promise<void>;
  /** Why there are no bulk operations, in the user's language; null when there are. */
  readonly bulkRefusal: string | null;
  /** Reminders and planned power-offs. */
  readonly scheduling: Scheduling;
  readonly createGroup: () => Promise<void>;
  /** Puts a text about a place on the clipboard. */
  readonly copy: (kind: CopyKind, place: Place) => void;
  /** Puts any text on the clipboard. */
  readonly copyText: (text: string) => void;
}

export const ExplorerContext = createContext<IExplorerContext | null>(null);

export function useExplorer(): IExplorerContext {
  const context = useContext(ExplorerContext);
  if (!context) {
    throw new Error('A part of the explorer was rendered outside of it.');
  }
  return context;
}

/** The model's state; renders again when it changed. */
export function useExplorerState(): IExplorerState {
  const { model } = useExplorer();
  return useSignalValue(model.changed, () => model.state);
}

export function useConnectionState(): ConnectionState | null {
  const { connection } = useExplorer();
  return useSignalValue(connection.changed, () => connection.state);
}
