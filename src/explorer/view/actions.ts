import { Clipboard, Notification } from '@jupyterlab/apputils';

import { ApiError } from '../../api/errors';
import { operationText } from '../../common/operationText';
import type { IBatches } from '../../tokens';
import { isBulk } from '../domain/bulk';
import type { CopyKind } from '../domain/copies';
import { copyText } from '../domain/copies';
import { addedSince } from '../domain/loss';
import type { Operation } from '../domain/operations';
import type { Place } from '../domain/tree';
import { keyOf } from '../domain/tree';
import type { Order } from '../model/orders';
import { BulkActions } from './bulkActions';
import type { INewGroup } from './dialogs/createGroup';
import { askNewGroup } from './dialogs/createGroup';
import type { IRetry } from './questions';
import { FIRST_TRY, Questions } from './questions';
import { failureText, placeText, reasonText } from './words';

/** From the wish to the order: asks what has to be asked, looks whether it still holds, gives the order, and tells of a failure. */
export class Actions {
  constructor(private readonly _options: Actions.IOptions) {
    this._questions = new Questions(_options);
    this._bulk = new BulkActions(_options, this._questions);
  }

  /** Runs an operation on a place, if it is possible now. */
  readonly operate = async (operation: Operation, place: Place): Promise<void> => {
    const { model } = this._options;
    const target = this._targetOf(operation, place);
    if (target === null) {
      await this._bulk.run(operation, [place]);
      return;
    }
    if (!this._isAllowed(operation, target)) {
      return;
    }
    let retry: IRetry | null = FIRST_TRY;
    for (let asked: Place | null = target; asked && retry; asked = model.find(keyOf(target))) {
      const order: Order | null = await this._questions.ask(operation, asked, retry);
      retry = order && (await this._give(asked, order));
    }
  };

  /** Runs an operation on many places, after a review. */
  readonly operateAll = (operation: Operation, places: readonly Place[]): Promise<void> => this._bulk.run(operation, places);

  /** Runs an operation on everything that is selected, if the place is a part of that; else on the place. */
  readonly act = (operation: Operation, place: Place): Promise<void> => {
    const { selected } = this._options.model.state;
    return selected.size > 1 && selected.has(keyOf(place))
      ? this.operateAll(operation, this._options.model.selectedPlaces)
      : this.operate(operation, place);
  };

  /** Asks for a new unit group and creates it; after a refusal the question comes again with what was entered. */
  readonly createGroup = async (): Promise<void> => {
    const { model, trans, language, user } = this._options;
    const fault = model.creationFault();
    if (fault) {
      Notification.warning(reasonText(fault, trans, language), { autoClose: 5000 });
      return;
    }
    const taken = (model.state.tree ?? []).filter(group => user() === null || group.owner === user()).map(group => group.name);
    let group: INewGroup | null = await askNewGroup(taken, trans);
    while (group) {
      try {
        await model.createGroup(group.name, group.type);
        return;
      } catch (error) {
        Notification.error(failureText(trans.__('Unit group %1 was not created.', group.name), error, trans), { autoClose: false });
        const refused = error instanceof ApiError && error.code === 'exists' ? [...taken, group.name] : taken;
        group = await askNewGroup(refused, trans, group);
      }
    }
  };

  readonly copy = (kind: CopyKind, place: Place): void => {
    const text = copyText(kind, place);
    if (text !== null) {
      this.copyText(text);
    }
  };

  readonly copyText = (text: string): void => {
    Clipboard.copyToSystem(text);
    this._options.model.tellCopied(text);
  };

  /** The one place that gets the order; null when several do, each with its own row in a report. */
  private _targetOf(operation: Operation, place: Place): Place | null {
    const { model, batches } = this._options;
    if (
      !isBulk(operation) ||
      operation === 'delete' ||
      (batches === null && place.kind !== 'group') ||
      model.judge(operation, place)?.allowed === false
    ) {
      return place;
    }
    const { targets, leftOut } = model.bulk.plan(operation, [place]);
    const [only] = targets;
    return only && targets.length + leftOut.length === 1 ? only.place : null;
  }

  private _isAllowed(operation: Operation, place: Place): boolean {
    const { model, trans, language } = this._options;
    const verdict = model.judge(operation, place);
    if (verdict && !verdict.allowed) {
      Notification.warning(`${placeText(place, trans)}: ${reasonText(verdict.reason, trans, language)}`, { autoClose: 5000 });
    }
    return verdict?.allowed ?? false;
  }

  /** Gives the order, unless what was asked about has changed. Answers what the question has to say when it must come again. */
  private async _give(asked: Place, order: Order): Promise<IRetry | null> {
    const { model, trans } = this._options;
    if (order.operation === 'delete') {
      // The question may have stood there for long, and what it named is all that may go.
      await model.refresh();
    }
    const now = model.find(keyOf(asked));
    if (!now) {
      Notification.warning(trans.__('%1 has gone meanwhile; nothing was sent.', placeText(asked, trans)), { autoClose: 5000 });
      return null;
    }
    if (!this._isAllowed(order.operation, now)) {
      return null;
    }
    const added = order.operation === 'delete' ? addedSince(asked, now).length : 0;
    if (added > 0) {
      return { ...FIRST_TRY, added };
    }
    const outcome = await model.give(now, order);
    return outcome.taken ? null : this._refused(now, order, outcome.error);
  }

  /** After a refusal: a text that was entered can be mended where it was entered; all else is told. */
  private _refused(place: Place, order: Order, error: unknown): IRetry | null {
    const { model, trans } = this._options;
    const text = order.operation === 'rename' ? order.name : order.operation === 'change_owner' ? order.owner : null;
    if (text !== null && error instanceof ApiError && ENTERED.has(error.code ?? '') && model.find(keyOf(place))) {
      model.dismissFailure(keyOf(place));
      return { ...FIRST_TRY, text, refusal: failureText('', error, trans) };
    }
    this._tell(order.operation, place, error);
    return null;
  }

  private _tell(operation: Operation, place: Place, error: unknown): void {
    const { model, trans, show } = this._options;
    const what = trans.__('%1: "%2" has failed.', placeText(place, trans), operationText(operation, trans));
    const reveal = {
      label: trans.__('Show'),
      callback: () => {
        model.reveal(keyOf(place));
        show();
      }
    };
    const actions = model.find(keyOf(place)) ? [reveal] : [];
    Notification.error(failureText(what, error, trans), { autoClose: false, actions });
  }

  private readonly _questions: Questions;
  private readonly _bulk: BulkActions;
}

/** Refusals that may be about the text that was entered: a name in use, a user that does not exist. */
const ENTERED: ReadonlySet<string> = new Set(['exists', 'refused', 'not_found', 'bad_spec']);

export namespace Actions {
  export interface IOptions extends Questions.IOptions {
    /** Brings the explorer to the front. */
    readonly show: () => void;
    /** Carries operations on many targets out; null when its plugin is disabled. */
    readonly batches: IBatches | null;
  }
}
