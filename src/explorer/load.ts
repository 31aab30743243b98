/**
 * Builds the explorer. Everything here is loaded when the panel is shown, or a command is executed, for the first time.
 */
import type { IStateDB } from '@jupyterlab/statedb';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { IConnection } from '../tokens';
import { copyText } from './domain/copies';
import type { Place } from './domain/tree';
import type { IExplorer, PlaceArguments } from './handle';
import type { CloudModel } from './model/cloudModel';
import { ExplorerModel } from './model/explorerModel';
import { readRemembered } from './model/remembered';
import { Actions } from './view/actions';
import { reasonText, specificLabel } from './view/words';

/** Key in the state database. */
const STATE_KEY = 'jupyterlab-vcp:explorer';

export interface ILoadOptions {
  readonly clouds: CloudModel;
  readonly connection: IConnection;
  readonly trans: TranslationBundle;
  readonly language: string;
  readonly stateDB: IStateDB | null;
  readonly showAll: boolean;
  readonly show: () => void;
}

export async function loadExplorer(options: ILoadOptions): Promise<IExplorer> {
  const { clouds, connection, trans, language, stateDB } = options;
  const client = () => connection.client();
  // A state database that fails must not keep the panel from showing.
  const stored: unknown = await stateDB?.fetch(STATE_KEY).catch(() => null);
  const model = new ExplorerModel({
    clouds,
    connection,
    client,
    remembered: readRemembered(stored),
    showAll: options.showAll,
    save: async remembered => {
      await stateDB?.save(STATE_KEY, { ...remembered, expanded: [...remembered.expanded], seen: [...remembered.seen] });
    }
  });
  const user = (): string | null => connection.state?.authority?.user ?? null;
  const actions = new Actions({ model, client, trans, language, user, show: options.show });
  const { operate, createGroup, copy, copyText: copyAny } = actions;
  return { clouds, model, operate, createGroup, copy, copyText: copyAny, ...onArguments(model, actions, options) };
}

/** What the commands ask, with a row named by arguments. */
function onArguments(
  model: ExplorerModel,
  { operate, copy }: Actions,
  { trans, language, clouds }: ILoadOptions
): Pick<IExplorer, 'refusal' | 'labelOf' | 'creationRefusal' | 'isFor' | 'run' | 'canCopy' | 'copyOf'> {
  const placeOf = (args: PlaceArguments): Place | null => {
    const key = [args['group'], args['unit'], args['node']].filter(part => typeof part === 'string').join('/');
    return key === '' ? model.focusedPlace : model.find(key);
  };
  const refusal: IExplorer['refusal'] = (operation, args) => {
    const place = placeOf(args);
    const verdict = place && model.judge(operation, place);
    if (!verdict) {
      return null;
    }
    return verdict.allowed ? '' : reasonText(verdict.reason, trans, language);
  };
  return {
    refusal,
    labelOf: (operation, args) => {
      const place = placeOf(args);
      return place && specificLabel(operation, place, trans);
    },
    creationRefusal: () => {
      const fault = model.creationFault();
      return fault ? reasonText(fault, trans, language) : '';
    },
    isFor: (on, operation, args) => {
      const place = placeOf(args);
      return !place || (on.includes(place.kind) && refusal(operation, args) !== null);
    },
    run: async (on, operation, args) => {
      // Named by arguments, perhaps from a layout or a macro, before any tree has arrived.
      if (clouds.unitGroups === null) {
        await clouds.refresh();
      }
      const place = placeOf(args);
      if (place && on.includes(place.kind)) {
        await operate(operation, place);
      }
    },
    canCopy: (kind, args) => {
      const place = placeOf(args);
      return place !== null && copyText(kind, place) !== null;
    },
    copyOf: (kind, args) => {
      const place = placeOf(args);
      if (place) {
        copy(kind, place);
      }
    }
  };
}
