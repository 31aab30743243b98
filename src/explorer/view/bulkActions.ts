import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { OnFailure } from '../../api/types';
import { operationText } from '../../common/operationText';
import type { IBatches } from '../../tokens';
import type { BulkOperation, IBulkPlan } from '../domain/bulk';
import { isBulk } from '../domain/bulk';
import type { Operation } from '../domain/operations';
import type { Place } from '../domain/tree';
import { keyOf, membersBelow } from '../domain/tree';
import type { ExplorerModel } from '../model/explorerModel';
import { bulkReasonText, noBatchesText, oneOnlyText, pathText } from './bulkWords';
import type { IReviewQuestion } from './dialogs/reviewBulk';
import { reviewBulk } from './dialogs/reviewBulk';
import type { Questions } from './questions';
import { FIRST_TRY } from './questions';
import { failureText } from './words';

/** Operations on many places: plan, review, order. What comes of them shows in the panel of bulk operations. */
export class BulkActions {
  constructor(
    private readonly _options: BulkActions.IOptions,
    private readonly _questions: Questions
  ) {}

  /** Asks what has to be asked and starts the bulk operation. */
  async run(operation: Operation, places: readonly Place[]): Promise<void> {
    const { trans, batches } = this._options;
    if (!isBulk(operation)) {
      this._warn(oneOnlyText(trans));
    } else if (batches === null) {
      this._warn(noBatchesText(trans));
    } else {
      const plan = this._options.model.bulk.plan(operation, places);
      if (this._canDoAnything(plan)) {
        await this._start(batches, plan, places);
      }
    }
  }

  private async _start(batches: IBatches, plan: IBulkPlan, places: readonly Place[]): Promise<void> {
    const { model, trans } = this._options;
    const { operation } = plan;
    const given = plan.targets.map(({ place }) => place);
    const owner = operation === 'change_owner' ? await this._questions.askOwner(given, FIRST_TRY) : null;
    if (operation === 'change_owner' && owner === null) {
      return;
    }
    const reviewed = await this._review(operation, places, owner);
    if (!reviewed) {
      return;
    }
    try {
      await batches.start(model.bulk.orderOf(reviewed.plan, reviewed.onFailure, owner));
      // What else is selected is for another order: this one may have come from the menu or the details of a row outside.
      model.deselect(new Set(places.map(keyOf)));
      await model.refresh();
    } catch (error) {
      const text = failureText(trans.__('"%1" was not started.', operationText(operation, trans)), error, trans);
      Notification.error(text, { autoClose: false });
    }
  }

  /** Shows the plan until it is accepted and still holds; null when the user does not want it. */
  private async _review(
    operation: BulkOperation,
    places: readonly Place[],
    owner: string | null
  ): Promise<{ readonly plan: IBulkPlan; readonly onFailure: OnFailure } | null> {
    const { model, user, trans, language } = this._options;
    let plan = model.bulk.plan(operation, places);
    let changed: IReviewQuestion['changed'] = null;
    let onFailure: OnFailure | null = model.bulk.onFailure;
    do {
      onFailure = await reviewBulk({ plan, user: user(), owner, onFailure, changed }, trans, language);
      if (onFailure === null) {
        return null;
      }
      // The review may have stood there for long; others work on the same clouds.
      await model.refresh();
      const now = model.bulk.plan(
        operation,
        places.flatMap(place => model.find(keyOf(place)) ?? [])
      );
      changed = differenceOf(plan, now);
      plan = now;
      if (changed && !this._canDoAnything(plan)) {
        return null;
      }
    } while (changed);
    return { plan, onFailure };
  }

  private _canDoAnything({ targets, leftOut }: IBulkPlan): boolean {
    const { trans, language } = this._options;
    const [first] = leftOut;
    if (targets.length === 0) {
      const why = first ? `${pathText(first.place)}: ${bulkReasonText(first.reason, trans, language)}` : '';
      this._warn([trans.__('Nothing of this can be done now.'), why].filter(text => text !== '').join(' '));
    }
    return targets.length > 0;
  }

  private _warn(text: string): void {
    Notification.warning(text, { autoClose: 8000 });
  }
}

export namespace BulkActions {
  export interface IOptions {
    readonly model: ExplorerModel;
    readonly trans: TranslationBundle;
    readonly language: string;
    /** Name of the user that the controller knows, or null. */
    readonly user: () => string | null;
    readonly batches: IBatches | null;
  }
}

/** How many targets, or nodes and disks that a deletion takes along, came and went; null when none did. */
function differenceOf(before: IBulkPlan, now: IBulkPlan): IReviewQuestion['changed'] {
  const [old, fresh] = [before, now].map(subjectsOf);
  if (!old || !fresh) {
    return null;
  }
  const added = [...fresh].filter(key => !old.has(key)).length;
  const gone = [...old].filter(key => !fresh.has(key)).length;
  return added + gone === 0 ? null : { added, gone };
}

function subjectsOf({ operation, targets }: IBulkPlan): ReadonlySet<string> {
  const below = (place: Place): readonly string[] =>
    operation === 'delete' ? membersBelow(place).map(member => `${keyOf(place)} ${member.id}`) : [];
  return new Set(targets.flatMap(({ place }) => [keyOf(place), ...below(place)]));
}
