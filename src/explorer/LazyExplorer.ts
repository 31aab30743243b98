import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IStateDB } from '@jupyterlab/statedb';
import type { ITranslator } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';

import { lazily } from '../common/lazily';
import { DOMAIN, languageOf } from '../common/trans';
import type { IBatches, IConnection } from '../tokens';
import type { IExplorer, IExplorerHandle } from './handle';
import type { CloudModel } from './model/cloudModel';

/** Days after which a unit group counts as old, without settings; as `schema/explorer.json` has it. */
const REMINDER_DAYS = 14;

/** Part of the start-up chunk: knows how to load the explorer, and holds it once that has happened. */
export class LazyExplorer implements IExplorerHandle {
  constructor(private readonly _options: LazyExplorer.IOptions) {}

  get current(): IExplorer | null {
    return this._current;
  }

  show(): void {
    this._options.show();
  }

  /** The shared tree, without the explorer around it. */
  readonly clouds = lazily(() => this._loadClouds());

  readonly load = lazily(() => this._load());

  /** The content of the side panel. */
  async createPanel(): Promise<Widget> {
    const [explorer, { ExplorerPanel }] = await Promise.all([this.load(), import('./view/ExplorerPanel')]);
    const { connection, translator, commands } = this._options;
    const trans = translator.load(DOMAIN);
    return new ExplorerPanel({ ...explorer, connection, commands, trans, language: languageOf(translator) }, explorer.clouds);
  }

  private async _load(): Promise<IExplorer> {
    const { connection, translator, stateDB, show, batches } = this._options;
    const [clouds, settings, { loadExplorer }] = await Promise.all([this.clouds(), this._options.settings, import('./load')]);
    const showAll = settings?.composite['showAll'] === true;
    const trans = translator.load(DOMAIN);
    const reminderDays = (): number => number(settings, 'reminderDays') ?? REMINDER_DAYS;
    const language = languageOf(translator);
    this._current = await loadExplorer({ clouds, connection, trans, language, stateDB, showAll, show, batches, reminderDays });
    this._current.model.changed.connect(this._onChanged, this);
    return this._current;
  }

  private async _loadClouds(): Promise<CloudModel> {
    const { connection } = this._options;
    const [{ CloudModel }, settings] = await Promise.all([import('./model/cloudModel'), this._options.settings]);
    const clouds = new CloudModel({ connection, client: () => connection.client(), isHidden: () => document.hidden });
    document.addEventListener('visibilitychange', () => {
      clouds.wake();
    });
    const apply = (): void => {
      clouds.setIntervals({
        ...CloudModel.INTERVALS,
        changing: 1000 * (number(settings, 'pollChanging') ?? CloudModel.INTERVALS.changing / 1000),
        steady: 1000 * (number(settings, 'pollSteady') ?? CloudModel.INTERVALS.steady / 1000)
      });
    };
    apply();
    settings?.changed.connect(apply, clouds);
    return clouds;
  }

  /** Menus and toolbars ask again whether the commands are possible. */
  private _onChanged(): void {
    this._options.commands.notifyCommandChanged();
  }

  private _current: IExplorer | null = null;
}

export namespace LazyExplorer {
  export interface IOptions {
    readonly connection: IConnection;
    readonly translator: ITranslator;
    readonly stateDB: IStateDB | null;
    /** Carries operations on many targets out; null when its plugin is disabled. */
    readonly batches: IBatches | null;
    /** Null when there are no settings, or they are broken; then the defaults hold. */
    readonly settings: Promise<ISettingRegistry.ISettings | null>;
    readonly commands: JupyterFrontEnd['commands'];
    readonly show: () => void;
  }
}

function number(settings: ISettingRegistry.ISettings | null, key: string): number | null {
  const value = settings?.composite[key];
  return typeof value === 'number' ? value : null;
}
