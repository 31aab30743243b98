import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import { createContext, useContext } from 'react';

import { useSignalValue } from '../../../common/useSignal';
import type { DetailsModel, IDetailsSnapshot } from '../../model/detailsModel';

/** What the details are made from. */
export interface IDetailsOptions {
  /** Who shows the details tells it what is selected (`DetailsModel.select`), and disposes of it. */
  readonly model: DetailsModel;
  /** Where the commands are that take an image; null: they are not offered, as in a dialog that chooses one. */
  readonly commands: JupyterFrontEnd['commands'] | null;
  readonly trans: TranslationBundle;
  /** BCP 47 tag of the page's language, for numbers and dates. */
  readonly language: string;
  /** Puts a text on the clipboard. */
  readonly copyText: (text: string) => void;
  /** Has a sentence read out. */
  readonly say: (text: string) => void;
}

export const DetailsContext = createContext<IDetailsOptions | null>(null);

export function useDetails(): IDetailsOptions {
  const context = useContext(DetailsContext);
  if (context === null) {
    throw new Error('A part of the details was rendered outside of them.');
  }
  return context;
}

export function useDetailsSnapshot(): IDetailsSnapshot {
  const { model } = useDetails();
  return useSignalValue(model.changed, () => model.snapshot);
}
