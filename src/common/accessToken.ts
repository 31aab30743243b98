/** Access tokens as people enter them. */

/** Longest token that the contract takes (`setToken` and `copyCredentials`, maxLength). */
export const MAX_TOKEN_LENGTH = 4096;

export type TokenFault = 'empty' | 'too-long';

/** The token without white space around it, as the SDK does: tokens are pasted from mails. */
export function trimToken(text: string): string {
  return text.trim();
}

/** What is wrong with a trimmed token before anybody was asked; null when nothing is. */
export function tokenFault(token: string): TokenFault | null {
  return token === '' ? 'empty' : token.length > MAX_TOKEN_LENGTH ? 'too-long' : null;
}
