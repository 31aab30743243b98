import type { MessageCode } from './messages';

/** error: the SDK, the controller or the cloud refuses it; warning: it runs, but hardly as meant; info: good to know. */
export type Severity = 'error' | 'warning' | 'info';

/** A place in the document: keys and list positions from the top, e.g. `['attributes', 'ip_addresses', 0]`. */
export type Path = readonly (string | number)[];

/** What the message of a diagnostic names. Never holds a secret: a pasted private key, for one, is not repeated. */
export type DiagnosticArgs = Readonly<Record<string, string | number>>;

/** One finding about a document. The text comes from `messageOf`, so that a finding can be compared, filtered and translated. */
export interface Diagnostic {
  readonly code: MessageCode;
  readonly severity: Severity;
  readonly path: Path;
  readonly args: DiagnosticArgs;
}

/** Whether `path` is `base` or lies under it. */
export function isUnder(path: Path, base: Path): boolean {
  return path.length >= base.length && base.every((key, position) => key === path[position]);
}

/** A path as people write it: `attributes.ip_addresses[0]`; the document itself is the empty text. */
export function pathText(path: Path): string {
  return path.map((key, position) => (typeof key === 'number' ? `[${key}]` : position === 0 ? key : `.${key}`)).join('');
}

/** An error at a path. */
export function error(code: MessageCode, path: Path, args: DiagnosticArgs = {}): Diagnostic {
  return { code, severity: 'error', path, args };
}

/** A warning at a path. */
export function warning(code: MessageCode, path: Path, args: DiagnosticArgs = {}): Diagnostic {
  return { code, severity: 'warning', path, args };
}

/** A hint at a path. */
export function info(code: MessageCode, path: Path, args: DiagnosticArgs = {}): Diagnostic {
  return { code, severity: 'info', path, args };
}
