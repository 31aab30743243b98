import type { OnFailure } from '../../api/types';
import type { IBatchRequest } from '../../tokens';
import type { BulkOperation, BulkReason, IBulkPlan } from '../domain/bulk';
import { bulkFault, planBulk } from '../domain/bulk';
import type { Place } from '../domain/tree';
import type { Circumstances } from './circumstances';
import { batchTargetOf } from './orders';

/** From places to an order for many targets, as the server half takes it. */
export class BulkOrders {
  constructor(private readonly _options: BulkOrders.IOptions) {
    this._onFailure = _options.onFailure;
  }

  /** What the next bulk operation does after a failure, as chosen last. */
  get onFailure(): OnFailure {
    return this._onFailure;
  }

  /** What an operation on several places would do now. */
  plan(operation: BulkOperation, places: readonly Place[]): IBulkPlan {
    return planBulk(operation, places, this._options.circumstances.current);
  }

  /** Why an operation can do nothing at all with several places; null when it can do something. */
  fault(operation: BulkOperation, places: readonly Place[]): BulkReason | null {
    return bulkFault(operation, places, this._options.circumstances.current);
  }

  /** A plan as an order; the choice for failures is remembered. */
  orderOf({ operation, targets }: IBulkPlan, onFailure: OnFailure, owner: string | null): IBatchRequest {
    this._onFailure = onFailure;
    this._options.save();
    return {
      operation,
      ...(owner === null ? {} : { owner }),
      onFailure,
      targets: targets.map(({ place }) => batchTargetOf(place, this._options.needsPrivilege(place)))
    };
  }

  private _onFailure: OnFailure;
}

export namespace BulkOrders {
  export interface IOptions {
    readonly circumstances: Pick<Circumstances, 'current'>;
    readonly needsPrivilege: (place: Place) => boolean;
    /** What was chosen last time. */
    readonly onFailure: OnFailure;
    /** Called when what should be remembered has changed. */
    readonly save: () => void;
  }
}
