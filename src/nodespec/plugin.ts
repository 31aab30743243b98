import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import { IEditorServices } from '@jupyterlab/codeeditor';
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import { IMainMenu } from '@jupyterlab/mainmenu';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';

import { lazily } from '../common/lazily';
import { DOMAIN, languageOf } from '../common/trans';
import { IClouds, IConnection, IImages, INotebookCells } from '../tokens';
import { CommandIDs, FACTORY, FILE_TYPE, addCommands } from './commands';
import { specIcon } from './icon';
import { USE_IMAGE, addImageCommand } from './imageCommand';
import type { ComposerSession } from './session';
import { OUTSIDE_CODE, OUTSIDE_KINDS, addOutsideCommand } from './outsideCommands';
import { SpecDocumentFactory } from './specDocument';
import type { SpecDocument } from './specDocument';
import { addUndo } from './undo';
import type { SpecHistory } from './undo';

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
    INotebookCells,
    IMainMenu,
    IImages
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
    cells: INotebookCells | null,
    menu: IMainMenu | null,
    images: IImages | null
  ): void => {
    const trans = (translator ?? nullTranslator).load(DOMAIN);
    const session = sessionOf({
      commands: app.commands,
      connection,
      documents,
      translator,
      settings,
      editors,
      languages,
      clouds,
      cells,
      images
    });
    const tracker = addDocuments(app, trans, session);
    restore(restorer, tracker);
    addCommands({
      app,
      documents,
      trans,
      folder: () => browser?.model.path ?? '',
      complete: start => session().then(loaded => loaded.complete(start)),
      current: () => tracker.currentWidget
    });
    addImageCommand(
      app,
      trans,
      () => tracker.currentWidget,
      document => {
        app.shell.activateById(document.id);
      }
    );
    addOutsideCommand(app, trans, kind => session().then(loaded => loaded.showOutside(kind)));
    offer(trans, palette, launcher);
    if (menu) {
      const history = (): SpecHistory | null => tracker.currentWidget?.context.model.sharedModel ?? null;
      addUndo({ app, editMenu: menu.editMenu, trans, isSpec: widget => tracker.has(widget), history });
    }
    void followEarlierJobs(connection, session);
  }
};

/** What the lazily loaded composer needs of the application. */
interface IServices {
  readonly commands: JupyterFrontEnd['commands'];
  readonly connection: IConnection;
  readonly documents: IDocumentManager;
  readonly translator: ITranslator | null;
  readonly settings: ISettingRegistry | null;
  readonly editors: IEditorServices | null;
  readonly languages: IEditorLanguageRegistry | null;
  readonly clouds: IClouds | null;
  readonly cells: INotebookCells | null;
  readonly images: IImages | null;
}

/** The composer's session, loaded and built when it is first asked for. */
function sessionOf({ documents, translator, settings, ...services }: IServices): () => Promise<ComposerSession> {
  const known = translator ?? nullTranslator;
  return lazily(async () => {
    const { ComposerSession } = await import('./session');
    return new ComposerSession({
      ...services,
      trans: known.load(DOMAIN),
      language: languageOf(known),
      settings: () => settings?.load(PLUGIN_ID) ?? Promise.resolve(null),
      openText: path => void documents.openOrReveal(path, TEXT_FACTORY)
    });
  });
}

/** Opens again after a reload what was open before. */
function restore(restorer: ILayoutRestorer | null, tracker: WidgetTracker<SpecDocument>): void {
  void restorer?.restore(tracker, {
    command: 'docmanager:open',
    args: widget => ({ path: widget.context.path, factory: FACTORY }),
    name: widget => widget.context.path
  });
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
    for (const command of [...Object.values(CommandIDs), USE_IMAGE]) {
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
  for (const kind of OUTSIDE_KINDS) {
    palette?.addItem({ command: OUTSIDE_CODE, category, args: { kind } });
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
