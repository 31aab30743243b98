/**
 * Filled storage folders of registries, made once: writing 100,000 tags takes longer than measuring them.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

import { cacheFolder } from '../../ui-tests/lib/environments.mjs';
import { fillStorage } from '../../ui-tests/lib/registryStorage.mjs';
import { progress } from './progress.mjs';

/** Different images: more than fit on a screen, so that no row finds its details in what another has asked for. */
const IMAGES = 500;

/**
 * The folder of a registry with so many repositories, each with so many tags.
 *
 * @param {number} repositories The first is `vcp/base`.
 * @param {number} tags
 * @returns {string}
 */
export function registryFolder(repositories, tags) {
  const folder = path.join(cacheFolder(), 'storage', `${repositories}x${tags}x${IMAGES}`);
  if (!existsSync(folder)) {
    progress(`filling a registry with ${repositories} × ${tags} tags`);
    const draft = `${folder}.draft`;
    rmSync(draft, { recursive: true, force: true });
    fillStorage(draft, { repositories, tags, images: IMAGES });
    renameSync(draft, folder);
  }
  return folder;
}
