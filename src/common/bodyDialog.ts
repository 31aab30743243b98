import { Dialog } from '@jupyterlab/apputils';

/** A dialog whose body has buttons of its own, and which says what it is about. */
export class BodyDialog<T> extends Dialog<T> {
  constructor(options: BodyDialog.IOptions<T>) {
    super(options);
    // JupyterLab's dialogs do not tell a screen reader what they are about.
    this.node.setAttribute('aria-label', options.title);
  }

  override handleEvent(event: Event): void {
    const { activeElement } = document;
    const inBody = activeElement instanceof HTMLButtonElement && activeElement.closest('.jp-Dialog-body') !== null;
    // JupyterLab's dialog swallows Enter everywhere; a button in the body has its own use for it.
    if (!(inBody && event instanceof KeyboardEvent && event.key === 'Enter')) {
      super.handleEvent(event);
    }
  }
}

export namespace BodyDialog {
  export interface IOptions<T> extends Partial<Dialog.IOptions<T>> {
    readonly title: string;
  }
}
