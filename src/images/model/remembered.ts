/** What the image catalog remembers over a reload of the page: the registry that was shown last. */

/** Reads what was stored, perhaps by another version; null when there is nothing of use. */
export function readRegistry(stored: unknown): string | null {
  const registry: unknown = typeof stored === 'object' && stored !== null && 'registry' in stored ? stored.registry : null;
  return typeof registry === 'string' ? registry : null;
}

/** Repositories of the setting; what is no name of one is left out later, when it would be asked for. */
export function readWellKnown(setting: unknown): readonly string[] {
  return Array.isArray(setting) ? setting.filter((name): name is string => typeof name === 'string') : [];
}
