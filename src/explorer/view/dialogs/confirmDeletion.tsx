import { Dialog } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { createRef } from 'react';

import { operationText } from '../../../common/operationText';
import type { ILoss } from '../../domain/loss';
import { lossOf, needsName } from '../../domain/loss';
import type { Place } from '../../domain/tree';
import { isErrorState } from '../../domain/states';
import { membersOf, nameOf, stateOf } from '../../domain/tree';
import { lossTexts, placeText } from '../words';
import { Field } from './Field';
import type { IForm } from './FormDialog';
import { FormDialog } from './FormDialog';

/** Units that are listed by name; of more, the number is said. */
const LISTED = 8;

export interface IDeletionQuestion {
  readonly place: Place;
  /** It belongs to somebody else than the user. */
  readonly foreign: boolean;
  /** Nodes and disks that were added while the question was open the last time. */
  readonly added: number;
}

/** What the user wants: `force` takes everything below with it, also what the tree does not show. */
export interface IConfirmedDeletion {
  readonly force: boolean;
}

/** Says what a deletion takes away and asks; where more than one node or disk goes, the name has to be typed. Null: no. */
export async function confirmDeletion(question: IDeletionQuestion, trans: TranslationBundle): Promise<IConfirmedDeletion | null> {
  const loss = lossOf(question.place);
  const body = new DeletionForm(question, loss, trans);
  const dialog = new FormDialog(
    {
      title: trans.__('Delete %1?', placeText(question.place, trans)),
      body,
      buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.warnButton({ label: operationText('delete', trans) })],
      // Without a name to type, Enter must not be enough by accident: the focus is on Cancel.
      ...(needsName(loss) ? { focusNodeSelector: 'input' } : { defaultButton: 0 })
    },
    body
  );
  const { button, value } = await dialog.launch();
  return button.accept ? value : null;
}

/** Nothing to be seen below a unit group or unit; whether that is so, only the controller knows. */
function looksEmpty(place: Place): boolean {
  return place.kind === 'group' ? place.group.units.length === 0 : place.kind === 'unit' && membersOf(place.unit).length === 0;
}

class DeletionForm extends ReactWidget implements Dialog.IBodyWidget<IConfirmedDeletion>, IForm {
  constructor(
    private readonly _question: IDeletionQuestion,
    private readonly _loss: ILoss,
    private readonly _trans: TranslationBundle
  ) {
    super();
    const { place } = _question;
    // Of a unit that has failed, instances can be left that the controller does not list.
    this._force = !looksEmpty(place) || isErrorState(stateOf(place));
  }

  getValue(): IConfirmedDeletion {
    return { force: this._force };
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
    const { place, added } = this._question;
    const name = nameOf(place);
    return (
      <>
        {added > 0 && (
          <p role="alert">
            {trans._n(
              'Meanwhile %1 node or disk was added; it would be lost too.',
              'Meanwhile %1 nodes or disks were added; they would be lost too.',
              added
            )}
          </p>
        )}
        {this._question.foreign && <p>{trans.__('It belongs to another user: %1.', this._question.place.group.owner)}</p>}
        {texts.length > 0 ? (
          <ul className="jp-VcpDialog-loss">
            {texts.map(text => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        ) : (
          <p>{trans.__('It is empty; nothing else is lost.')}</p>
        )}
        {looksEmpty(place) && this._forceBox()}
        {place.kind === 'group' && this._loss.units.length > 0 && <p>{this._units()}</p>}
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

  /** Where something is seen below, all of it was named and goes; here it is the user's choice. */
  private _forceBox(): JSX.Element {
    return (
      <label className="jp-VcpDialog-check">
        <input
          type="checkbox"
          checked={this._force}
          onChange={event => {
            this._force = event.target.checked;
            this.update();
          }}
        />
        {this._trans.__('Also delete what may be in it unseen (force); without this, the VC Controller refuses when it is not empty')}
      </label>
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
    return !needsName(this._loss) || this._typed.trim() === nameOf(this._question.place);
  }

  private readonly _inputRef = createRef<HTMLInputElement>();
  private _force: boolean;
  private _typed = '';
  private _asked = false;
}
