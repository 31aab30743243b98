import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';

import type { IDocumentsPort, IKernelName, IOpenDocument, ITrackerPort, SharedNotebook } from './model/ports';

export interface IDocumentsContext {
  readonly app: JupyterFrontEnd;
  readonly documentManager: IDocumentManager | null;
  readonly browser: IDefaultFileBrowser | null;
  readonly tracker: ITrackerPort | null;
}

/** The application's documents and contents as the model wants them. */
export function documentsOf(context: IDocumentsContext): IDocumentsPort {
  const { app, documentManager, browser, tracker } = context;
  const { contents, kernelspecs } = app.serviceManager;
  return {
    contents,
    openDocuments: path => (documentManager ? contextsOf(documentManager, path).map(asOpenDocument) : []),
    open: async path => {
      await app.commands.execute('docmanager:open', { path });
    },
    // Beside the notebook of the page where there is no file browser, as on the notebook page of Notebook 7.
    folder: () => browser?.model.path ?? folderOf(tracker?.currentWidget?.context.path ?? ''),
    pythonKernel: () => pythonKernelOf(kernelspecs.specs)
  };
}

function contextsOf(documentManager: IDocumentManager, path: string): readonly DocumentRegistry.Context[] {
  // The document manager finds one widget per factory, so all factories that can show the file are asked.
  const widgets = documentManager.registry.preferredWidgetFactories(path).map(factory => documentManager.findWidget(path, factory.name));
  return [...new Set(widgets.flatMap(widget => (widget ? [widget.context] : [])))];
}

function asOpenDocument(context: DocumentRegistry.Context): IOpenDocument {
  const { sharedModel } = context.model;
  return { context, notebook: isNotebook(sharedModel) ? sharedModel : null };
}

function isNotebook(model: object): model is SharedNotebook {
  return 'cells' in model && 'addCell' in model;
}

function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}

type KernelSpecs = JupyterFrontEnd['serviceManager']['kernelspecs']['specs'];

function pythonKernelOf(specs: KernelSpecs): IKernelName | null {
  if (!specs) {
    return null;
  }
  const all = [specs.kernelspecs[specs.default], ...Object.values(specs.kernelspecs)];
  const python = all.find(spec => spec?.language === 'python');
  return python ? { name: python.name, displayName: python.display_name } : null;
}
