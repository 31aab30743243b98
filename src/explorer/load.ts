/**
 * Builds the explorer. Everything here is loaded when the panel is shown, or a command is executed, for the first time.
 */
import type { IStateDB } from '@jupyterlab/statedb';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { IBatches, IConnection } from '../tokens';
import type { IExplorer } from './handle';
import type { CloudModel } from './model/cloudModel';
import { ExplorerModel } from './model/explorerModel';
import { readRemembered } from './model/remembered';
import { rowCommands } from './rowCommands';
import { Actions } from './view/actions';
import { noBatchesText } from './view/bulkWords';

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
  readonly batches: IBatches | null;
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
  const { batches } = options;
  const actions = new Actions({ model, client, trans, language, user, show: options.show, batches });
  const { operate, operateAll, act, createGroup, copy, copyText } = actions;
  const bulkRefusal = batches ? null : noBatchesText(trans);
  const shared = { model, operate, operateAll, act, bulkRefusal, createGroup, copy, copyText };
  return { clouds, ...shared, ...rowCommands({ ...shared, clouds, trans, language, user }) };
}
