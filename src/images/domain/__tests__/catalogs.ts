import { readFileSync } from 'node:fs';
import path from 'node:path';

import { readImageName } from '../../../common/imageName';
import { parseReference } from '../../../common/imageReference';
import { buildIndex } from '../buildIndex';
import type { INamedImage, IRepositoryTags } from '../catalog';
import type { ICatalogIndex } from '../catalogIndex';

/** What the fixtures say of orders and of the newest image. */
export interface IOrderFixtures {
  readonly names: readonly { readonly image: string; readonly expect: { readonly ok: boolean } }[];
  readonly orders: readonly { readonly name: string; readonly newestFirst: readonly string[] }[];
  readonly latest: {
    readonly tags: readonly string[];
    readonly cases: readonly {
      readonly filter: { readonly os?: string; readonly arch?: string; readonly gpu?: boolean; readonly systemd?: boolean };
      readonly expect: string | null;
    }[];
  };
}

const file = path.resolve(__dirname, '../../../../python/tests/fixtures/registry/names.json');
export const fixtures: IOrderFixtures = JSON.parse(readFileSync(file, 'utf8'));

export function image(text: string): INamedImage {
  const read = parseReference(text);
  if (!read.ok) {
    throw new Error(`${text}: ${read.reason}`);
  }
  return { reference: read.reference, name: readImageName(read.reference) };
}

/** An image of `vcp/base` by its tag. */
export function base(tag: string): INamedImage {
  return image(`vcp/base:${tag}`);
}

/** The whole work at once; `takeSteps` is what pages do. */
export function finish<R>(steps: Generator<unknown, R>): R {
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
}

export function indexOf(repositories: Readonly<Record<string, readonly string[]>>): ICatalogIndex {
  const lists: readonly IRepositoryTags[] = Object.entries(repositories).map(([repository, tags]) => ({ repository, tags }));
  return finish(buildIndex(lists));
}
