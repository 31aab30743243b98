/**
 * What all open composers of a page share, loaded when the first of them is shown or a job is under way.
 */
import type { IEditorServices } from '@jupyterlab/codeeditor';
import type { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Job, UnitGroup } from '../api/types';
import type { IClouds, IConnection, IImages, INotebookCells } from '../tokens';
import { chooseFlavor, cloudOf, presetDiskProvider } from './domain';
import type { OutsideKind } from './domain';
import { SpecModel } from './model';
import { JobFollower } from './model/jobFollower';
import { Surroundings } from './model/surroundings';
import { knownGroups } from './model/knownGroups';
import type { INewSpec } from './newSpec';
import { NEW_SPEC, attachArguments } from './view/attach';
import type { ICommands } from './view/composer';
import { JobNotifications } from './view/jobNotifications';
import { showOutside } from './view/outsideDialog';
import { SpecWidget } from './view/SpecWidget';
import { ViewSettings } from './view/viewSettings';

/** Builds composers. One per page: one job follower, one set of providers and address ranges. */
export class ComposerSession {
  constructor(private readonly _options: ComposerSession.IOptions) {
    const { connection, trans } = _options;
    this._follower = new JobFollower(() => connection.client());
    this._follower.jobChanged.connect(this._onJob, this);
    this.notifications = new JobNotifications(this._follower, trans, job => this._attach(job));
  }

  /** Tells of every creation job. */
  readonly notifications: JobNotifications;

  /** Follows the jobs that an earlier page has started. */
  resumeJobs(): Promise<void> {
    return this._follower.resume();
  }

  /** Fills in what follows from the rest of a new spec: the provider of disks, and the flavor of a provider. Never rejects. */
  async complete(start: INewSpec): Promise<INewSpec> {
    const surroundings = this._known();
    await surroundings.offered;
    const { offers, flavors } = surroundings.now;
    const offered = (offers ?? []).filter(({ available }) => available !== false).map(({ schema }) => schema);
    const disks = start.unitType === 'storage' && start.provider === undefined;
    const groups = disks ? knownGroups(await this._unitGroups()) : null;
    const name = start.provider ?? (disks ? presetDiskProvider(start.unitGroup ?? '', groups, offered)?.name : undefined);
    const provider = offered.find(offer => offer.name === name);
    return { ...start, provider: name, flavor: start.flavor ?? (provider && chooseFlavor(provider, flavors)) };
  }

  /** Shows what has to be done outside of a spec, with the code for it. */
  async showOutside(kind: OutsideKind): Promise<void> {
    const { connection, commands, cells, trans } = this._options;
    const surroundings = this._known();
    await surroundings.offered;
    const offer = surroundings.now.offers?.find(({ schema }) => schema.name === kind);
    await showOutside({
      kind,
      privateNetwork: offer?.privateNetwork ?? 'default',
      publicKey: async () => (await connection.client()).getPublicKey(),
      commands,
      cells,
      trans
    });
  }

  /** The composer of an open file, once the file is there. */
  async compose(context: DocumentRegistry.CodeContext): Promise<SpecWidget> {
    const { connection, trans, language, cells, images, editors, languages, openText, commands } = this._options;
    await context.ready;
    const settings = new ViewSettings(await this._options.settings().catch(() => null));
    const model = new SpecModel({
      text: context.model.sharedModel,
      surroundings: this._known(),
      follower: this._follower,
      client: () => connection.client(),
      code: { followUp: settings.followUpCode, trans }
    });
    return new SpecWidget({
      model,
      context,
      settings,
      cells,
      images,
      commands,
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

  private _known(): Surroundings {
    const { connection, clouds } = this._options;
    return (this._surroundings ??= new Surroundings({ connection, clouds }));
  }

  /** The unit groups of the tree, asked for when nobody has yet; empty when that fails. */
  private async _unitGroups(): Promise<readonly UnitGroup[]> {
    const model = await this._options.clouds?.model().catch(() => null);
    if (model?.unitGroups === null) {
      await model.refresh();
    }
    return model?.unitGroups ?? [];
  }

  /** The way on from a job that has made disks; null for any other. */
  private _attach({ provider = '', unit, unitGroup }: Job): (() => void) | null {
    const { commands } = this._options;
    const offer = this._surroundings?.now.offers?.find(({ schema }) => schema.name === provider);
    // Before the providers are loaded, their names tell: all published disk plugins end so (node-spec.md 8).
    const storage = offer ? offer.schema.unitType === 'storage' : cloudOf(provider) !== provider;
    return storage
      ? () => {
          void commands.execute(NEW_SPEC, attachArguments({ unitGroup: unitGroup.name, unit }, cloudOf(provider)));
        }
      : null;
  }

  private readonly _follower: JobFollower;
  private _surroundings: Surroundings | null = null;
}

export namespace ComposerSession {
  export interface IOptions {
    readonly connection: IConnection;
    readonly clouds: IClouds | null;
    readonly cells: INotebookCells | null;
    readonly images: IImages | null;
    readonly editors: IEditorServices | null;
    readonly languages: IEditorLanguageRegistry | null;
    readonly settings: () => Promise<ISettingRegistry.ISettings | null>;
    readonly trans: TranslationBundle;
    /** BCP 47 tag. */
    readonly language: string;
    /** Opens the file at the path in the text editor. */
    readonly openText: (path: string) => void;
    readonly commands: ICommands;
  }
}
