import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { DOMAIN } from '../common/trans';
import { INotebookCells } from '../tokens';
import { NotebookCells } from './model/notebookCells';

const PLUGIN_ID = 'jupyterlab-vcp:notebook';

/** Provides the way for generated code into notebooks. */
const plugin: JupyterFrontEndPlugin<INotebookCells> = {
  id: PLUGIN_ID,
  description: 'Puts generated code into notebooks: the current one, a new one, or one chosen by its path.',
  autoStart: true,
  provides: INotebookCells,
  optional: [INotebookTracker, IDocumentManager, IDefaultFileBrowser, ISettingRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker | null,
    documentManager: IDocumentManager | null,
    browser: IDefaultFileBrowser | null,
    settings: ISettingRegistry | null,
    translator: ITranslator | null
  ): INotebookCells => {
    // Read when needed: a change of the setting applies at the next insertion, and nothing is fetched at start.
    const reveal = async (id: string): Promise<void> => {
      const loaded = await settings?.load(PLUGIN_ID).catch(() => null);
      if (loaded?.composite['showNotebook'] === true) {
        app.shell.activateById(id);
      }
    };
    return new NotebookCells({
      tracker,
      documents: async () => (await import('./documents')).documentsOf({ app, documentManager, browser, tracker }),
      reveal: id => void reveal(id),
      trans: (translator ?? nullTranslator).load(DOMAIN)
    });
  }
};

export default plugin;
