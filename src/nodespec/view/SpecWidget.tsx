import { ReactWidget } from '@jupyterlab/apputils';
import type { IEditorServices } from '@jupyterlab/codeeditor';
import type { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import React from 'react';

import '../../../style/nodespec.css';
import type { IImages, INotebookCells } from '../../tokens';
import type { SpecModel } from '../model';
import type { IImageUser, ISpecActions } from '../specDocument';
import type { ICommands, IComposer } from './composer';
import { leftAt, pathAt, undoOf } from './formEvents';
import { ComposerLayout } from './layout';
import { specActions } from './specActions';
import { SpecView } from './SpecView';
import { IMAGE_PATH, putImage, takesImage } from './imageUse';
import type { ViewSettings } from './viewSettings';

/** The composer of one open document. */
export class SpecWidget extends ReactWidget implements ISpecActions, IImageUser {
  constructor(options: SpecWidget.IOptions) {
    super();
    const { model, context, settings, cells, trans, language } = options;
    this._model = model;
    this._context = context;
    this._settings = settings;
    this._trans = trans;
    this._openText = options.openText;
    const actions = specActions({ model, cells, trans, language, save: () => (context.model.dirty ? context.save() : Promise.resolve()) });
    this._actions = {
      ...actions,
      createNodes: () => {
        this._composerLayout.awaitAll();
        return actions.createNodes();
      }
    };
    this._composer = {
      model,
      layout: this._composerLayout,
      actions: this._actions,
      trans,
      language,
      editors: options.editors,
      languages: options.languages,
      cells,
      images: options.images,
      commands: options.commands
    };
    this.addClass('jp-VcpSpec');
    this.node.tabIndex = -1;
    context.saveState.connect(this._onSave, this);
    settings.changed.connect(this._onSettings, this);
  }

  insertCode(): Promise<void> {
    return this._actions.insertCode();
  }

  copyCode(): Promise<void> {
    return this._actions.copyCode();
  }

  createNodes(): Promise<void> {
    return this._actions.createNodes();
  }

  saveFlavor(): Promise<void> {
    return this._actions.saveFlavor();
  }

  get takesImage(): boolean {
    return takesImage(this._model.snapshot);
  }

  async useImage(image: string): Promise<void> {
    if (this.takesImage) {
      putImage(this._model, image);
      // One that was never shown is drawn a moment later; before that, no field can get the focus.
      await this.renderPromise;
      this._composerLayout.reveal(IMAGE_PATH, 'image');
    }
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._context.saveState.disconnect(this._onSave, this);
    this._settings.dispose();
    this._composerLayout.dispose();
    this._model.dispose();
    super.dispose();
  }

  /** Undo of the document, and which field gets or loses the focus, for the whole form at once. */
  handleEvent(event: Event): void {
    if (event instanceof FocusEvent && event.type === 'focusout') {
      const path = leftAt(event);
      if (path) {
        this._composerLayout.leave(path);
      }
      return;
    }
    if (event.type === 'focusin') {
      const path = pathAt(event.target);
      if (path) {
        this._composerLayout.focus(path);
      }
      return;
    }
    const step = event instanceof KeyboardEvent ? undoOf(event) : null;
    if (step) {
      event.preventDefault();
      event.stopPropagation();
      this._model[step]();
    }
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this.node.addEventListener('focusin', this);
    this.node.addEventListener('focusout', this);
    this.node.addEventListener('keydown', this);
  }

  protected override onBeforeDetach(msg: Message): void {
    this.node.removeEventListener('focusin', this);
    this.node.removeEventListener('focusout', this);
    this.node.removeEventListener('keydown', this);
    super.onBeforeDetach(msg);
  }

  protected override render(): JSX.Element {
    return <SpecView composer={this._composer} settings={this._settings} openText={this._openText} />;
  }

  protected override onActivateRequest(msg: Message): void {
    super.onActivateRequest(msg);
    // Focus lands where one types next, and stays where it is when the composer has it already.
    if (!this.node.contains(document.activeElement)) {
      this._focusFirst();
    }
    // A composer that was attached just now is drawn a moment later: until then the focus waits on its frame.
    void this.renderPromise?.then(() => {
      if (document.activeElement === this.node) {
        this._focusFirst();
      }
    });
  }

  private _focusFirst(): void {
    const first = this.node.querySelector<HTMLElement>('.jp-VcpSpec-bar select, .jp-VcpSpec-form input, .jp-VcpSpec-empty button');
    (first ?? this.node).focus({ preventScroll: true });
  }

  private _onSave(_: unknown, state: DocumentRegistry.SaveState): void {
    if (state === 'completed') {
      this._model.markSaved();
    }
  }

  private _onSettings(): void {
    this._model.codeOptions = { followUp: this._settings.followUpCode, trans: this._trans };
  }

  private readonly _composerLayout = new ComposerLayout();
  private readonly _model: SpecModel;
  private readonly _context: DocumentRegistry.CodeContext;
  private readonly _settings: ViewSettings;
  private readonly _trans: TranslationBundle;
  private readonly _openText: () => void;
  private readonly _actions: ISpecActions;
  private readonly _composer: IComposer;
}

export namespace SpecWidget {
  export interface IOptions {
    readonly model: SpecModel;
    readonly context: DocumentRegistry.CodeContext;
    readonly settings: ViewSettings;
    readonly cells: INotebookCells | null;
    readonly images: IImages | null;
    readonly commands: ICommands;
    readonly editors: IEditorServices | null;
    readonly languages: IEditorLanguageRegistry | null;
    readonly trans: TranslationBundle;
    /** BCP 47 tag. */
    readonly language: string;
    /** Opens the file in the text editor. */
    readonly openText: () => void;
  }
}
