import type { Subject } from '../context';
import { error, warning, type Diagnostic } from '../diagnostic';
import { own } from '../json';
import { utf8Length } from '../bytes';

/** Limit of the start-up script in bytes of UTF-8, before base64: 93 KB, taken as 93 x 1024 (node-spec.md 7, rule 8, inferred). */
export const scriptLimit = 93 * 1024;

/** The start-up script: a shebang first, small enough, and with line ends that a kernel understands. */
export function checkStartup(subject: Subject): readonly Diagnostic[] {
  const script = own(subject.attributes, 'user_init_command');
  const path = ['attributes', 'user_init_command'];
  if (typeof script !== 'string') {
    return [];
  }
  const bytes = utf8Length(script);
  const [firstLine = ''] = script.split('\n');
  const shebang = /^#![ \t]*\//.test(firstLine) ? [] : [error('script_shebang', path)];
  // The kernel looks for the interpreter "/bin/bash\r" and finds none.
  const lineEnds = firstLine.endsWith('\r')
    ? [error('script_line_ends', path)]
    : script.includes('\r\n')
      ? [warning('script_line_ends', path)]
      : [];
  return [...shebang, ...lineEnds, ...(bytes > scriptLimit ? [error('script_too_long', path, { bytes, limit: scriptLimit })] : [])];
}
