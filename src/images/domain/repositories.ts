/** Which repositories of a registry there are, and of which the tags are asked for. */
import { problemOf } from '../../common/imageReference';

/** A registry with this many repositories, or fewer, has all its tags shown at once. */
export const LOADED_AT_ONCE = 30;

/** Whether a registry can be asked for the tags. Registries list other names, too: some let anything be pushed. */
export function isRepositoryName(name: string): boolean {
  return problemOf({ registry: null, repository: name, tag: null, digest: null }) === null;
}

/** Repositories that are listed and whose tags nobody has asked for, as the list has them. */
export function unloadedOf(listed: readonly string[], asked: ReadonlyMap<string, unknown>): readonly string[] {
  return listed.filter(name => !asked.has(name) && isRepositoryName(name));
}

/** Names in a list that no registry should have; they are shown, as they cannot be asked for. */
export function oddNames(listed: readonly string[]): readonly string[] {
  return listed.filter(name => !isRepositoryName(name));
}

/** Those whose name has all words of the text, whatever the case. All of them where the text is empty. */
export function matchingNames(names: readonly string[], text: string): readonly string[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0 ? names : names.filter(name => words.every(word => name.toLowerCase().includes(word)));
}

/** Cuts a list into pieces of at most `size`. */
export function inChunks<T>(values: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(values.length / size);
  return Array.from({ length: count }, (_, place) => values.slice(place * size, (place + 1) * size));
}
