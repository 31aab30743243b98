import type { Translate } from '../nodespec/domain';

/** What every verb gets: where to write, in which language, and the folder of the package. */
export interface Program {
  /** Folder of the package, with a final slash. */
  readonly root: URL;
  readonly locale: string;
  readonly trans: Translate;
  /** Writes a line to standard output: results only, so that they can be piped. */
  readonly print: (line: string) => void;
  /** Writes a line to standard error: everything else. */
  readonly complain: (line: string) => void;
}

/** Exit statuses, as linters have them. */
export const status = { fine: 0, findings: 1, unreadable: 2 } as const;
export type Status = (typeof status)[keyof typeof status];

/** The command was written wrongly; the message is for the user. */
export class UsageError extends Error {}

/** A verb of a noun, or the only one: gets the arguments after it. */
export type Verb = (args: readonly string[], program: Program) => Promise<Status>;

/** The worst of several statuses. */
export function worst(statuses: readonly Status[]): Status {
  return statuses.reduce<Status>((found, next) => (next > found ? next : found), status.fine);
}
