import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IStateDB } from '@jupyterlab/statedb';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { lazily } from '../common/lazily';
import { NO_ARGUMENTS } from '../common/noArguments';
import { DOMAIN, languageOf } from '../common/trans';
import { IBatches, IConnection } from '../tokens';

const SHOW_BATCHES = 'vcp:show-batches';

/** Provides bulk operations; adds the command that lists them. */
const plugin: JupyterFrontEndPlugin<IBatches> = {
  id: 'jupyterlab-vcp:batches',
  description: 'Bulk operations: one operation on many unit groups, units or nodes, with a row per target and a report.',
  autoStart: true,
  provides: IBatches,
  requires: [IConnection],
  optional: [ITranslator, ICommandPalette, IStateDB],
  activate: (
    app: JupyterFrontEnd,
    connection: IConnection,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    stateDB: IStateDB | null
  ): IBatches => {
    const known = translator ?? nullTranslator;
    const trans = known.load(DOMAIN);
    const session = lazily(async () => {
      const { loadBatches } = await import('./session');
      return loadBatches({ app, connection, stateDB, trans, language: languageOf(known) });
    });
    app.commands.addCommand(SHOW_BATCHES, {
      label: trans.__('Show Bulk Operations'),
      caption: trans.__('Operations on several unit groups, units or nodes, and how they ended'),
      describedBy: NO_ARGUMENTS,
      execute: async () => {
        (await session()).showAll();
      }
    });
    palette?.addItem({ command: SHOW_BATCHES, category: trans.__('VCP') });
    void connection.handshake.then(handshake => {
      if (handshake.result === 'ok' && handshake.activeBatches > 0) {
        // Where the code cannot be loaded now, the list can still be opened later.
        session().then(
          loaded => loaded.resume(),
          () => undefined
        );
      }
    });
    return { start: async request => (await session()).start(request), open: async id => (await session()).open(id) };
  }
};

export default plugin;
