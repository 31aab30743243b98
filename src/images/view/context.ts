import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import { createContext, useContext } from 'react';

import { useSignalValue } from '../../common/useSignal';
import type { CatalogModel, ICatalogSnapshot } from '../model/catalogModel';
import type { DetailsModel } from '../model/detailsModel';
import type { InUseModel } from '../model/inUseModel';

/** What the catalog is made from, in the panel as in the dialog. */
export interface IImagesOptions {
  readonly model: CatalogModel;
  readonly details: DetailsModel;
  readonly inUse: InUseModel;
  readonly commands: JupyterFrontEnd['commands'];
  readonly trans: TranslationBundle;
  /** BCP 47 tag of the page's language, for numbers and dates. */
  readonly language: string;
  /** Puts a text on the clipboard. */
  readonly copyText: (text: string) => void;
  /** Takes the image with the focus, in the dialog; null in the panel, where there is nothing to take it for. */
  readonly take: (() => void) | null;
}

export const ImagesContext = createContext<IImagesOptions | null>(null);

export function useImages(): IImagesOptions {
  const context = useContext(ImagesContext);
  if (context === null) {
    throw new Error('A part of the image catalog was rendered outside of it.');
  }
  return context;
}

export function useCatalog(): ICatalogSnapshot {
  const { model } = useImages();
  return useSignalValue(model.changed, () => model.snapshot);
}
