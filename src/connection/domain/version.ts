/** Names of pre-releases: npm's words and the letters that PEP 440 has for them. */
const PRE_RELEASES: Readonly<Record<string, string>> = { alpha: 'a', a: 'a', beta: 'b', b: 'b', rc: 'rc', dev: '.dev' };

/**
 * Whether an npm version and a Python version name the same release.
 *
 * The wheel takes its version from package.json, and PEP 440 writes pre-releases in another way: `0.2.0-beta.1` becomes `0.2.0b1`.
 * What follows a `+` (a local build) does not count.
 */
export function sameVersion(npm: string, python: string): boolean {
  return canonical(npm) === canonical(python);
}

function canonical(version: string): string {
  const [release = ''] = version.trim().split('+');
  return release.replace(
    /[-.]?(alpha|beta|rc|dev|a|b)[.-]?(\d*)$/,
    (_, name: string, count: string) => `${PRE_RELEASES[name] ?? name}${count || '0'}`
  );
}
