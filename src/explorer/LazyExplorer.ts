import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IStateDB } from '@jupyterlab/statedb';
import type { ITranslator } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';

import { lazily } from '../common/lazily';
import type { IBatches, IConnection } from '../tokens';
import type { IExplorer, IExplorerHandle } from './handle';

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
  readonly clouds = lazily(async () => (await import('./loadClouds')).loadClouds(this._options));

  readonly load = lazily(async () => {
    const [clouds, { loadExplorer }] = await Promise.all([this.clouds(), import('./load')]);
    this._current = await loadExplorer({ ...this._options, clouds });
    return this._current;
  });

  /** The content of the side panel. */
  async createPanel(): Promise<Widget> {
    const [explorer, { ExplorerPanel }] = await Promise.all([this.load(), import('./view/ExplorerPanel')]);
    return new ExplorerPanel(explorer, explorer.clouds);
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
