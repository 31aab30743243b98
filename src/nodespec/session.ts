/**
 * What all open composers of a page share, loaded when the first of them is shown or a job is under way.
 */
import type { IEditorServices } from '@jupyterlab/codeeditor';
import type { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { IClouds, IConnection, INotebookCells } from '../tokens';
import { SpecModel } from './model';
import { JobFollower } from './model/jobFollower';
import { Surroundings } from './model/surroundings';
import { JobNotifications } from './view/jobNotifications';
import { SpecWidget } from './view/SpecWidget';
import { ViewSettings } from './view/viewSettings';

/** Builds composers. One per page: one job follower, one set of providers and address ranges. */
export class ComposerSession {
  constructor(private readonly _options: ComposerSession.IOptions) {
    const { connection, trans } = _options;
    this._follower = new JobFollower(() => connection.client());
    this._follower.jobChanged.connect(this._onJob, this);
    this.notifications = new JobNotifications(this._follower, trans);
  }

  /** Tells of every creation job. */
  readonly notifications: JobNotifications;

  /** Follows the jobs that an earlier page has started. */
  resumeJobs(): Promise<void> {
    return this._follower.resume();
  }

  /** The composer of an open file, once the file is there. */
  async compose(context: DocumentRegistry.CodeContext): Promise<SpecWidget> {
    const { connection, clouds, trans, language, cells, editors, languages, openText } = this._options;
    await context.ready;
    this._surroundings ??= new Surroundings({ connection, clouds });
    const settings = new ViewSettings(await this._options.settings().catch(() => null));
    const model = new SpecModel({
      text: context.model.sharedModel,
      surroundings: this._surroundings,
      follower: this._follower,
      client: () => connection.client(),
      code: { followUp: settings.followUpCode, trans }
    });
    return new SpecWidget({
      model,
      context,
      settings,
      cells,
      editors,
      languages,
      trans,
      language,
      openText: () => {
        openText(context.path);
      }
    });
  }

  /** The tree is asked at each step of a job, so that a unit that was just ordered does not wait for the next slow poll. */
  private _onJob(): void {
    void this._options.clouds?.model().then(
      model => model.refresh(),
      () => undefined
    );
  }

  private readonly _follower: JobFollower;
  private _surroundings: Surroundings | null = null;
}

export namespace ComposerSession {
  export interface IOptions {
    readonly connection: IConnection;
    readonly clouds: IClouds | null;
    readonly cells: INotebookCells | null;
    readonly editors: IEditorServices | null;
    readonly languages: IEditorLanguageRegistry | null;
    readonly settings: () => Promise<ISettingRegistry.ISettings | null>;
    readonly trans: TranslationBundle;
    /** BCP 47 tag. */
    readonly language: string;
    /** Opens the file at the path in the text editor. */
    readonly openText: (path: string) => void;
  }
}
