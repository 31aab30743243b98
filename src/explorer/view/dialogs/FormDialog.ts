import '../../../../style/explorer.css';
import '../../../../style/explorer-details.css';

import { Dialog } from '@jupyterlab/apputils';

import { cycleFocus } from '../../../common/tabCycle';

/** A form that says itself whether it may be accepted. */
export interface IForm {
  /** Checks the fields; when something is wrong, shows it there and puts the focus on the first such field. */
  accept(): boolean;
}

/**
 * A dialog whose default button does nothing until its form is right, and then says what is wrong at the field.
 *
 * #### Notes
 * JupyterLab's own dialog only knows browser validation (`:invalid`), which greys the button without a word.
 */
export class FormDialog<T> extends Dialog<T> {
  constructor(
    options: Partial<Dialog.IOptions<T>> & { readonly title: string; readonly buttons: readonly Dialog.IButton[] },
    private readonly _form: IForm
  ) {
    super(options);
    this.addClass('jp-VcpDialog');
    // JupyterLab's dialogs do not tell a screen reader what they are about.
    this.node.setAttribute('aria-label', options.title);
    this._acceptIndex = options.buttons.findIndex(button => button.accept);
  }

  override handleEvent(event: Event): void {
    if (!cycleFocus(this.node, event)) {
      super.handleEvent(event);
    }
  }

  override resolve(index: number = this._acceptIndex): void {
    if (index !== this._acceptIndex || this._form.accept()) {
      super.resolve(index);
    }
  }

  private readonly _acceptIndex: number;
}
