import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';

import { cycleFocus } from './tabCycle';

import { BodyDialog } from './bodyDialog';

/** Body of a dialog that does something with what was entered before the dialog may close. */
export interface ISubmitBody<T> extends Widget {
  /** Does it. Resolves to the result, or to null when it could not be done; then the body says why. Never rejects. */
  submit(): Promise<T | null>;
}

/**
 * A dialog that stays until what it asks for has succeeded or the user gives up.
 *
 * #### Notes
 * A plain `showDialog` closes before the answer is known. What was entered is never the dialog's value: it goes from the fields to the
 * server half, and the fields go with the dialog. Secrets are asked for this way.
 */
export class SubmitDialog<T> extends BodyDialog<void> {
  constructor(options: SubmitDialog.IOptions<T>) {
    const { title, body, accept, trans } = options;
    super({
      title,
      body,
      buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.okButton({ label: accept })],
      defaultButton: ACCEPT,
      focusNodeSelector: options.focus ?? 'input'
    });
    this._submitBody = body;
  }

  /** What the submission has answered; null until it has succeeded. */
  get result(): T | null {
    return this._result;
  }

  override handleEvent(event: Event): void {
    if (cycleFocus(this.node, event)) {
      return;
    }
    const { type, target } = event;
    // A click beside a dialog of JupyterLab closes it; what was entered here would be gone.
    if (!(type === 'click' && target instanceof Element && target.closest('.jp-Dialog-content') === null)) {
      super.handleEvent(event);
    }
  }

  override resolve(index: number = ACCEPT): void {
    if (index === ACCEPT) {
      void this._submit();
    } else {
      super.resolve(index);
    }
  }

  private async _submit(): Promise<void> {
    const result = await this._submitBody.submit();
    if (result !== null && !this.isDisposed) {
      this._result = result;
      super.resolve(ACCEPT);
    }
  }

  private readonly _submitBody: ISubmitBody<T>;
  private _result: T | null = null;
}

export namespace SubmitDialog {
  export interface IOptions<T> {
    readonly title: string;
    readonly body: ISubmitBody<T>;
    /** Label of the button that submits. */
    readonly accept: string;
    /** Selector of what has the focus at first; the first input when left out. */
    readonly focus?: string;
    readonly trans: TranslationBundle;
  }
}

/** Index of the button that submits. */
const ACCEPT = 1;
