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
import { loadReminded } from './model/reminded';
import { ScheduleModel } from './model/schedule';
import { rowCommands } from './commands/rows';
import { Actions } from './view/actions';
import { noBatchesText } from './view/bulkWords';
import { Scheduling } from './view/scheduling';

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
  /** Days after which a unit group counts as old; 0: never. */
  readonly reminderDays: () => number;
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
      await stateDB?.save(STATE_KEY, { ...remembered, opened: [...remembered.opened], closed: [...remembered.closed] });
    }
  });
  const user = (): string | null => connection.state?.authority?.user ?? null;
  const { batches } = options;
  const actions = new Actions({ model, client, trans, language, user, show: options.show, batches });
  const { operate, operateAll, act, createGroup, copy, copyText } = actions;
  const bulkRefusal = batches ? null : noBatchesText(trans);
  const schedule = new ScheduleModel({ client, connection, clouds });
  const scheduling = new Scheduling({ ...options, model, schedule, reminded: await loadReminded(stateDB) });
  const shared = { model, operate, operateAll, act, bulkRefusal, scheduling, createGroup, copy, copyText };
  return { clouds, ...shared, ...rowCommands({ ...shared, trans, language, user }) };
}
