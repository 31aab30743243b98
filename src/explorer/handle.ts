import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import type { CloudModel } from './model/cloudModel';
import type { IExplorerContext } from './view/context';

/** Arguments of a command on a row: `group`, `unit` and `node`; without them the row with the focus is meant. */
export type PlaceArguments = ReadonlyPartialJSONObject;

/** What a command is about and does; part of the loaded explorer. */
export interface ILoadedCommand {
  /** Longer than the name, for tooltips. */
  readonly caption: string;
  /** A better name for what the arguments mean, e.g. for disks; null: the usual one. */
  readonly nameFor?: (args: PlaceArguments) => string | null;
  /** Why it is not possible, in the user's language; empty when it is, null when there is no such place or no such thing to do there. */
  readonly refusal: (args: PlaceArguments) => string | null;
  /** Whether it belongs into a menu; without it, always. */
  readonly isVisible?: (args: PlaceArguments) => boolean;
  readonly execute: (args: PlaceArguments) => Promise<void> | void;
}

/** The loaded explorer, as its panel and its commands use it. */
export interface IExplorer extends IExplorerContext {
  readonly clouds: CloudModel;
  /** By the ids of commands. */
  readonly loadedCommands: ReadonlyMap<string, ILoadedCommand>;
  /** Puts the focus on the row that the arguments name; they may name none, or one that is gone. */
  reveal(args: PlaceArguments): Promise<void>;
}

/** The explorer before and after its code is loaded: commands are registered at once, their code comes on first use. */
export interface IExplorerHandle {
  readonly current: IExplorer | null;
  load(): Promise<IExplorer>;
  /** Brings the side panel to the front, with the focus in it. */
  show(): void;
}
