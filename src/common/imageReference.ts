/**
 * References of container images, `[registry/]repository[:tag][@digest]`, by the grammar that registries and engines share. Pure.
 */

/** An image reference taken apart. Nothing is filled in: no host for a missing registry, no `latest` for a missing tag. */
export interface IImageReference {
  /** `host` or `host:port` as written; null when the reference begins with the repository. */
  readonly registry: string | null;
  readonly repository: string;
  readonly tag: string | null;
  /** `sha256:` and 64 hexadecimal digits, or `sha512:` and 128. */
  readonly digest: string | null;
}

/** The part of a text that keeps it from being a reference. */
export type ReferenceProblem = 'digest' | 'empty' | 'registry' | 'repository' | 'tag' | 'too-long' | 'url' | 'whitespace';

export type ReadReference =
  { readonly ok: true; readonly reference: IImageReference } | { readonly ok: false; readonly reason: ReferenceProblem };

/** Registry, slash and repository together may not be longer: registries refuse them. */
const LONGEST_NAME = 255;

const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9A-Fa-f:]+\])(?::[0-9]+)?$/;
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/** Splits a text at the first `separator` from `start` on; the rest is null when there is none. */
function splitAt(text: string, separator: string, start = 0): readonly [string, string | null] {
  const at = text.indexOf(separator, start);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

/** What comes before the first slash is a host only if it cannot be a folder of repositories: the rule of container engines. */
function looksLikeRegistry(text: string): boolean {
  return /[.:]/.test(text) || text === 'localhost';
}

/** Takes a text apart without judging the parts. */
function split(text: string): IImageReference {
  const [named, digest] = splitAt(text, '@');
  const [first, rest] = splitAt(named, '/');
  const registry = rest !== null && looksLikeRegistry(first) ? first : null;
  const path = registry === null ? named : (rest ?? '');
  const [repository, tag] = splitAt(path, ':', path.lastIndexOf('/') + 1);
  return { registry, repository, tag, digest };
}

/**
 * Why a reference cannot be asked of any registry; null when it can. For references that were put together from a registry's own answers:
 * its lists may hold names that the grammar refuses.
 */
export function problemOf({ registry, repository, tag, digest }: IImageReference): ReferenceProblem | null {
  if (digest !== null && !DIGEST.test(digest)) {
    return 'digest';
  }
  if (registry !== null && !HOST.test(registry)) {
    return 'registry';
  }
  if (!REPOSITORY.test(repository)) {
    return 'repository';
  }
  if (tag !== null && !TAG.test(tag)) {
    return 'tag';
  }
  return (registry === null ? 0 : registry.length + 1) + repository.length > LONGEST_NAME ? 'too-long' : null;
}

/**
 * Reads an image reference. Never throws.
 *
 * @param text - The whole reference: white space around it is refused, too, since engines refuse it.
 */
export function parseReference(text: string): ReadReference {
  if (text === '') {
    return { ok: false, reason: 'empty' };
  }
  if (/\s/.test(text)) {
    return { ok: false, reason: 'whitespace' };
  }
  if (text.includes('://')) {
    return { ok: false, reason: 'url' };
  }
  const reference = split(text);
  const reason = problemOf(reference);
  return reason === null ? { ok: true, reference } : { ok: false, reason };
}

/** Writes a reference; what `parseReference` has read comes out letter by letter. */
export function formatReference({ registry, repository, tag, digest }: IImageReference): string {
  return `${registry === null ? '' : `${registry}/`}${repository}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`;
}
