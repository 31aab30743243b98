import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Panel, Widget } from '@lumino/widgets';

/**
 * A panel whose content is loaded and built the first time it is shown, so that a panel that nobody opens costs nothing at start.
 */
export class LazyPanel extends Panel {
  constructor(private readonly _options: LazyPanel.IOptions) {
    super();
    this.addClass('jp-VcpLazyPanel');
    if (_options.id) {
      this.id = _options.id;
    }
  }

  /** The content, or null before the first showing. */
  get content(): Widget | null {
    return this._content;
  }

  /** Loads the content now; calling again answers the same promise. */
  load(): Promise<Widget | null> {
    this._loading ??= this._load();
    return this._loading;
  }

  protected override onBeforeShow(msg: Message): void {
    super.onBeforeShow(msg);
    void this.load();
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    if (this.isVisible) {
      void this.load();
    }
  }

  protected override onActivateRequest(msg: Message): void {
    super.onActivateRequest(msg);
    void this.load().then(content => content?.activate());
  }

  /** What was closed is gone, with its model and its polls; who wants it again makes another one. */
  protected override onCloseRequest(msg: Message): void {
    super.onCloseRequest(msg);
    this.dispose();
  }

  private async _load(): Promise<Widget | null> {
    const { trans } = this._options;
    try {
      // Not through package.json's styleModule: that would be fetched at start, with a style loader of 4 KB.
      const [content] = await Promise.all([this._options.load(), import('./panelStyle')]);
      if (this.isDisposed) {
        content.dispose();
        return null;
      }
      this._note?.dispose();
      this._content = content;
      this.addWidget(content);
      return content;
    } catch (reason) {
      this._loading = null;
      this._say(trans.__('This panel could not be loaded: %1. Reload the page to try again.', String(reason)));
      return null;
    }
  }

  private _say(text: string): void {
    this._note?.dispose();
    this._note = new Widget();
    this._note.addClass('jp-VcpLazyPanel-note');
    this._note.node.setAttribute('role', 'alert');
    this._note.node.textContent = text;
    this.addWidget(this._note);
  }

  private _content: Widget | null = null;
  private _note: Widget | null = null;
  private _loading: Promise<Widget | null> | null = null;
}

export namespace LazyPanel {
  export interface IOptions {
    readonly id?: string;
    readonly trans: TranslationBundle;
    /** Imports and builds the content. */
    readonly load: () => Promise<Widget>;
  }
}
