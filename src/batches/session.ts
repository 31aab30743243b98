/**
 * What the panels of bulk operations share, loaded when the first operation is started, shown or found under way.
 */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IStateDB } from '@jupyterlab/statedb';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Batch, BatchTarget } from '../api/types';
import { LazyPanel } from '../common/LazyPanel';
import { openPanel } from '../common/openPanel';
import type { IBatches, IBatchRequest, IConnection } from '../tokens';
import { hasEnded } from './domain/batch';
import { BatchFollower } from './model/batchFollower';
import { BatchModel } from './model/batchModel';
import { loadTold } from './model/told';
import type { Told } from './model/told';
import { BatchNotifications } from './view/batchNotifications';
import { batchTitle } from './view/words';

/** Commands of the explorer, where there is one. Its token would make a circle: the explorer starts operations. */
const OPEN_EXPLORER = 'vcp:open-explorer';
const REFRESH_EXPLORER = 'vcp:refresh-explorer';

const LIST_ID = 'jp-vcp-batches';

/** Builds the session, with what earlier pages have told. */
export async function loadBatches(options: Omit<BatchSession.IOptions, 'told'>): Promise<BatchSession> {
  return new BatchSession({ ...options, told: await loadTold(options.stateDB) });
}

/** Starts operations, shows their panels, and tells of those that nobody looks at. One per page. */
export class BatchSession implements IBatches {
  constructor(private readonly _options: BatchSession.IOptions) {
    const { connection, trans } = _options;
    this._follower = new BatchFollower(() => connection.client());
    this._notifications = new BatchNotifications(trans, id => this.open(id));
    this._follower.ended.connect(this._onEnded, this);
    this._follower.changed.connect(this._onChanged, this);
  }

  async start(request: IBatchRequest): Promise<Batch> {
    const batch = await this._follower.start(request);
    this._show(batch);
    this._refreshTree();
    return batch;
  }

  async open(id: string): Promise<void> {
    const known = this._follower.find(id);
    this._show(known ? known.batch : await this._follower.load(id));
  }

  /** Shows the list of all operations. */
  showAll(): void {
    const { trans, language } = this._options;
    this._open(LIST_ID, trans.__('Bulk Operations'), async () => {
      const { BatchListPanel } = await import('./view/BatchList');
      return new BatchListPanel({ follower: this._follower, trans, language, open: id => this.open(id) });
    });
  }

  /** Follows the operations that an earlier page has started, or a plan. Never rejects: without an answer the list can be opened later. */
  async resume(): Promise<void> {
    const batches = await this._follower.loadAll().catch(() => []);
    for (const batch of batches.filter(one => !hasEnded(one))) {
      this._notifications.tellRunning(batch);
    }
  }

  private _onEnded(_: BatchFollower, batch: Batch): void {
    const { id } = batch;
    const { told } = this._options;
    const isSeen = [panelId(id), LIST_ID].some(panel => this._panels.get(panel)?.isVisible);
    if (isSeen) {
      this._notifications.clear(id);
    } else if (!told.has(id)) {
      this._notifications.tellEnded(batch);
    }
    told.add(id);
    // The report has the last word on what came true; a tree beside it that is a poll behind would contradict it.
    this._refreshTree();
  }

  private _onChanged(): void {
    for (const { batch } of this._follower.all.filter(({ lost }) => lost)) {
      this._notifications.tellLost(batch);
    }
  }

  private _show(batch: Batch): void {
    const { trans, language } = this._options;
    this._notifications.clear(batch.id);
    const panel = this._open(panelId(batch.id), batchTitle(batch, trans), async () => {
      const { BatchPanel } = await import('./view/BatchPanel');
      return new BatchPanel({
        model: new BatchModel(batch, this._follower),
        trans,
        language,
        start: request => this.start(request),
        reveal: this._reveal(),
        close: () => {
          panel.close();
        }
      });
    });
  }

  /** Opens the panel, or shows the one that is open. */
  private _open(id: string, title: string, load: LazyPanel.IOptions['load']): LazyPanel {
    const { app, trans } = this._options;
    const open = this._panels.get(id);
    if (open) {
      openPanel(app.shell, open);
      return open;
    }
    const panel = new LazyPanel({ id, trans, load });
    panel.title.label = title;
    panel.title.closable = true;
    panel.disposed.connect(() => this._panels.delete(id));
    this._panels.set(id, panel);
    openPanel(app.shell, panel);
    return panel;
  }

  private _reveal(): ((target: BatchTarget) => void) | null {
    const { commands } = this._options.app;
    if (!commands.hasCommand(OPEN_EXPLORER)) {
      return null;
    }
    return ({ group, unit, node }) => void commands.execute(OPEN_EXPLORER, { group, ...(unit && { unit }), ...(node && { node }) });
  }

  /** What was ordered should show in the tree before its next slow poll; from then on the tree asks more often by itself. */
  private _refreshTree(): void {
    const { commands } = this._options.app;
    if (commands.hasCommand(REFRESH_EXPLORER)) {
      void commands.execute(REFRESH_EXPLORER);
    }
  }

  private readonly _follower: BatchFollower;
  private readonly _notifications: BatchNotifications;
  private readonly _panels = new Map<string, LazyPanel>();
}

export namespace BatchSession {
  export interface IOptions {
    readonly app: Pick<JupyterFrontEnd, 'shell' | 'commands'>;
    readonly connection: IConnection;
    readonly stateDB: IStateDB | null;
    readonly told: Told;
    readonly trans: TranslationBundle;
    /** BCP 47 tag of the page's language. */
    readonly language: string;
  }
}

function panelId(batch: string): string {
  return `jp-vcp-batch-${batch}`;
}
