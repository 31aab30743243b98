import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import { IEditorServices } from '@jupyterlab/codeeditor';
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';

import { DOMAIN, languageOf } from '../common/trans';
import { IClouds, IConnection, INotebookCells } from '../tokens';
import { CommandIDs, FACTORY, FILE_TYPE, addCommands } from './commands';
import { specIcon } from './icon';
import type { ComposerSession } from './session';
import { SpecDocumentFactory } from './specDocument';
import type { SpecDocument } from './specDocument';

const PLUGIN_ID = 'jupyterlab-vcp:nodespec';

/** Name of the text editor's document factory. */
const TEXT_FACTORY = 'Editor';

/** The composer of node specs: file type, document widget and commands. */
const plugin: JupyterFrontEndPlugin<void> = {
  id: PLUGIN_ID,
  description: 'Composes specs of VCP nodes and disks in *.vcpspec documents, and creates what they describe.',
  autoStart: true,
  requires: [IConnection, IDocumentManager],
  optional: [
    ITranslator,
    ISettingRegistry,
    ICommandPalette,
    ILauncher,
    ILayoutRestorer,
    IDefaultFileBrowser,
    IEditorServices,
    IEditorLanguageRegistry,
    IClouds,
    INotebookCells
  ],
  activate: (
    app: JupyterFrontEnd,
    connection: IConnection,
    documents: IDocumentManager,
    translator: ITranslator | null,
    settings: ISettingRegistry | null,
    palette: ICommandPalette | null,
    launcher: ILauncher | null,
    restorer: ILayoutRestorer | null,
    browser: IDefaultFileBrowser | null,
    editors: IEditorServices | null,
    languages: IEditorLanguageRegistry | null,
    clouds: IClouds | null,
    cells: INotebookCells | null
  ): void => {
    const known = translator ?? nullTranslator;
    const trans = known.load(DOMAIN);
    const session = once(async () => {
      const { ComposerSession } = await import('./session');
      return new ComposerSession({
        connection,
        clouds,
        cells,
        editors,
        languages,
        trans,
        language: languageOf(known),
        settings: () => settings?.load(PLUGIN_ID) ?? Promise.resolve(null),
        openText: path => void documents.openOrReveal(path, TEXT_FACTORY)
      });
    });
    const tracker = addDocuments(app, trans, session);
    if (restorer) {
      void restorer.restore(tracker, {
        command: 'docmanager:open',
        args: widget => ({ path: widget.context.path, factory: FACTORY }),
        name: widget => widget.context.path
      });
    }
    addCommands({ app, documents, trans, folder: () => browser?.model.path ?? '', current: () => tracker.currentWidget });
    offer(trans, palette, launcher);
    void followEarlierJobs(connection, session);
  }
};

/** Runs it at the first call only. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}

/** Registers file type and document widget; the result knows the open documents. */
function addDocuments(
  app: JupyterFrontEnd,
  trans: TranslationBundle,
  session: () => Promise<ComposerSession>
): WidgetTracker<SpecDocument> {
  const { docRegistry, commands } = app;
  docRegistry.addFileType({
    name: FILE_TYPE,
    displayName: trans.__('Node Spec'),
    extensions: [`.${FILE_TYPE}`],
    mimeTypes: ['application/json'],
    fileFormat: 'text',
    contentType: 'file',
    icon: specIcon
  });
  const tracker = new WidgetTracker<SpecDocument>({ namespace: 'jupyterlab-vcp-spec' });
  const factory = new SpecDocumentFactory({
    name: FACTORY,
    label: trans.__('Node Spec Composer'),
    fileTypes: [FILE_TYPE],
    defaultFor: [FILE_TYPE],
    trans,
    load: async context => (await session()).compose(context)
  });
  factory.widgetCreated.connect((_, widget) => {
    widget.context.pathChanged.connect(() => void tracker.save(widget));
    void tracker.add(widget);
  });
  tracker.currentChanged.connect(() => {
    for (const command of Object.values(CommandIDs)) {
      commands.notifyCommandChanged(command);
    }
  });
  docRegistry.addWidgetFactory(factory);
  return tracker;
}

/** Puts the commands where users look for them; the File menu has its entry by the settings schema. */
function offer(trans: TranslationBundle, palette: ICommandPalette | null, launcher: ILauncher | null): void {
  const category = trans.__('VCP');
  for (const command of Object.values(CommandIDs)) {
    palette?.addItem({ command, category, args: { isPalette: true } });
  }
  launcher?.add({ command: CommandIDs.newSpec, category, rank: 1 });
}

/** After a reload: what this user started earlier is told here, too. */
async function followEarlierJobs(connection: IConnection, session: () => Promise<ComposerSession>): Promise<void> {
  const handshake = await connection.handshake;
  if (handshake.result === 'ok' && handshake.activeJobs > 0) {
    await (await session()).resumeJobs();
  }
}

export default plugin;
