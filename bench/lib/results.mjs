/**
 * Figures of a bench, in bench/results/NAME.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { ROOT } from '../../ui-tests/lib/processes.mjs';

/**
 * The file of a bench, with today's date. What is noted is written at once, so that a run that is cut off is not lost.
 *
 * @param {string} name
 * @returns {<T extends Record<string, unknown>>(part: T) => T} adds a part to the file, and returns it
 */
export function resultsFile(name) {
  const file = path.join(ROOT, 'bench', 'results', `${name}.json`);
  /** @type {Record<string, unknown>} */
  const results = { date: new Date().toISOString() };
  return part => {
    Object.assign(results, part);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(results, null, 2));
    return part;
  };
}
