import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import { createContext, useContext } from 'react';

import { useSignalValue } from '../../common/useSignal';
import type { IConnection } from '../../tokens';
import type { IProvidersSnapshot, ProvidersModel } from '../model/providersModel';

/** What the panel is made from. */
export interface IProvidersOptions {
  readonly model: ProvidersModel;
  readonly connection: IConnection;
  readonly commands: JupyterFrontEnd['commands'];
  readonly trans: TranslationBundle;
  /** BCP 47 tag of the page's language, for texts of provider files and for numbers. */
  readonly language: string;
  /** Puts a text on the clipboard. */
  readonly copyText: (text: string) => void;
}

/** What every part of the panel knows. */
export interface IProvidersContext extends IProvidersOptions {
  /** Shows a sentence in the panel's one place for them, and has it read out. */
  readonly say: (text: string) => void;
}

export const ProvidersContext = createContext<IProvidersContext | null>(null);

export function useProviders(): IProvidersContext {
  const context = useContext(ProvidersContext);
  if (context === null) {
    throw new Error('A part of the providers panel was rendered outside of it.');
  }
  return context;
}

export function useSnapshot(): IProvidersSnapshot {
  const { model } = useProviders();
  return useSignalValue(model.changed, () => model.snapshot);
}
