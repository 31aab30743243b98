import { Dialog } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { createRef } from 'react';

import type { IRange } from '../../domain/addresses';
import { checkAddresses, splitAddresses } from '../../domain/addresses';
import { addressFaultText } from '../words';
import { Field } from './Field';
import type { IForm } from './FormDialog';
import { FormDialog } from './FormDialog';

/** Most nodes that one order may ask for (contract `addNodes`). */
const MOST = 1000;

export interface INewNodes {
  readonly count: number;
  /** Empty: the provider chooses. */
  readonly addresses: readonly string[];
}

export interface IAddNodesQuestion {
  /** Unit that gets them. */
  readonly unit: string;
  /** Disks instead of nodes. */
  readonly disks: boolean;
  /** Ranges of the VPN catalog; empty when not known. */
  readonly ranges: readonly IRange[];
  /** Addresses that are in use, and by whom. */
  readonly inUse: ReadonlyMap<string, string>;
  /** Why no addresses can be given; null when they can. */
  readonly noAddresses: string | null;
  /** The machines exist already, so their addresses must be named (onpremises). */
  readonly addressesRequired: boolean;
}

/** Asks how many nodes or disks to add, and at which addresses. Null when the user does not want any. */
export async function askNewNodes(question: IAddNodesQuestion, trans: TranslationBundle): Promise<INewNodes | null> {
  const body = new NewNodesForm(question, trans);
  const dialog = new FormDialog(
    {
      title: question.disks ? trans.__('Add Disks to Unit %1', question.unit) : trans.__('Add Nodes to Unit %1', question.unit),
      body,
      buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.okButton({ label: trans.__('Add') })],
      focusNodeSelector: 'input'
    },
    body
  );
  const { button, value } = await dialog.launch();
  return button.accept ? value : null;
}

class NewNodesForm extends ReactWidget implements Dialog.IBodyWidget<INewNodes>, IForm {
  constructor(
    private readonly _question: IAddNodesQuestion,
    private readonly _trans: TranslationBundle
  ) {
    super();
  }

  getValue(): INewNodes {
    const addresses = this._addresses();
    return { count: addresses.length > 0 ? addresses.length : Number(this._count), addresses };
  }

  accept(): boolean {
    this._asked = true;
    this.update();
    const [countFault] = this._countFaults();
    const [addressFault] = this._addressFaults();
    (countFault === undefined ? this._addressRef : this._countRef).current?.focus();
    return countFault === undefined && addressFault === undefined;
  }

  protected override render(): JSX.Element {
    const { disks } = this._question;
    const given = this._addresses().length;
    const trans = this._trans;
    return (
      <>
        <Field
          label={disks ? trans.__('Number of disks') : trans.__('Number of nodes')}
          help={given > 0 ? trans._n('The address below decides: %1 node.', 'The addresses below decide: %1 nodes.', given) : undefined}
          faults={this._countFaults()}
          value={given > 0 ? String(given) : this._count}
          inputMode="numeric"
          inputRef={this._countRef}
          first
          onChange={text => {
            this._count = text.trim();
            this.update();
          }}
        />
        {!disks && this._addressField()}
      </>
    );
  }

  private _addressField(): JSX.Element {
    const { noAddresses } = this._question;
    const trans = this._trans;
    if (noAddresses !== null) {
      return <p className="jp-VcpDialog-help">{noAddresses}</p>;
    }
    return (
      <Field
        label={this._question.addressesRequired ? trans.__('Addresses') : trans.__('Addresses (optional)')}
        help={this._addressHelp()}
        faults={this._addressFaults()}
        value={this._text}
        inputRef={this._addressRef}
        onChange={text => {
          this._text = text;
          this.update();
        }}
      />
    );
  }

  private _addressHelp(): string {
    const trans = this._trans;
    const ranges = this._question.ranges.map(range => range.text).join(', ');
    if (this._question.addressesRequired) {
      return trans.__('Addresses of the existing servers, separated by spaces.');
    }
    return ranges === ''
      ? trans.__('IPv4 addresses, separated by spaces. Without any, the provider chooses.')
      : trans.__('IPv4 addresses in %1, separated by spaces. Without any, the provider chooses.', ranges);
  }

  private _countFaults(): readonly string[] {
    const fits = /^[1-9]\d{0,3}$/.test(this._count) && Number(this._count) <= MOST;
    return fits || this._addresses().length > 0 ? [] : [this._trans.__('Enter a whole number from 1 to %1.', MOST)];
  }

  private _addressFaults(): readonly string[] {
    const { ranges, inUse, addressesRequired, noAddresses } = this._question;
    const addresses = this._addresses();
    if (addresses.length === 0) {
      const missing = addressesRequired && noAddresses === null && this._asked;
      return missing ? [this._trans.__('Enter at least one address.')] : [];
    }
    const faults = checkAddresses(addresses, ranges, inUse).map(fault => addressFaultText(fault, this._trans));
    return addresses.length > MOST ? [...faults, this._trans.__('At most %1 at a time.', MOST)] : faults;
  }

  private _addresses(): readonly string[] {
    return this._question.disks || this._question.noAddresses !== null ? [] : splitAddresses(this._text);
  }

  private readonly _countRef = createRef<HTMLInputElement>();
  private readonly _addressRef = createRef<HTMLInputElement>();
  private _count = '1';
  private _text = '';
  private _asked = false;
}
