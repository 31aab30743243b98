import type { IDisposable } from '@lumino/disposable';

import { takeSteps } from '../../api/slices';
import type { Registry } from '../../api/types';
import { Asking, NOT_ASKED } from '../../common/asked';
import type { IAsked } from '../../common/asked';
import { SnapshotModel } from '../../common/snapshotModel';
import type { FacetName, ICatalogFilter, ICatalogRow, IFilteredCatalog, SortOrder } from '../domain/catalog';
import { findRow, rowAt } from '../domain/catalogIndex';
import type { ICatalogIndex } from '../domain/catalogIndex';
import { toggled } from '../domain/choices';
import { filterIndex } from '../domain/filter';
import { firstRegistry, placesOf } from '../domain/places';
import type { ISought } from '../domain/places';
import { placeFor } from '../domain/rowMoves';
import { sortIndex } from '../domain/sortIndex';
import type { Registries } from './registries';
import type { IRegistrySnapshot, RegistryModel } from './registryModel';

export type CatalogTab = 'catalog' | 'inUse';

export interface ISorting {
  readonly order: SortOrder;
  /** Whether the last come first: with `version`, the oldest. */
  readonly reversed: boolean;
}

/** Immutable state of one view of the catalog: the panel, or the dialog. */
export interface ICatalogSnapshot {
  readonly registries: IAsked<readonly Registry[]>;
  /** The one that is shown; null before there are any. */
  readonly registry: Registry | null;
  /** What is known of it. */
  readonly content: IRegistrySnapshot | null;
  readonly filter: ICatalogFilter;
  readonly sorting: ISorting;
  /** The rows of the filter; null before the first tags. */
  readonly shown: IFilteredCatalog | null;
  /** The image that is selected; it stays when the filter hides it. */
  readonly selected: ICatalogRow | null;
  /** Place of the selected image among the shown rows; -1 when it is not among them. */
  readonly place: number;
  readonly tab: CatalogTab;
  /** The image that somebody wants to see, as a spec names it, while it is looked for; null when nobody does. */
  readonly sought: string | null;
  /** The image that was looked for and found nowhere; null when there is none. */
  readonly missing: string | null;
  /** Whether an image was to be taken while none was selected. */
  readonly selectionMissing: boolean;
}

const EVERYTHING: ICatalogFilter = { text: '', facets: {}, newestOnly: false };
const NEWEST: ICatalogFilter = { ...EVERYTHING, newestOnly: true };

/** What one view of the catalog shows: a registry, a filter, an order and a selected image. */
export class CatalogModel extends SnapshotModel<ICatalogSnapshot> {
  constructor(private readonly _options: CatalogModel.IOptions) {
    super({
      registries: NOT_ASKED,
      registry: null,
      content: null,
      filter: NEWEST,
      sorting: { order: 'version', reversed: false },
      shown: null,
      selected: null,
      place: -1,
      tab: 'catalog',
      sought: null,
      missing: null,
      selectionMissing: false
    });
    this._hold = _options.registries.hold();
  }

  override dispose(): void {
    this._registry?.changed.disconnect(this._onContent, this);
    super.dispose();
    this._hold.dispose();
  }

  /** What is known of the registry that is shown; null before there is one. */
  get registry(): RegistryModel | null {
    return this._registry;
  }

  /** Asks which registries there are, and shows one; once. Never rejects: a failure shows in the snapshot. */
  load(): Promise<void> {
    this._loading ??= this._load();
    return this._loading;
  }

  /** Asks everything that is shown again. */
  async reload(): Promise<void> {
    this._loading = this._load(true);
    await this._loading;
  }

  /** Shows a registry; it is the one that is shown first the next time. */
  choose(id: string): void {
    const registry = this.snapshot.registries.answer?.find(known => known.id === id);
    if (registry) {
      this._options.remember(id);
      this._change({ sought: null, missing: null });
      this._show(registry);
    }
  }

  setTab(tab: CatalogTab): void {
    this._change({ tab });
  }

  /** Changes a part of the filter; the rest stays. */
  setFilter(change: Partial<ICatalogFilter>): void {
    this._arrange({ filter: { ...this.snapshot.filter, ...change } });
  }

  /** Adds a value to what is chosen of a facet, or takes it out. */
  toggle(facet: FacetName, value: string): void {
    const { facets = {} } = this.snapshot.filter;
    this.setFilter({ facets: { ...facets, [facet]: toggled(facets[facet] ?? [], value) } });
  }

  /** Sorts in another order; in the same, the other way round. Resolves when the table is sorted. */
  async sortBy(order: SortOrder): Promise<void> {
    const { sorting } = this.snapshot;
    this._change({ sorting: { order, reversed: sorting.order === order && !sorting.reversed } });
    await this._sort();
  }

  /** Names the images that nodes run, `repository:tag`, for the facet. The same set as long as it has the same images. */
  setInUse(inUse: ReadonlySet<string>): void {
    if (inUse !== this.snapshot.filter.inUse) {
      this.setFilter({ inUse });
    }
  }

  /** Selects the image at a place among the shown rows. */
  selectAt(place: number): void {
    const { content, shown } = this.snapshot;
    const row = shown?.rows[place];
    if (content?.index && row !== undefined) {
      this._change({ selected: rowAt(content.index, row), place, sought: null, missing: null, selectionMissing: false });
    }
  }

