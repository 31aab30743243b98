import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import type { CopyKind } from './domain/copies';
import type { Operation } from './domain/operations';
import type { PlaceKind } from './domain/tree';
import type { CloudModel } from './model/cloudModel';
import type { IExplorerContext } from './view/context';
import type { INewUnit } from './view/newUnit';

/** Arguments of a command on a row: `group`, `unit` and `node`; without them the row with the focus is meant. */
export type PlaceArguments = ReadonlyPartialJSONObject;

/** The loaded explorer, as its panel and its commands use it. */
export interface IExplorer extends Pick<
  IExplorerContext,
  'model' | 'operate' | 'operateAll' | 'act' | 'bulkRefusal' | 'scheduling' | 'createGroup' | 'copy' | 'copyText'
> {
  readonly clouds: CloudModel;
  /** Why an operation is not possible, in the user's language; empty when it is, null when there is no such place or operation. */
  refusal(operation: Operation, args: PlaceArguments): string | null;
  /** Name of an operation where the row has a better one than the command, e.g. of disks; null elsewhere. */
  labelOf(operation: Operation, args: PlaceArguments): string | null;
  /** What `vcp:new-spec` needs for a unit (or disks) in the unit group of the row; null where no unit can be added. */
  newUnit(args: PlaceArguments): INewUnit | null;
  /** Why no unit group can be created, in the user's language; empty when one can. */
  creationRefusal(): string;
  /** Whether a command for these kinds of rows belongs into a menu on the row. */
  isFor(on: readonly PlaceKind[], operation: Operation, args: PlaceArguments): boolean;
  /** Runs an operation if the row is of one of the kinds; on the whole selection if the row is a part of that. */
  run(on: readonly PlaceKind[], operation: Operation, args: PlaceArguments): Promise<void>;
  canCopy(kind: CopyKind, args: PlaceArguments): boolean;
  copyOf(kind: CopyKind, args: PlaceArguments): void;
}

/** The explorer before and after its code is loaded: commands are registered at once, their code comes on first use. */
export interface IExplorerHandle {
  readonly current: IExplorer | null;
  load(): Promise<IExplorer>;
  /** Brings the side panel to the front, with the focus in it. */
  show(): void;
}
