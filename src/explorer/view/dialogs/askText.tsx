import { Dialog } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { createRef } from 'react';

import { Field } from './Field';
import type { IForm } from './FormDialog';
import { FormDialog } from './FormDialog';

/** A question that is answered by one line of text. */
export interface ITextQuestion {
  readonly title: string;
  readonly label: string;
  readonly help: string;
  /** Label of the button that goes on. */
  readonly accept: string;
  /** What the field says at first; it is selected, so that typing replaces it. */
  readonly value: string;
  /** What is wrong with a text, in the user's language; null when nothing is. */
  readonly check: (text: string) => string | null;
  /** Why the text above was refused when it was tried; null when it was not tried yet. */
  readonly refusal: string | null;
}

/** Asks for a line of text; null when the user does not want to go on. */
export async function askText(question: ITextQuestion, trans: TranslationBundle): Promise<string | null> {
  const body = new TextForm(question);
  const dialog = new FormDialog(
    {
      title: question.title,
      body,
      buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.okButton({ label: question.accept })],
      focusNodeSelector: 'input'
    },
    body
  );
  const { button, value } = await dialog.launch();
  return button.accept ? value : null;
}

class TextForm extends ReactWidget implements Dialog.IBodyWidget<string>, IForm {
  constructor(private readonly _question: ITextQuestion) {
    super();
    this._text = _question.value;
  }

  getValue(): string {
    return this._text;
  }

  accept(): boolean {
    this._asked = true;
    this.update();
    const fine = this._question.check(this._text) === null;
    if (!fine) {
      this._inputRef.current?.focus();
    }
    return fine;
  }

  protected override render(): JSX.Element {
    const { label, help } = this._question;
    return (
      <Field
        label={label}
        help={help}
        faults={this._faults()}
        value={this._text}
        inputRef={this._inputRef}
        first
        selected
        onChange={text => {
          this._text = text.trim();
          this._asked = true;
          this.update();
        }}
      />
    );
  }

  private _faults(): readonly string[] {
    const { value, check, refusal } = this._question;
    if (refusal !== null && this._text === value) {
      return [refusal];
    }
    // What stands there at first is no error before somebody tried to go on with it.
    const fault = this._asked ? check(this._text) : null;
    return fault === null ? [] : [fault];
  }

  private readonly _inputRef = createRef<HTMLInputElement>();
  private _text: string;
  private _asked = false;
}
