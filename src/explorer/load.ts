/**
 * Builds the explorer. Everything here is loaded when the panel is shown, or a command is executed, for the first time.
 */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IStateDB } from '@jupyterlab/statedb';
import type { ITranslator } from '@jupyterlab/translation';

import { DOMAIN, languageOf } from '../common/trans';
import type { IBatches, IConnection } from '../tokens';
import type { IExplorer } from './handle';
import type { CloudModel } from './model/cloudModel';
import { ExplorerModel } from './model/explorerModel';
import { readRemembered } from './model/remembered';
import { loadReminded } from './model/reminded';
import { ScheduleModel } from './model/schedule';
import { loadedCommands } from './commands/loaded';
import { revealNamed } from './commands/named';
import { settingNumber } from './settingNumber';
import { Actions } from './view/actions';
import { noBatchesText } from './view/bulkWords';
import { Scheduling } from './view/scheduling';

/** Key in the state database. */
const STATE_KEY = 'jupyterlab-vcp:explorer';

/** Days after which a unit group counts as old, without settings; as `schema/explorer.json` has it. */
const REMINDER_DAYS = 14;

export interface ILoadOptions {
  readonly clouds: CloudModel;
  readonly connection: IConnection;
  readonly translator: ITranslator;
  readonly stateDB: IStateDB | null;
  readonly batches: IBatches | null;
  readonly settings: Promise<ISettingRegistry.ISettings | null>;
  readonly commands: JupyterFrontEnd['commands'];
  readonly show: () => void;
}

export async function loadExplorer(options: ILoadOptions): Promise<IExplorer> {
  const { clouds, connection, translator, stateDB, batches, commands, show } = options;
  const settings = await options.settings;
  const client = () => connection.client();
  const trans = translator.load(DOMAIN);
  const language = languageOf(translator);
  // A state database that fails must not keep the panel from showing.
  const stored: unknown = await stateDB?.fetch(STATE_KEY).catch(() => null);
  const model = new ExplorerModel({
    clouds,
    connection,
    client,
    remembered: readRemembered(stored),
    showAll: settings?.composite['showAll'] === true,
    save: async remembered => {
      await stateDB?.save(STATE_KEY, { ...remembered, opened: [...remembered.opened], closed: [...remembered.closed] });
    }
  });
  const user = (): string | null => connection.state?.authority?.user ?? null;
  const actions = new Actions({ model, client, trans, language, user, show, batches });
  const { operate, operateAll, act, createGroup, copy, copyText } = actions;
  const bulkRefusal = batches ? null : noBatchesText(trans);
  const schedule = new ScheduleModel({ client, connection, clouds });
  const reminderDays = (): number => settingNumber(settings, 'reminderDays', REMINDER_DAYS);
  const scheduling = new Scheduling({ ...options, trans, language, model, schedule, reminderDays, reminded: await loadReminded(stateDB) });
  const orders = { operate, operateAll, act, createGroup, copy, copyText, bulkRefusal, scheduling };
  const context = { clouds, model, connection, commands, trans, language, ...orders };
  // Menus and toolbars ask again whether the commands are possible.
  model.changed.connect(() => {
    commands.notifyCommandChanged();
  });
  return { ...context, loadedCommands: loadedCommands({ ...context, user }), reveal: args => revealNamed(model, args) };
}
