import { ApiError } from '../../api/errors';
import { takeSteps } from '../../api/slices';
import type { Registry, Repositories, RepositoryTags } from '../../api/types';
import { Asking, NOT_ASKED } from '../../common/asked';
import type { IAsked } from '../../common/asked';
import { SnapshotModel } from '../../common/snapshotModel';
import type { IClient } from '../../tokens';
import { buildIndex } from '../domain/buildIndex';
import type { ICatalogIndex } from '../domain/catalogIndex';
import { inChunks, isRepositoryName, LOADED_AT_ONCE, unloadedOf } from '../domain/repositories';
import { problemOf } from './problems';
import { Summaries } from './summaries';

/** Repositories of one request, by the contract. */
const CHUNK = 50;

/** What has become of the tags of one repository. */
export interface ITagsState {
  /** The last answer; null before the first, or when it was that the tags cannot be told. */
  readonly answer: RepositoryTags | null;
  /** Why there are none, or no new ones; null when there is no reason. */
  readonly error: ApiError | null;
  readonly asking: boolean;
}

export interface IRegistrySnapshot {
  readonly repositories: IAsked<Repositories>;
  /** By repository: those whose tags were asked for. A well-known one that the registry does not have is not among them. */
  readonly tags: ReadonlyMap<string, ITagsState>;
  /** Over all tags that have arrived; null before the first. */
  readonly index: ICatalogIndex | null;
}

/**
 * What is known of one registry: its repositories and, of those that matter, the tags. Shared by all who show it.
 *
 * #### Notes
 * The well-known repositories are asked for without waiting for the list: a pull-through cache does not list what nobody has fetched
 * yet, and they are what most users want.
 */
export class RegistryModel extends SnapshotModel<IRegistrySnapshot> {
  constructor(private readonly _options: RegistryModel.IOptions) {
    super({ repositories: NOT_ASKED, tags: new Map(), index: null });
    this._wellKnown = new Set([..._options.registry.repositories, ..._options.wellKnown].filter(isRepositoryName));
    this.summaries = new Summaries((images, signal) => this._summarize(images, signal));
  }

  readonly summaries: Summaries;

  get registry(): Registry {
    return this._options.registry;
  }

  override dispose(): void {
    this.summaries.dispose();
    super.dispose();
  }

  /** Asks for the repositories and the tags that are shown at first; once. Never rejects: a failure shows in the snapshot. */
  load(): Promise<void> {
    this._loading ??= this._load(false);
    return this._loading;
  }

  /** Asks the registry again for all that is shown. */
  async reload(): Promise<void> {
    this.summaries.forget();
    this._loading = this._load(true);
    await this._loading;
  }

  /** Asks for the tags of more repositories. */
  async loadTags(repositories: readonly string[], fresh = false): Promise<void> {
    this._setTags(repositories, state => ({ answer: state?.answer ?? null, error: null, asking: true }));
    for (const names of inChunks(repositories, CHUNK)) {
      await this._ask(names, fresh);
      await this._index();
    }
  }

  private async _load(fresh: boolean): Promise<void> {
    if (this.registry.problem) {
      return; // It cannot be asked as it is configured; the view says why.
    }
    const first = [...new Set([...this._wellKnown, ...(fresh ? this.snapshot.tags.keys() : [])])];
    await Promise.all([this.loadTags(first, fresh), this._loadRepositories(fresh)]);
  }

  private async _loadRepositories(fresh: boolean): Promise<void> {
    await this._repositories.ask(async () => {
      const client = await this._options.client();
      return client.listRepositories(this.registry.id, { fresh, signal: this.abortSignal });
    });
    const { repositories, tags } = this.snapshot;
    // A well-known one that is gone from `tags` was asked for, too: the registry does not have it.
    const unloaded = unloadedOf(repositories.answer?.names ?? [], tags).filter(name => !this._wellKnown.has(name));
    if (unloaded.length > 0 && unloaded.length <= LOADED_AT_ONCE) {
      await this.loadTags(unloaded, fresh);
    }
  }

  private async _ask(names: readonly string[], fresh: boolean): Promise<void> {
    try {
      const client = await this._options.client();
      const answers = await client.listTags(this.registry.id, names, { fresh, signal: this.abortSignal });
      const byName = new Map(answers.map(answer => [answer.repository, answer]));
      this._setTags(names, (former, name) => this._answered(name, byName.get(name), former));
    } catch (error) {
      const failed = error instanceof ApiError ? error : new ApiError({ kind: 'not-understood', message: String(error) });
      this._setTags(names, former => ({ answer: former?.answer ?? null, error: failed, asking: false }));
    }
  }

  /** Null: not worth showing. What was known before stays when the registry cannot tell it any more. */
  private _answered(name: string, answer: RepositoryTags | undefined, former: ITagsState | undefined): ITagsState | null {
    const error = problemOf(answer?.problem ?? null);
    if (error?.code === 'not_found' && this._wellKnown.has(name)) {
      return null;
    }
    return { answer: answer && !error ? answer : (former?.answer ?? null), error, asking: false };
  }

  private _setTags(names: readonly string[], next: (state: ITagsState | undefined, name: string) => ITagsState | null): void {
    const tags = new Map(this.snapshot.tags);
    for (const name of names) {
      const state = next(tags.get(name), name);
      if (state === null) {
        tags.delete(name);
      } else {
        tags.set(name, state);
      }
    }
    this.set({ ...this.snapshot, tags });
  }

  /** Builds the index anew, one at a time: what arrives meanwhile is taken into the next, with everything else that has arrived. */
  private async _index(): Promise<void> {
    this._isStale = true;
    this._indexing ??= this._indexAll();
    // An index that nobody waits for any more is given up half-way.
    await this._indexing.catch(() => undefined);
  }

  private async _indexAll(): Promise<void> {
    while (this._isStale && !this.isDisposed) {
      this._isStale = false;
      const answers = [...this.snapshot.tags.values()].flatMap(({ answer }) => (answer ? [answer] : []));
      const index = await takeSteps(buildIndex(answers), this.abortSignal);
      this.set({ ...this.snapshot, index });
    }
    this._indexing = null;
  }

  private async _summarize(images: readonly string[], signal: AbortSignal): ReturnType<IClient['summarizeImages']> {
    const client = await this._options.client();
    return client.summarizeImages(this.registry.id, images, { signal });
  }

  private readonly _wellKnown: ReadonlySet<string>;
  private readonly _repositories = new Asking<Repositories>(repositories => {
    this.set({ ...this.snapshot, repositories });
  });
  private _loading: Promise<void> | null = null;
  private _indexing: Promise<void> | null = null;
  private _isStale = false;
}

export namespace RegistryModel {
  export interface IOptions {
    readonly registry: Registry;
    readonly client: () => Promise<IClient>;
    /** Repositories that are asked for first, besides those of the registry's own configuration. */
    readonly wellKnown: readonly string[];
  }
}
