/**
 * The provider files of the server half as `GET providers` answers them.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Providers } from '../../api/types';

const FOLDER = join(__dirname, '../../../python/jupyterlab_vcp/providers');

function read(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Record<string, unknown>;
}

/** The answer of a server whose controller has every plugin except those named. */
export function providersReply(missing: readonly string[] = []): Providers {
  const files = readdirSync(FOLDER).filter(file => file.endsWith('.json') && !file.startsWith('_'));
  return {
    common: read('_common.json'),
    providers: files.map(file => ({
      schema: read(file),
      available: !missing.includes(file.replace('.json', '')),
      privateNetwork: 'default'
    })),
    flavors: {},
    flavorsSource: null,
    flavorsVersion: null,
    flavorsTarget: '/home/jovyan/vcp_config/vcp_flavor.yml',
    settings: {},
    problems: []
  };
}
