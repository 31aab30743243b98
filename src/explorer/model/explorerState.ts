import type { Operation } from '../domain/operations';
import type { IRow } from '../domain/rows';
import type { ISummary } from '../domain/summary';
import type { IUnitGroup, Place } from '../domain/tree';
import type { OrdersByKey } from './orders';

/** What the view shows; another object whenever anything in it differs. */
export interface IExplorerState {
  /** Null before the first answer. */
  readonly tree: readonly IUnitGroup[] | null;
  readonly rows: readonly IRow[];
  readonly filter: string;
  /** Key of the row that has (or would get) the focus; null when there is no row. */
  readonly focused: string | null;
  /** Keys of the selected rows, also of those that are not shown. Empty: only the focus counts. */
  readonly selected: ReadonlySet<string>;
  /** Number of selected rows that the filter or a closed row hides. */
  readonly hiddenSelected: number;
  readonly orders: OrdersByKey;
  readonly summary: ISummary;
  /** Why the last request failed; the tree is old then. */
  readonly error: Error | null;
  /** Everybody's unit groups instead of one's own. */
  readonly all: boolean;
  readonly canSeeAll: boolean;
  /** Changes whenever `judge` may answer otherwise for a row that has not changed itself. */
  readonly verdicts: unknown;
}

/** Something worth saying aloud. */
export type Announcement =
  | { readonly kind: 'state'; readonly place: Place; readonly state: string }
  | { readonly kind: 'gone'; readonly place: Place }
  /** Selected rows are no longer there; `left` is how many still are. */
  | { readonly kind: 'deselected'; readonly count: number; readonly left: number }
  | { readonly kind: 'copied'; readonly text: string }
  | { readonly kind: 'taken'; readonly place: Place; readonly operation: Operation }
  | { readonly kind: 'failed'; readonly place: Place; readonly operation: Operation; readonly error: unknown };
