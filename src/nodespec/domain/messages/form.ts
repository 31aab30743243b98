import type { DiagnosticArgs } from '../diagnostic';
import type { Translate } from '../translate';

/** Text of one finding: what is wrong, where, and what to do. */
export type Message = (trans: Translate, args: DiagnosticArgs) => string;

/** Finding to text. */
export type MessageTable = Readonly<Record<string, Message>>;
