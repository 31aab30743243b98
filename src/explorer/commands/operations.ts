import type { BulkReason } from '../domain/bulk';
import { isBulk } from '../domain/bulk';
import type { Operation } from '../domain/operations';
import type { Place, PlaceKind } from '../domain/tree';
import type { ILoadedCommand } from '../handle';
import { bulkLabel, bulkReasonText, oneOnlyText } from '../view/bulkWords';
import { reasonText, specificLabel } from '../view/words';
import type { Entry, ICommandContext } from './loaded';
import { memberOperations } from './memberOperations';
import { placesNamed } from './named';
import { wholeOperations } from './wholeOperations';

/** `on`: the kinds of rows that the command is for. */
export type OperationCommand = readonly [id: string, operation: Operation, on: readonly PlaceKind[], caption: string];

/** Commands that operate on rows; on the whole selection where the row with the focus is a part of it. */
export function operationCommands(context: ICommandContext): readonly Entry[] {
  const { trans } = context;
  return [...memberOperations(trans), ...wholeOperations(trans)].map(([id, operation, on, caption]) => [
    id,
    { caption, ...commandOn(operation, on, context) }
  ]);
}

function commandOn(operation: Operation, on: readonly PlaceKind[], context: ICommandContext): Omit<ILoadedCommand, 'caption'> {
  const { model, operate, operateAll, trans } = context;
  return {
    nameFor: args => {
      const places = placesNamed(model, args);
      const [place] = places;
      return places.length > 1 ? bulkLabel(operation, places.length, trans) : place ? specificLabel(operation, place, trans) : null;
    },
    refusal: args => refusalOf(operation, placesNamed(model, args), context),
    isVisible: args => {
      const places = placesNamed(model, args);
      const place = places.length > 1 ? model.focusedPlace : places[0];
      // One of the three commands that delete is enough; the others may be about rows of several kinds.
      const fits = !place || on.includes(place.kind) || (places.length > 1 && operation !== 'delete');
      return fits && (!place || refusalOf(operation, places, context) !== null);
    },
    execute: async args => {
      // Named by arguments, perhaps from a layout or a macro.
      await model.prepare();
      const places = placesNamed(model, args);
      const [place] = places;
      if (places.length > 1) {
        await operateAll(operation, places);
      } else if (place && on.includes(place.kind)) {
        await operate(operation, place);
      }
    }
  };
}

/** Empty when the operation is possible; null when it does not exist for such places. */
function refusalOf(operation: Operation, places: readonly Place[], context: ICommandContext): string | null {
  const { model, trans, language, bulkRefusal } = context;
  const [place] = places;
  const verdict = place && model.judge(operation, place);
  if (places.length === 1 && verdict) {
    return verdict.allowed ? '' : reasonText(verdict.reason, trans, language);
  }
  if (!place || (places.length === 1 && !standsForUnits(operation, place))) {
    return null;
  }
  if (!isBulk(operation)) {
    return oneOnlyText(trans);
  }
  const fault: BulkReason | null = model.bulk.fault(operation, places);
  return bulkRefusal ?? (fault ? bulkReasonText(fault, trans, language) : '');
}

function standsForUnits(operation: Operation, place: Place): boolean {
  return place.kind === 'group' && place.group.type === 'compute' && isBulk(operation);
}
