/**
 * What the model needs of JupyterLab's notebooks and documents: the narrow part of `INotebookTracker`, `IDocumentManager` and
 * `Contents.IManager`, so that a spec can stand a real notebook model in their place.
 */
import type { INotebookModel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import type { ISignal } from '@lumino/signaling';

/** The shared document of a notebook, through which every change goes, so that it is undoable and reaches collaborators. */
export type SharedNotebook = INotebookModel['sharedModel'];

export interface INotebookModelPort {
  readonly readOnly: boolean;
  readonly sharedModel: SharedNotebook;
}

/** An open notebook as `NotebookPanel` has it. */
export interface INotebookPort {
  readonly id: string;
  /** Null until the file has been read. */
  readonly model: INotebookModelPort | null;
  readonly content: {
    activeCellIndex: number;
    deselectAll(): void;
    scrollToItem(index: number): Promise<void>;
  };
  readonly context: {
    readonly path: string;
    readonly pathChanged: ISignal<unknown, string>;
    readonly ready: Promise<void>;
  };
}

/** The part of `INotebookTracker` that says which notebook is the current one. */
export interface ITrackerPort {
  readonly currentWidget: INotebookPort | null;
  readonly currentChanged: ISignal<unknown, INotebookPort | null>;
}

/** A file that is open in the page, whatever shows it. */
export interface IOpenDocument {
  readonly context: {
    readonly ready: Promise<void>;
    readonly model: { readonly dirty: boolean; readonly readOnly: boolean };
    save(): Promise<void>;
    revert(): Promise<void>;
  };
  /** The notebook's cells; null when a text editor or another viewer shows the file. */
  readonly notebook: SharedNotebook | null;
}

/** The files of the Jupyter server and those of them that are open in this page. */
export interface IDocumentsPort {
  readonly contents: Pick<Contents.IManager, 'get' | 'save' | 'newUntitled'>;
  /** Each context of the path once. */
  openDocuments(path: string): readonly IOpenDocument[];
  /** Opens the file in whatever way the application opens notebooks. */
  open(path: string): Promise<void>;
  /** Folder for new files. */
  folder(): string;
  /** The kernel for new notebooks: the server's default when it is one for Python, else any for Python, else null. */
  pythonKernel(): IKernelName | null;
}

/** A kernel as a notebook's metadata name it. */
export interface IKernelName {
  readonly name: string;
  readonly displayName: string;
}
