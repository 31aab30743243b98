import type { IDisposable } from '@lumino/disposable';
import { DisposableDelegate } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';

import type { Registry, UnitGroup } from '../../api/types';
import { formatReference, parseReference } from '../../common/imageReference';
import { SnapshotModel } from '../../common/snapshotModel';
import type { IClouds, ICloudModel } from '../../tokens';
import { placesOf } from '../domain/places';
import type { ISought } from '../domain/places';
import { behindFirst, countNodes, judgeImage, runningUnits } from '../domain/unitsInUse';
import type { IJudgedUnit, ILook, ImageState, IRunningUnit, NodeCounts } from '../domain/unitsInUse';
import type { IRegistrySnapshot } from './registryModel';

/** What is known of one registry, as far as it is asked here. */
export interface IRegistryTags {
  readonly snapshot: Pick<IRegistrySnapshot, 'tags' | 'index'>;
  readonly changed: ISignal<IRegistryTags, void>;
  load(): Promise<void>;
  loadTags(repositories: readonly string[]): Promise<void>;
}

/** The view of the catalog that the join is made for: it knows which registries there are. */
export interface IRegistryList {
  readonly snapshot: { readonly registries: { readonly answer: readonly Registry[] | null } };
  readonly changed: ISignal<IRegistryList, void>;
  load(): Promise<void>;
}

export interface IInUseSnapshot {
  /** Whether there is a tree at all: without the explorer's plugin nobody knows what runs. */
  readonly available: boolean;
  /** Units with nodes, those first that are behind; null before the first answer of the controller. */
  readonly units: readonly IJudgedUnit[] | null;
  /** Why the last look at the tree failed; null when it did not. */
  readonly error: Error | null;
}

const NO_REGISTRIES: readonly Registry[] = [];
const NO_IMAGES: ReadonlySet<string> = new Set();

/**
 * Which images the nodes of the live tree run: a join of the tree, which the explorer's poll keeps up to date, with the catalog.
 *
 * #### Notes
 * Tags are asked for only when somebody wants to know which units are behind (`judge`): counting needs none.
 */
export class InUseModel extends SnapshotModel<IInUseSnapshot> {
  constructor(private readonly _options: InUseModel.IOptions) {
    super({ available: _options.clouds !== null, units: null, error: null });
    _options.catalog.changed.connect(this._onCatalog, this);
  }

  override dispose(): void {
    this._options.catalog.changed.disconnect(this._onCatalog, this);
    this._clouds?.changed.disconnect(this._onTree, this);
    for (const tags of this._watched) {
      tags.changed.disconnect(this._onTags, this);
    }
    super.dispose();
  }

  /** Keeps the tree up to date until the result is disposed of. */
  watch(): IDisposable {
    let watch: IDisposable | null = null;
    let over = false;
    void this._connect().then(clouds => {
      watch = over ? null : (clouds?.watch() ?? null);
      if (!over && clouds?.unitGroups === null) {
        void clouds.refresh();
      }
    });
    return new DisposableDelegate(() => {
      over = true;
      watch?.dispose();
    });
  }

  /** Asks for the tags that tell which units are behind, of what runs now and of what comes later. Never rejects. */
  async judge(): Promise<void> {
    this._isJudging = true;
    await this._options.catalog.load();
    await this._look();
  }

  /**
   * How many nodes run an image, in whatever spelling of its registry.
   *
   * @param image - As a spec names it, with a tag or a digest.
   * @param digest - What the tag names, where that is known: nodes whose spec named the image by digest count, too.
   */
  countOf(image: string, digest: string | null = null): number {
    return this._count(image) + (digest === null ? 0 : this._count(pinned(image, digest)));
  }

  /** The images of a registry that nodes run, as its index has them. The same set for as long as they are the same. */
  imagesIn(registry: string): ReadonlySet<string> {
    return this._images.get(registry) ?? NO_IMAGES;
  }

  private _count(image: string): number {
    const [place] = placesOf(this._registries, image);
    return place ? (this._counts.get(place.registry.id)?.get(place.image) ?? 0) : 0;
  }

  /** The tree's model; null when there is none, or its code could not be loaded. */
  private _connect(): Promise<ICloudModel | null> {
    this._connecting ??= this._takeTree();
    return this._connecting;
  }

  private async _takeTree(): Promise<ICloudModel | null> {
    try {
      const clouds = (await this._options.clouds?.model()) ?? null;
      if (clouds && !this.isDisposed) {
        this._clouds = clouds;
        clouds.changed.connect(this._onTree, this);
        this._onTree();
      }
      return clouds;
    } catch (reason) {
      this._connecting = null;
      this.set({ ...this.snapshot, error: reason instanceof Error ? reason : new Error(String(reason)) });
      return null;
    }
  }

  private _onTree(): void {
    const { unitGroups = null, error = null } = this._clouds ?? {};
    if (unitGroups !== this._tree) {
      this._tree = unitGroups;
      this._units = unitGroups && runningUnits(unitGroups);
      this._recount();
      void this._look();
    }
    if (error !== this.snapshot.error) {
      this.set({ ...this.snapshot, error });
    }
  }

