import { Dialog } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { createRef } from 'react';

import type { ILoss } from '../../domain/loss';
import { lossOf, needsName } from '../../domain/loss';
import type { Place } from '../../domain/tree';
import { nameOf } from '../../domain/tree';
import { lossTexts, placeText } from '../words';
import { Field } from './Field';
import type { IForm } from './FormDialog';
import { FormDialog } from './FormDialog';

/** Units that are listed by name; of more, the number is said. */
const LISTED = 8;

/**
 * Says what a deletion takes away and asks; where more than one node or disk goes, the name has to be typed.
 *
 * @param user - Name of the user that the controller knows, or null: who deletes something of somebody else is told so.
 */
export async function confirmDeletion(place: Place, user: string | null, trans: TranslationBundle): Promise<boolean> {
  const loss = lossOf(place);
  const body = new DeletionForm(place, loss, user !== null && user !== place.group.owner, trans);
  const dialog = new FormDialog(
    {
      title: trans.__('Delete %1?', placeText(place, trans)),
      body,
      buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.warnButton({ label: trans.__('Delete') })],
      // Without a name to type, Enter must not be enough by accident: the focus is on Cancel.
      ...(needsName(loss) ? { focusNodeSelector: 'input' } : { defaultButton: 0 })
    },
    body
  );
  const { button } = await dialog.launch();
  return button.accept;
}

class DeletionForm extends ReactWidget implements IForm {
  constructor(
    private readonly _place: Place,
    private readonly _loss: ILoss,
    private readonly _foreign: boolean,
    private readonly _trans: TranslationBundle
  ) {
    super();
  }

  accept(): boolean {
    this._asked = true;
    this.update();
    if (!this._isNamed()) {
      this._inputRef.current?.focus();
    }
    return this._isNamed();
  }

  protected override render(): JSX.Element {
    const trans = this._trans;
    const texts = lossTexts(this._loss, trans);
    const name = nameOf(this._place);
    return (
      <>
        {this._foreign && <p>{trans.__('It belongs to another user: %1.', this._place.group.owner)}</p>}
        {texts.length > 0 ? (
          <ul className="jp-VcpDialog-loss">
            {texts.map(text => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        ) : (
          <p>{trans.__('It is empty; nothing else is lost.')}</p>
        )}
        {this._place.kind === 'group' && this._loss.units.length > 0 && <p>{this._units()}</p>}
        {texts.length > 0 && <p>{trans.__('This cannot be undone.')}</p>}
        {needsName(this._loss) && (
          <Field
            label={trans.__('Type the name %1 to delete it', name)}
            faults={this._asked && !this._isNamed() ? [trans.__('This is not the name.')] : []}
            value={this._typed}
            inputRef={this._inputRef}
            first
            onChange={text => {
              this._typed = text;
              this.update();
            }}
          />
        )}
      </>
    );
  }

  private _units(): string {
    const { units } = this._loss;
    const names = units.slice(0, LISTED).join(', ');
    return units.length > LISTED
      ? this._trans.__('Units: %1 and %2 more', names, units.length - LISTED)
      : this._trans.__('Units: %1', names);
  }

  private _isNamed(): boolean {
    return !needsName(this._loss) || this._typed.trim() === nameOf(this._place);
  }

  private readonly _inputRef = createRef<HTMLInputElement>();
  private _typed = '';
  private _asked = false;
}
