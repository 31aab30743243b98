import { Dialog } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { createRef } from 'react';

import { operationText } from '../../../common/operationText';
import type { OnFailure } from '../../../api/types';
import type { IBulkPlan } from '../../domain/bulk';
import { MOST_TARGETS, foreignOwners } from '../../domain/bulk';
import { needsName } from '../../domain/loss';
import { reviewTitle } from '../bulkWords';
import { lossTexts } from '../words';
import { Field } from './Field';
import type { IForm } from './FormDialog';
import { FormDialog } from './FormDialog';
import { TargetTable } from './TargetTable';

export interface IReviewQuestion {
  readonly plan: IBulkPlan;
  /** Name of the user that the controller knows, or null. */
  readonly user: string | null;
  /** The new owner, for `change_owner`. */
  readonly owner: string | null;
  /** What is chosen at first. */
  readonly onFailure: OnFailure;
  /** How many targets came and went while the review was open the last time; null when it is the first. */
  readonly changed: { readonly added: number; readonly gone: number } | null;
}

/** Shows what a bulk operation will do to each target, and asks. Answers what is to happen after a failure; null: do nothing. */
export async function reviewBulk(question: IReviewQuestion, trans: TranslationBundle, language: string): Promise<OnFailure | null> {
  const { plan } = question;
  const body = new ReviewForm(question, trans, language);
  const label = operationText(plan.operation, trans);
  const deletes = plan.operation === 'delete';
  const dialog = new FormDialog(
    {
      title: reviewTitle(plan.operation, trans),
      body,
      buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), deletes ? Dialog.warnButton({ label }) : Dialog.okButton({ label })],
      ...(needsName(plan.loss) ? { focusNodeSelector: 'input[type="text"]' } : deletes ? { defaultButton: 0 } : {})
    },
    body
  );
  const { button, value } = await dialog.launch();
  return button.accept ? value : null;
}

class ReviewForm extends ReactWidget implements Dialog.IBodyWidget<OnFailure>, IForm {
  constructor(
    private readonly _question: IReviewQuestion,
    private readonly _trans: TranslationBundle,
    private readonly _language: string
  ) {
    super();
    this._onFailure = _question.onFailure;
  }

  getValue(): OnFailure {
    return this._onFailure;
  }

  accept(): boolean {
    this._asked = true;
    this.update();
    if (!this._isCounted()) {
      this._inputRef.current?.focus();
    }
    return this._isCounted() && !this._isTooMany();
  }

  protected override render(): JSX.Element {
    const { plan, user } = this._question;
    const trans = this._trans;
    const foreign = foreignOwners(plan, user);
    return (
      <>
        {this._changed()}
        <p>{this._counts()}</p>
        {foreign.length > 0 && <p>{trans.__('Among them are targets of other users: %1.', foreign.join(', '))}</p>}
        {this._isTooMany() && <p role="alert">{trans.__('At most %1 targets at a time. Select fewer.', MOST_TARGETS)}</p>}
        <TargetTable plan={plan} owners={foreign.length > 0} trans={trans} language={this._language} />
        {this._losses()}
        <fieldset className="jp-VcpDialog-field">
          <legend>{trans.__('After a failure')}</legend>
          {this._choice('continue', trans.__('continue with the rest'))}
          {this._choice('stop', trans.__('stop: send nothing more'))}
        </fieldset>
        {needsName(plan.loss) && this._countField()}
      </>
    );
  }

  private _counts(): string {
    const { plan, owner } = this._question;
    const trans = this._trans;
    return [
      trans._n('%1 target will be worked on.', '%1 targets will be worked on.', plan.targets.length),
      plan.leftOut.length > 0 ? trans._n('%1 is left out.', '%1 are left out.', plan.leftOut.length) : '',
      plan.covered > 0
        ? trans._n(
            '%1 selected row is part of another and counts once.',
            '%1 selected rows are part of others and count once.',
            plan.covered
          )
        : '',
      owner === null ? '' : trans.__('New owner: %1.', owner)
    ]
      .filter(text => text !== '')
      .join(' ');
  }

  private _changed(): JSX.Element | null {
    const { changed } = this._question;
    return (
      changed && (
        <p role="alert">
          {this._trans.__(
            'The state has changed meanwhile: %1 more to do, %2 less. Nothing was sent; look again.',
            changed.added,
            changed.gone
          )}
        </p>
      )
    );
  }

  private _losses(): JSX.Element | null {
    const { loss } = this._question.plan;
    const trans = this._trans;
    if (loss.count === 0) {
      return null;
    }
    return (
      <>
        <ul className="jp-VcpDialog-loss">
          {lossTexts(loss, trans).map(text => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        {loss.nodes.length > 0 && loss.disks.length > 0 && (
          <p>{trans.__('Compute goes first, then the disks: an attached disk cannot be deleted.')}</p>
        )}
        <p>{trans.__('This cannot be undone.')}</p>
      </>
    );
  }

  private _countField(): JSX.Element {
    const { count } = this._question.plan.loss;
    const trans = this._trans;
    return (
      <Field
        label={trans.__('Type the number %1 to delete them', count)}
        faults={this._asked && !this._isCounted() ? [trans.__('This is not the number.')] : []}
        value={this._typed}
        inputMode="numeric"
        inputRef={this._inputRef}
        first
        onChange={text => {
          this._typed = text;
          this.update();
        }}
      />
    );
  }

  private _choice(value: OnFailure, text: string): JSX.Element {
    return (
      <label>
        <input
          type="radio"
          name="jp-vcp-on-failure"
          value={value}
          checked={value === this._onFailure}
          onChange={() => {
            this._onFailure = value;
            this.update();
          }}
        />
        {text}
      </label>
    );
  }

  private _isCounted(): boolean {
    const { loss } = this._question.plan;
    return !needsName(loss) || this._typed.trim() === String(loss.count);
  }

  private _isTooMany(): boolean {
    return this._question.plan.targets.length > MOST_TARGETS;
  }

  private readonly _inputRef = createRef<HTMLInputElement>();
  private _onFailure: OnFailure;
  private _typed = '';
  private _asked = false;
}
