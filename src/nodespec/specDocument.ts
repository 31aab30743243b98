/**
 * The document widget of a `*.vcpspec` file, and its factory. Only the shell is built at once; the composer is loaded when the tab is
 * first shown.
 */
import { ABCWidgetFactory, DocumentWidget } from '@jupyterlab/docregistry';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';

import { LazyPanel } from '../common/LazyPanel';
import { specIcon } from './icon';

/** What commands ask of an open composer. */
export interface ISpecActions {
  /** Puts the generated code into a notebook, asking which one when the page has none. */
  insertCode(): Promise<void>;
  /** Puts the generated code on the clipboard. */
  copyCode(): Promise<void>;
  /** Shows what would be created, and creates it when the user agrees. */
  createNodes(): Promise<void>;
  /** Asks for a name and saves what flavors may set as an own flavor of the provider. */
  saveFlavor(): Promise<void>;
}

/** What is asked of an open composer about its image. */
export interface IImageUser {
  /** Whether the spec has an image, i.e. can be edited and is not one of disks. */
  readonly takesImage: boolean;
  /** Puts the image into the spec, undoable in one step, and shows its field. Does nothing where there is no image. */
  useImage(image: string): Promise<void>;
}

/** The composer as the factory gets it from the lazily loaded code. */
export type SpecComposer = Widget & ISpecActions & IImageUser;

/** An open `*.vcpspec` file. */
export class SpecDocument extends DocumentWidget<LazyPanel, DocumentRegistry.ICodeModel> implements IImageUser {
  constructor(options: SpecDocument.IOptions) {
    super(options);
    this._composer = options.composer;
    this.title.icon = specIcon;
    // All our controls live in the composer's own bar; an empty toolbar would only take a row.
    this.toolbar.hide();
  }

  /** The open composer; loads it when the tab was never shown. Null when it could not be loaded. */
  async actions(): Promise<ISpecActions | null> {
    await this.content.load();
    return this._composer();
  }

  /** True also while the composer, which alone knows, was not loaded. */
  get takesImage(): boolean {
    return this._composer()?.takesImage ?? true;
  }

  async useImage(image: string): Promise<void> {
    await this.content.load();
    await this._composer()?.useImage(image);
  }

  private readonly _composer: () => SpecComposer | null;
}

export namespace SpecDocument {
  export interface IOptions extends DocumentWidget.IOptions<LazyPanel, DocumentRegistry.ICodeModel> {
    /** Null until it is loaded. */
    readonly composer: () => SpecComposer | null;
  }
}

/** Makes spec documents. */
export class SpecDocumentFactory extends ABCWidgetFactory<SpecDocument, DocumentRegistry.ICodeModel> {
  constructor(options: SpecDocumentFactory.IOptions) {
    super(options);
    this._trans = options.trans;
    this._load = options.load;
  }

  protected override createNewWidget(context: DocumentRegistry.CodeContext): SpecDocument {
    let composer: SpecComposer | null = null;
    const content = new LazyPanel({
      trans: this._trans,
      load: async () => {
        composer = await this._load(context);
        return composer;
      }
    });
    return new SpecDocument({ content, context, composer: () => composer });
  }

  private readonly _trans: TranslationBundle;
  private readonly _load: (context: DocumentRegistry.CodeContext) => Promise<SpecComposer>;
}

export namespace SpecDocumentFactory {
  export interface IOptions extends DocumentRegistry.IWidgetFactoryOptions<SpecDocument> {
    readonly trans: TranslationBundle;
    /** Imports and builds the composer for an open file. */
    readonly load: (context: DocumentRegistry.CodeContext) => Promise<SpecComposer>;
  }
}
