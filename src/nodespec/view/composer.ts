import type { IEditorServices } from '@jupyterlab/codeeditor';
import type { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { createContext, useContext } from 'react';

import { useSignalValue } from '../../common/useSignal';
import type { IImages, INotebookCells } from '../../tokens';
import type { ISpecSnapshot, SpecModel } from '../model';
import type { ISpecActions } from '../specDocument';
import type { ComposerLayout } from './layout';

/** The application's commands, as far as the composer calls those of other features. */
export interface ICommands {
  hasCommand(id: string): boolean;
  execute(id: string, args?: ReadonlyPartialJSONObject): Promise<unknown>;
}

/** What every part of the composer's view is given. */
export interface IComposer {
  readonly model: SpecModel;
  readonly layout: ComposerLayout;
  readonly actions: ISpecActions;
  readonly trans: TranslationBundle;
  /** BCP 47 tag, for the texts that provider files carry in both languages. */
  readonly language: string;
  /** Absent where the application has no code editor. */
  readonly editors: IEditorServices | null;
  readonly languages: IEditorLanguageRegistry | null;
  readonly cells: INotebookCells | null;
  /** Absent where the page has no image catalog. */
  readonly images: IImages | null;
  readonly commands: ICommands;
}

export const ComposerContext = createContext<IComposer | null>(null);

/** The composer that the component belongs to. */
export function useComposer(): IComposer {
  const composer = useContext(ComposerContext);
  if (composer === null) {
    throw new Error('This component belongs into a composer.');
  }
  return composer;
}

/** The composer's document as it is now; renders again with every change of it. */
export function useSnapshot(): ISpecSnapshot {
  const { model } = useComposer();
  return useSignalValue(model.changed, () => model.snapshot);
}

/** A part of the document's state; renders again only when that part is another value by `Object.is`. */
export function useSelected<T>(select: (snapshot: ISpecSnapshot) => T): T {
  const { model } = useComposer();
  return useSignalValue(model.changed, () => select(model.snapshot));
}
