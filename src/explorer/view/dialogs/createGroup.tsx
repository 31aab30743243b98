import { Dialog } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { createRef } from 'react';

import type { UnitType } from '../../../api/types';
import { checkGroupName } from '../../domain/names';
import { nameFaultText } from '../words';
import { Field } from './Field';
import type { IForm } from './FormDialog';
import { FormDialog } from './FormDialog';

export interface INewGroup {
  readonly name: string;
  readonly type: UnitType;
}

/**
 * Asks for name and type of a new unit group.
 *
 * @param taken - Names of the user's unit groups.
 * @param first - What the fields say at first, e.g. after a refusal.
 * @returns Null when the user does not want any.
 */
export async function askNewGroup(
  taken: readonly string[],
  trans: TranslationBundle,
  first: Partial<INewGroup> = {}
): Promise<INewGroup | null> {
  const body = new NewGroupForm(taken, trans, first);
  const dialog = new FormDialog(
    {
      title: trans.__('Create Unit Group'),
      body,
      buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.okButton({ label: trans.__('Create') })],
      focusNodeSelector: 'input[type="text"]'
    },
    body
  );
  const { button, value } = await dialog.launch();
  return button.accept ? value : null;
}

class NewGroupForm extends ReactWidget implements Dialog.IBodyWidget<INewGroup>, IForm {
  constructor(
    private readonly _taken: readonly string[],
    private readonly _trans: TranslationBundle,
    first: Partial<INewGroup>
  ) {
    super();
    this._value = { name: '', type: 'compute', ...first };
  }

  getValue(): INewGroup {
    return this._value;
  }

  accept(): boolean {
    const fault = checkGroupName(this._value.name, this._taken);
    this._asked = true;
    this.update();
    if (fault) {
      this._nameRef.current?.focus();
    }
    return fault === null;
  }

  protected override render(): JSX.Element {
    const { name, type } = this._value;
    const fault = checkGroupName(name, this._taken);
    // An empty field is not an error before somebody tried to go on with it.
    const said = fault !== null && (this._asked || fault !== 'empty');
    return (
      <>
        <Field
          label={this._trans.__('Name')}
          help={this._trans.__('Letters, digits, - and _; begins with a letter.')}
          faults={said ? [nameFaultText(fault, this._trans)] : []}
          value={name}
          inputRef={this._nameRef}
          first
          onChange={text => {
            this._change({ name: text.trim() });
          }}
        />
        <fieldset className="jp-VcpDialog-field">
          <legend>{this._trans.__('Type')}</legend>
          {this._choice('compute', this._trans.__('compute: units of nodes'), type)}
          {this._choice('storage', this._trans.__('storage: units of disks, to be attached to nodes'), type)}
        </fieldset>
      </>
    );
  }

  private _choice(value: UnitType, text: string, chosen: UnitType): JSX.Element {
    return (
      <label>
        <input
          type="radio"
          name="jp-vcp-group-type"
          value={value}
          checked={value === chosen}
          onChange={() => {
            this._change({ type: value });
          }}
        />
        {text}
      </label>
    );
  }

  private _change(change: Partial<INewGroup>): void {
    this._value = { ...this._value, ...change };
    this.update();
  }

  private readonly _nameRef = createRef<HTMLInputElement>();
  private _value: INewGroup;
  private _asked = false;
}
