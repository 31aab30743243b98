/** Names of images typed before, kept in this browser only: an image name is no secret, and no setting of the site. */
const KEY = 'jupyterlab-vcp:recent-images';
const KEPT = 10;

/** Images that were used before, newest first. */
export function recentImages(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter((name): name is string => typeof name === 'string') : [];
  } catch {
    // Storage may be switched off or hold something else; then there are no suggestions.
    return [];
  }
}

/** Puts a name first in the list of those used before. */
export function rememberImage(name: string): void {
  if (name === '') {
    return;
  }
  const names = [name, ...recentImages().filter(known => known !== name)].slice(0, KEPT);
  try {
    window.localStorage.setItem(KEY, JSON.stringify(names));
  } catch {
    // Storage is full or switched off: the suggestion is not worth a message.
  }
}
