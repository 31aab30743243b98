/**
 * What the commands on rows ask and do. A row is named by arguments; without them it is the one with the focus, and where that is
 * selected together with others, all of them are meant. Loaded with the explorer.
 */
import type { TranslationBundle } from '@jupyterlab/translation';

import type { BulkReason } from '../domain/bulk';
import { isBulk } from '../domain/bulk';
import { copyText } from '../domain/copies';
import type { Operation } from '../domain/operations';
import type { Place } from '../domain/tree';
import { keyOf } from '../domain/tree';
import type { IExplorer, PlaceArguments } from '../handle';
import { bulkLabel, bulkReasonText, oneOnlyText } from '../view/bulkWords';
import { newUnitIn } from '../view/newUnit';
import { reasonText, specificLabel } from '../view/words';

type Asked = 'refusal' | 'labelOf' | 'newUnit' | 'creationRefusal' | 'isFor' | 'run' | 'canCopy' | 'copyOf';

interface IOptions extends Pick<IExplorer, 'model' | 'operate' | 'operateAll' | 'copy' | 'bulkRefusal'> {
  readonly trans: TranslationBundle;
  readonly language: string;
  /** Name of the user that the controller knows, or null. */
  readonly user: () => string | null;
}

export function rowCommands(options: IOptions): Pick<IExplorer, Asked> {
  const { model, trans, language } = options;
  return {
    ...onOperations(options),
    ...onOneRow(options),
    creationRefusal: () => {
      const fault = model.creationFault();
      return fault ? reasonText(fault, trans, language) : '';
    }
  };
}

/** Commands that may be about many rows. */
function onOperations(options: IOptions): Pick<IExplorer, 'refusal' | 'labelOf' | 'isFor' | 'run'> {
  const { model, operate, operateAll, trans } = options;
  return {
    refusal: (operation, args) => refusalOf(operation, named(model, args), options),
    labelOf: (operation, args) => {
      const places = named(model, args);
      const [place] = places;
      return places.length > 1 ? bulkLabel(operation, places.length, trans) : place ? specificLabel(operation, place, trans) : null;
    },
    isFor: (on, operation, args) => {
      const places = named(model, args);
      const place = places.length > 1 ? model.focusedPlace : places[0];
      // One of the three commands that delete is enough; the others may be about rows of several kinds.
      const fits = !place || on.includes(place.kind) || (places.length > 1 && operation !== 'delete');
      return fits && (!place || refusalOf(operation, places, options) !== null);
    },
    run: async (on, operation, args) => {
      // Named by arguments, perhaps from a layout or a macro.
      await model.prepare();
      const places = named(model, args);
      const [place] = places;
      if (places.length > 1) {
        await operateAll(operation, places);
      } else if (place && on.includes(place.kind)) {
        await operate(operation, place);
      }
    }
  };
}

/** Commands about one row: of several selected, the one with the focus. */
function onOneRow(options: IOptions): Pick<IExplorer, 'newUnit' | 'canCopy' | 'copyOf'> {
  const { model, copy } = options;
  const one = (args: PlaceArguments): Place | null => {
    const places = named(model, args);
    return (places.length > 1 ? model.focusedPlace : places[0]) ?? null;
  };
  return {
    newUnit: args => {
      const place = one(args);
      return place && newUnitIn(place, options.user(), options);
    },
    canCopy: (kind, args) => {
      const place = one(args);
      return place !== null && copyText(kind, place) !== null;
    },
    copyOf: (kind, args) => {
      const place = one(args);
      if (place) {
        copy(kind, place);
      }
    }
  };
}

/** The places that arguments mean. */
function named(model: IExplorer['model'], args: PlaceArguments): readonly Place[] {
  const key = [args['group'], args['unit'], args['node']].filter(part => typeof part === 'string').join('/');
  if (key !== '') {
    const place = model.find(key);
    return place ? [place] : [];
  }
  const { selected } = model.state;
  const place = model.focusedPlace;
  return selected.size > 1 && place && selected.has(keyOf(place)) ? model.selectedPlaces : place ? [place] : [];
}

/** Empty when the operation is possible; null when it does not exist for such places. */
function refusalOf(operation: Operation, places: readonly Place[], options: IOptions): string | null {
  const { model, trans, language, bulkRefusal } = options;
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