  /** Has the view say that an image must be selected first. */
  askForSelection(): void {
    this._change({ selectionMissing: true });
  }

  /** A key of the table. Answers whether it meant something. */
  press(key: string, pageSize: number): boolean {
    const { shown, place } = this.snapshot;
    const next = placeFor(key, place, shown?.rows.length ?? 0, pageSize);
    if (next !== null) {
      this.selectAt(next);
    }
    return next !== null;
  }

  /**
   * Shows and selects an image where a registry has it; else it becomes `missing`, in the registry that most probably has it. Whoever
   * selects another image or registry meanwhile has changed their mind.
   *
   * @param image - As a spec names it.
   */
  async reveal(image: string): Promise<void> {
    this._change({ sought: image, missing: null, tab: 'catalog' });
    await this.load();
    const shown = this.snapshot.registry?.id;
    const known = placesOf(this.snapshot.registries.answer ?? [], image);
    const places = [...known].sort((a, b) => Number(b.registry.id === shown) - Number(a.registry.id === shown));
    for (const place of places) {
      if (this.snapshot.sought === image) {
        await this._seek(place, image);
      }
    }
    if (this.snapshot.sought === image) {
      if (places[0]) {
        this._show(places[0].registry);
      }
      this._change({ sought: null, missing: image });
    }
  }

  private async _load(again = false): Promise<void> {
    await this._registries.ask(() => this._options.registries.list(this.abortSignal));
    const { registries, registry } = this.snapshot;
    const next = firstRegistry(registries.answer ?? [], registry?.id ?? this._options.remembered);
    if (next) {
      const known = this._options.registries.of(next) === this._registry;
      this._show(next);
      await (again && known ? this._registry?.reload() : undefined);
    }
  }

  /** Shows a registry and selects in it what is sought, once its tags have it; the filter gives way to it. */
  private async _seek({ registry, repository, image }: ISought<Registry>, sought: string): Promise<void> {
    const model = this._options.registries.of(registry);
    await model.load();
    if (!model.snapshot.tags.has(repository)) {
      await model.loadTags([repository]);
    }
    const { index } = model.snapshot;
    const row = index && findRow(index, repository, image.slice(repository.length + 1));
    if (index && row !== null && this.snapshot.sought === sought) {
      this._show(registry);
      this._change({ selected: rowAt(index, row), sought: null });
      this._arrange({});
      if (this.snapshot.place < 0) {
        this._arrange({ filter: { ...this.snapshot.filter, ...EVERYTHING } });
      }
    }
  }

  private _show(registry: Registry): void {
    const model = this._options.registries.of(registry);
    if (model !== this._registry) {
      const same = this._registry?.registry.id === registry.id;
      this._registry?.changed.disconnect(this._onContent, this);
      this._registry = model;
      model.changed.connect(this._onContent, this);
      const { filter } = this.snapshot;
      // The values of another registry's facets mean nothing here; what was typed may.
      this._change({ registry, content: null, shown: null, selected: null, place: -1, filter: same ? filter : { ...filter, facets: {} } });
      this._onContent();
    }
    void model.load();
  }

  private _onContent(): void {
    const content = this._registry?.snapshot ?? null;
    const isNew = content?.index !== this.snapshot.content?.index;
    this._change({ content });
    if (isNew) {
      void this._sort();
    }
  }

  /** Brings all rows into the chosen order, a little at a time, and shows those of the filter. */
  private async _sort(): Promise<void> {
    const { content, sorting } = this.snapshot;
    const index = content?.index;
    if (index && (sorting.order !== 'version' || sorting.reversed)) {
      const rows = await takeSteps(sortIndex(index, sorting.order), this.abortSignal).catch(() => index.newestFirst);
      if (this.snapshot.content?.index !== index || this.snapshot.sorting !== sorting) {
        return; // Other rows, or another order, meanwhile.
      }
      this._sorted = { index, rows: sorting.reversed ? rows.slice().reverse() : rows };
    } else {
      this._sorted = null;
    }
    this._arrange({});
  }

  private _arrange(change: Partial<Pick<ICatalogSnapshot, 'filter'>>): void {
    const { content, filter, selected } = { ...this.snapshot, ...change };
    const index = content?.index ?? null;
    const sorted = this._sorted?.index === index ? this._sorted?.rows : undefined;
    const shown = index && filterIndex(index, filter, sorted);
    // Rows have other numbers in another index.
    const row = index && selected ? findRow(index, selected.repository, selected.tag) : null;
    const place = shown && row !== null ? shown.rows.indexOf(row) : -1;
    this._change({ ...change, shown, place });
  }

  private _change(change: Partial<ICatalogSnapshot>): void {
    this.set({ ...this.snapshot, ...change });
  }

  private readonly _hold: IDisposable;
  private readonly _registries = new Asking<readonly Registry[]>(registries => {
    this._change({ registries });
  });
  private _registry: RegistryModel | null = null;
  /** Rows in the chosen order, unless that is newest first. */
  private _sorted: { readonly index: ICatalogIndex; readonly rows: Uint32Array } | null = null;
  private _loading: Promise<void> | null = null;
}

export namespace CatalogModel {
  export interface IOptions {
    readonly registries: Registries;
    /** Id of the registry that was shown last; null: none. */
    readonly remembered: string | null;
    readonly remember: (registry: string) => void;
  }
}
