/**
 * Pictures of the main steps, for people to look at: `ui-tests/screenshots/`, not in git, compared by nobody but eyes.
 */
import path from 'node:path';

import { ROOT } from '../lib/processes.mjs';

/** Writes `<name>.<look>.png`. */
export type Camera = (name: string) => Promise<void>;

interface IPhotographed {
  screenshot(options: { path: string }): Promise<unknown>;
}

/** @param look Language and theme, e.g. `ja-dark`. */
export function camera(page: IPhotographed, look: string): Camera {
  return async name => {
    await page.screenshot({ path: path.join(ROOT, 'ui-tests', 'screenshots', `${name}.${look}.png`) });
  };
}