  private _onCatalog(): void {
    const registries = this._options.catalog.snapshot.registries.answer ?? NO_REGISTRIES;
    if (registries !== this._registries) {
      this._registries = registries;
      this._recount();
      void this._look();
    }
  }

  private _recount(): void {
    this._counts = countNodes(this._units ?? [], this._registries);
    const sets = [...this._counts].map(([registry, counts]) => [registry, kept(this._images.get(registry), counts)] as const);
    this._images = new Map(sets);
    this._publish();
  }

  private _onTags(): void {
    this._publish();
  }

  /** Asks for the tags of the images that run, where they were not asked for yet: at the most probable place, then at the next. */
  private async _look(): Promise<void> {
    if (this._isJudging) {
      const images = new Set((this._units ?? []).flatMap(({ image }) => (image === null ? [] : [image])));
      await Promise.all([...images].map(image => this._lookFor(placesOf(this._registries, image))));
      this._publish();
    }
  }

  private async _lookFor(places: readonly ISought<Registry>[]): Promise<void> {
    for (const { registry, repository } of places) {
      const tags = this._tagsOf(registry);
      await this._ask(placeKey(registry, repository), tags, repository).done;
      if (tags.snapshot.tags.get(repository)?.answer) {
        return;
      }
    }
  }

  /** Asks for the tags of a repository once, and again when the registry is configured in another way. */
  private _ask(key: string, tags: IRegistryTags, repository: string): ILookup {
    const known = this._lookups.get(key);
    if (known?.tags === tags) {
      return known;
    }
    const done = askFor(tags, repository).then(() => {
      this._lookups.set(key, { ...lookup, over: true });
    });
    const lookup: ILookup = { tags, done, over: false };
    this._lookups.set(key, lookup);
    return lookup;
  }

  private _tagsOf(registry: Registry): IRegistryTags {
    const tags = this._options.tagsOf(registry);
    if (!this._watched.has(tags) && !this.isDisposed) {
      this._watched.add(tags);
      tags.changed.connect(this._onTags, this);
    }
    return tags;
  }

  private _publish(): void {
    const states = new Map<string | null, ImageState>();
    const units = this._units?.map(unit => {
      const state = states.get(unit.image) ?? this._judge(unit.image);
      states.set(unit.image, state);
      return { ...unit, state };
    });
    this.set({ ...this.snapshot, units: units ? behindFirst(units) : null });
  }

  private _judge(image: string | null): ImageState {
    const places = image === null ? [] : placesOf(this._registries, image);
    const asked = places.filter(({ registry, repository }) => this._lookups.has(placeKey(registry, repository)));
    // Before anything was asked for, the first place is the one to wait for.
    const looks = (asked.length > 0 ? asked : places.slice(0, 1)).map(place => this._lookAt(place));
    return judgeImage(image, looks);
  }

  private _lookAt({ registry, repository }: ISought<Registry>): ILook {
    const { tags, index } = this._tagsOf(registry).snapshot;
    const { prefix } = registry;
    const state = tags.get(repository);
    if (state?.answer) {
      return { prefix, index: index ?? 'pending' };
    }
    if (!this._lookups.get(placeKey(registry, repository))?.over || state?.asking) {
      return { prefix, index: 'pending' };
    }
    // A well-known repository that the registry does not have is not among its tags.
    return { prefix, index: state && state.error?.code !== 'not_found' ? 'failed' : null };
  }

  private _clouds: ICloudModel | null = null;
  private _connecting: Promise<ICloudModel | null> | null = null;
  private _tree: readonly UnitGroup[] | null = null;
  private _units: readonly IRunningUnit[] | null = null;
  private _registries = NO_REGISTRIES;
  private _counts: NodeCounts = new Map();
  private _images: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  private _isJudging = false;
  private readonly _lookups = new Map<string, ILookup>();
  private readonly _watched = new Set<IRegistryTags>();
}

export namespace InUseModel {
  export interface IOptions {
    /** Null where the page has no tree. */
    readonly clouds: IClouds | null;
    readonly catalog: IRegistryList;
    /** What is known of a registry, shared with all who show it. */
    readonly tagsOf: (registry: Registry) => IRegistryTags;
  }
}

/** The tags of one repository, asked for. */
interface ILookup {
  readonly tags: IRegistryTags;
  readonly done: Promise<void>;
  readonly over: boolean;
}

function placeKey(registry: Registry, repository: string): string {
  return `${registry.id} ${repository}`;
}

async function askFor(tags: IRegistryTags, repository: string): Promise<void> {
  await tags.load();
  if (!tags.snapshot.tags.has(repository)) {
    await tags.loadTags([repository]);
  }
}

/** The keys of `counts` as a set: the former one when it has the same. */
function kept(former: ReadonlySet<string> | undefined, counts: ReadonlyMap<string, number>): ReadonlySet<string> {
  const same = former?.size === counts.size && [...counts.keys()].every(image => former.has(image));
  return same && former ? former : new Set(counts.keys());
}

/** The image by digest instead of by tag, in the same spelling. */
function pinned(image: string, digest: string): string {
  const read = parseReference(image);
  return read.ok ? formatReference({ ...read.reference, tag: null, digest }) : image;
}
