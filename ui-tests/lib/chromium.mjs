/**
 * Which Chromium the tests drive: the one of the system, because Playwright's own download is not reachable everywhere.
 */
import { execFileSync } from 'node:child_process';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * Path of the browser: `$VCP_CHROMIUM`, or the first one on the search path. Undefined lets Playwright take its own.
 *
 * @returns {string | undefined}
 */
export function chromiumPath() {
  if (process.env.VCP_CHROMIUM) {
    return process.env.VCP_CHROMIUM;
  }
  for (const name of NAMES) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8' }).trim();
    } catch {
      // `which` ends with 1 when there is no such program: the next name may be there.
    }
  }
  return undefined;
}

/** What `chromium.launch` gets: no sandbox (tests run as root in containers) and nothing that talks to the outside. */
export const LAUNCH_OPTIONS = Object.freeze({
  executablePath: chromiumPath(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync'
  ]
});
