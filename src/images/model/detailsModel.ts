import { LruCache } from '@jupyterlab/coreutils';

import { ApiError } from '../../api/errors';
import type { ImageDetails, Registry } from '../../api/types';
import { readImageName } from '../../common/imageName';
import { parseReference } from '../../common/imageReference';
import { SnapshotModel } from '../../common/snapshotModel';
import type { IConnection } from '../../tokens';
import { partsOf } from '../domain/copies';

/** Milliseconds that a selection has to stand before its details are asked for, while the arrow keys run through the table. */
const SETTLE = 150;

/** Milliseconds for which it is taken for granted that a tag names the same image. */
const YOUNG = 60_000;

/** Details that are kept: those of some hundred images are a few megabytes. */
const MOST_DETAILS = 300;

/** An image of the catalog. */
export interface ICatalogImage {
  readonly registry: Registry;
  /** `repository:tag` or `repository@digest`, without a registry. */
  readonly image: string;
}

/** An image whose details are known. */
export interface IDescribedImage extends ICatalogImage {
  readonly details: ImageDetails;
}

export const DETAILS_TABS = ['overview', 'environment', 'labels', 'layers', 'compare'] as const;

export type DetailsTab = (typeof DETAILS_TABS)[number];

export interface IDetailsSnapshot {
  /** Null while nothing is selected. */
  readonly selected: ICatalogImage | null;
  readonly tab: DetailsTab;
  /** The platform that was asked for, `os/architecture[/variant]`; null: the registry's default. */
  readonly platform: string | null;
  /** Of `selected`; null while they are not known. */
  readonly details: ImageDetails | null;
  readonly loading: boolean;
  /** Why the last request failed; null when it did not. */
  readonly error: unknown;
  /** The digest that the tag named a moment ago, where it names another one now; else null. */
  readonly formerDigest: string | null;
  /** What others are compared with; null when nothing is marked. */
  readonly marked: IDescribedImage | null;
}

const NOTHING: IDetailsSnapshot = {
  selected: null,
  tab: 'overview',
  platform: null,
  details: null,
  loading: false,
  error: null,
  formerDigest: null,
  marked: null
};

/**
 * The details of the image that is selected in the catalog, and the one that it is compared with.
 *
 * #### Notes
 * What stands below a digest never changes, so it is asked for once; what a tag names is asked for again when a minute has gone by,
 * behind what is shown meanwhile.
 */
export class DetailsModel extends SnapshotModel<IDetailsSnapshot> {
  constructor(options: DetailsModel.IOptions) {
    super(NOTHING);
    this._connection = options.connection;
    this._settle = options.settle ?? SETTLE;
    this._now = options.now ?? Date.now;
  }

  override dispose(): void {
    this._stop();
    super.dispose();
  }

  /** Shows another image; null: none. The tab stays. */
  select(selected: ICatalogImage | null): void {
    const { selected: former } = this.snapshot;
    if (selected?.image === former?.image && selected?.registry === former?.registry) {
      return;
    }
    const since = this._now() - this._selectedAt;
    this._selectedAt = this._now();
    this._show(selected, selected && namedPlatform(selected.image), since < this._settle ? this._settle : 0);
  }

  showTab(tab: DetailsTab): void {
    this.set({ ...this.snapshot, tab });
  }

  /** Shows another platform of an index. */
  choosePlatform(platform: string): void {
    this._show(this.snapshot.selected, platform, 0);
  }

  /** Asks the registry again, also for what the tag names. Never rejects: a failure shows in the snapshot. */
  async reload(): Promise<void> {
    this._stop();
    await this._ask(true);
  }

  /** What is selected afterwards is compared with the image that is selected now. Nothing happens while its details are not known. */
  mark(): void {
    const { selected, details } = this.snapshot;
    if (selected && details?.content) {
      this.set({ ...this.snapshot, marked: { ...selected, details }, tab: 'compare' });
    }
  }

  unmark(): void {
    this.set({ ...this.snapshot, marked: null });
  }

  private _show(selected: ICatalogImage | null, platform: string | null, delay: number): void {
    this._stop();
    const known = selected && this._tags.get(tagKey(selected));
    const details = selected && known ? this._details.get(detailsKey(selected, known.digest, platform)) : null;
    const ask = selected !== null && (details === null || this._now() - (known?.at ?? 0) >= YOUNG);
    this.set({ ...this.snapshot, selected, platform, details, loading: ask, error: null, formerDigest: null });
    if (ask && delay > 0) {
      this._timer = setTimeout(() => {
        void this._ask(false);
      }, delay);
    } else if (ask) {
      void this._ask(false);
    }
  }

  private async _ask(fresh: boolean): Promise<void> {
    const { selected, platform } = this.snapshot;
    if (selected === null || this.isDisposed) {
      return;
    }
    const request = new AbortController();
    this._request = request;
    this.set({ ...this.snapshot, loading: true, error: null });
    let change: Partial<IDetailsSnapshot>;
    try {
      const client = await this._connection.client();
      const options = { signal: request.signal, fresh };
      const details = await client.describeImage(selected.registry.id, selected.image, platform, options);
      change = { details, error: null, ...(request.signal.aborted ? {} : this._remember(selected, platform, details)) };
    } catch (error) {
      // What is gone must not be copied from any more; of everything else the last answer still tells more than nothing.
      change = error instanceof ApiError && error.code === 'not_found' ? { error, details: null } : { error };
    }
    if (!request.signal.aborted) {
      this.set({ ...this.snapshot, ...change, loading: false });
    }
  }

  /** Keeps what came; answers whether the tag names another image than before. */
  private _remember(selected: ICatalogImage, platform: string | null, details: ImageDetails): Pick<IDetailsSnapshot, 'formerDigest'> {
    const { digest } = details;
    if (digest === null) {
      return { formerDigest: null };
    }
    const key = tagKey(selected);
    const former = this._tags.get(key)?.digest ?? digest;
    this._tags.set(key, { digest, at: this._now() });
    // A platform that is missing today may be fetched into a cache tomorrow.
    if (!details.contentProblem) {
      this._details.set(detailsKey(selected, digest, platform), details);
      this._details.set(detailsKey(selected, digest, details.platform), details);
    }
    return { formerDigest: former === digest ? null : former };
  }

  private _stop(): void {
    clearTimeout(this._timer);
    this._request?.abort();
    this._request = null;
  }

  private readonly _connection: IConnection;
  private readonly _settle: number;
  private readonly _now: () => number;
  private readonly _tags = new LruCache<string, { readonly digest: string; readonly at: number }>({ maxSize: 4 * MOST_DETAILS });
  private readonly _details = new LruCache<string, ImageDetails>({ maxSize: 2 * MOST_DETAILS });
  private _request: AbortController | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _selectedAt = -Infinity;
}

export namespace DetailsModel {
  export interface IOptions {
    readonly connection: IConnection;
    /** Milliseconds, for tests. */
    readonly settle?: number;
    /** Milliseconds of some clock, for tests. */
    readonly now?: () => number;
  }
}

function tagKey({ registry, image }: ICatalogImage): string {
  return `${registry.id} ${image}`;
}

/** The repository belongs to it: a registry shows a digest only through repositories that have it. */
function detailsKey({ registry, image }: ICatalogImage, digest: string, platform: string | null): string {
  return `${registry.id} ${partsOf(image).repository}@${digest} ${platform ?? ''}`;
}

/** The platform that the architecture in the name asks for; null when the name has none. */
function namedPlatform(image: string): string | null {
  const parsed = parseReference(image);
  return parsed.ok ? readImageName(parsed.reference).platform : null;
}
