import type { Diagnostic } from './diagnostic';
import { containerMessages } from './messages/container';
import { documentMessages } from './messages/document';
import type { MessageTable } from './messages/form';
import { networkMessages } from './messages/network';
import { valueMessages } from './messages/values';
import type { Translate } from './translate';

const messages = { ...documentMessages, ...valueMessages, ...networkMessages, ...containerMessages } as const satisfies MessageTable;

/** Machine-readable name of a finding. */
export type MessageCode = keyof typeof messages;

/** All codes, for tables that must be complete. */
export const messageCodes: readonly string[] = Object.keys(messages);

/**
 * The sentence for a finding: what is wrong, where, what to do.
 *
 * @param locale - language of the reasons that come from the provider files; `trans` has its own.
 */
export function messageOf(diagnostic: Diagnostic, trans: Translate, locale = 'en'): string {
  const { args, code } = diagnostic;
  const inLanguage = /^ja\b|^ja_/i.test(locale) && args.reasonJa !== undefined ? { ...args, reason: args.reasonJa } : args;
  return messages[code](trans, inLanguage).trim();
}
