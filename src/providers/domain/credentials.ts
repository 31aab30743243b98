/**
 * Credentials of a provider: which keys its section of `vcp_config.yml` needs, and how each stands. Values never come to the page.
 */

/**
 * - `literal`: in the file as plain text;
 * - `resolved`: the reference points at a secret that this token can read;
 * - `unresolved`: it points at nothing for this token;
 * - `missing`: the file does not have the key;
 * - `unchecked`: the secret store did not answer.
 */
export type KeyState = 'literal' | 'resolved' | 'unresolved' | 'missing' | 'unchecked';

export interface ICredentialKey {
  readonly key: string;
  readonly state: KeyState;
  /** The `vault://` reference that the file has. */
  readonly reference?: string | null;
  /** The `vault://` reference that storing writes to. */
  readonly target: string;
  /** A value of several lines, such as a private key. */
  readonly multiline: boolean;
}

/** A section of `vcp_config.yml`. */
export interface ISection {
  readonly section: string;
  /** All plugins that read it, e.g. `aws` and `aws_disk`. */
  readonly providers: readonly string[];
  /** Whether the file has the section. */
  readonly configured: boolean;
  readonly keys: readonly ICredentialKey[];
}

/** How a provider's credentials stand, in one word and a number. */
export type Completeness =
  | { readonly kind: 'not_needed' }
  | { readonly kind: 'not_configured' }
  | { readonly kind: 'incomplete'; readonly count: number }
  | { readonly kind: 'unchecked' }
  | { readonly kind: 'complete' };

/** The section that a provider reads; null when it needs none or the server half knows none. */
export function sectionOf<S extends ISection>(
  sections: readonly S[],
  provider: { readonly name: string; readonly section: string | null }
): S | null {
  return (
    sections.find(({ providers }) => providers.includes(provider.name)) ??
    sections.find(({ section }) => section === provider.section) ??
    null
  );
}

/** Sums a section up. */
export function completeness(section: ISection | null): Completeness {
  if (section === null || section.keys.length === 0) {
    return { kind: 'not_needed' };
  }
  if (!section.configured) {
    return { kind: 'not_configured' };
  }
  const count = section.keys.filter(({ state }) => state === 'missing' || state === 'unresolved').length;
  if (count > 0) {
    return { kind: 'incomplete', count };
  }
  return { kind: section.keys.some(({ state }) => state === 'unchecked') ? 'unchecked' : 'complete' };
}

/** Whether `vcp_config.yml` has to be given a reference before a stored value of the key is found. */
export function lacksReference(key: ICredentialKey): boolean {
  return key.state === 'missing' || key.state === 'literal';
}

/** References of all sections that point at nothing for this token, each once. */
export function unresolvedReferences(sections: readonly ISection[]): readonly string[] {
  const keys = sections.flatMap(section => section.keys).filter(({ state }) => state === 'unresolved');
  return [...new Set(keys.map(({ reference, target }) => reference ?? target))];
}

/** Whether a reference lies in the cubbyhole, which belongs to one token. */
export function isInCubbyhole(reference: string): boolean {
  return reference.startsWith('vault://cubbyhole/');
}

/** Whether the value is the JSON key file of a service account in one line of Base64, as gcp wants it (controller-api.md 7.1). */
export function isKeyFile(section: string, key: string): boolean {
  return section === 'gcp' && key === 'credentials';
}

/** Whether a text is the JSON of a key file itself. */
export function isJson(text: string): boolean {
  return text.trimStart().startsWith('{');
}

/** A key file as it has to be stored; one that is Base64 already only loses the white space around it. */
export function keyFileLine(text: string): string {
  const bytes = [...new TextEncoder().encode(text)];
  return isJson(text) ? btoa(bytes.map(byte => String.fromCharCode(byte)).join('')) : text.trim();
}

/** What is wrong with what was entered for a section; the values themselves are not part of it. */
export type EntryFault =
  | { readonly code: 'empty' }
  | { readonly code: 'too_long'; readonly key: string }
  | { readonly code: 'needs_reference'; readonly key: string };

/** Longest value that the contract takes (`storeCredentials`, maxLength). */
export const MAX_VALUE_LENGTH = 65_536;

/**
 * Checks an entry before it is sent.
 *
 * @param lengths - Length of what was entered for each key; empty fields stay as they are in the store.
 * @param reference - Whether missing references are to be written into the file.
 */
export function checkEntry(
  keys: readonly ICredentialKey[],
  lengths: ReadonlyMap<string, number>,
  reference: boolean
): readonly EntryFault[] {
  const filled = keys.filter(({ key }) => (lengths.get(key) ?? 0) > 0);
  if (filled.length === 0) {
    return [{ code: 'empty' }];
  }
  return filled.flatMap((entry): EntryFault[] => {
    if ((lengths.get(entry.key) ?? 0) > MAX_VALUE_LENGTH) {
      return [{ code: 'too_long', key: entry.key }];
    }
    return !reference && lacksReference(entry) ? [{ code: 'needs_reference', key: entry.key }] : [];
  });
}
