import type { IDisposable } from '@lumino/disposable';
import { DisposableDelegate } from '@lumino/disposable';

import type { Registry } from '../../api/types';
import type { IClient } from '../../tokens';
import { RegistryModel } from './registryModel';

/**
 * The registries that are shown somewhere. The panel and the dialog share what is known of one: 100,000 tags are fetched and sorted
 * once.
 */
export class Registries {
  constructor(private readonly _options: Registries.IOptions) {}

  /** Keeps what is known until the result is disposed of; when nobody holds it any more it is dropped, tags and all. */
  hold(): IDisposable {
    this._holders += 1;
    return new DisposableDelegate(() => {
      this._holders -= 1;
      if (this._holders === 0) {
        this._models.forEach(model => {
          model.dispose();
        });
        this._models.clear();
      }
    });
  }

  /** Which registries there are. Rejects with an `ApiError`. */
  async list(signal: AbortSignal): Promise<readonly Registry[]> {
    const client = await this._options.client();
    return client.listRegistries({ signal });
  }

  /** The model of a registry; another one when the registry is configured in another way than before. */
  of(registry: Registry): RegistryModel {
    const key = JSON.stringify(registry);
    const known = this._models.get(key);
    if (known) {
      return known;
    }
    const { client, wellKnown } = this._options;
    const model = new RegistryModel({ registry, client, wellKnown: wellKnown() });
    this._models.set(key, model);
    return model;
  }

  private _holders = 0;
  private readonly _models = new Map<string, RegistryModel>();
}

export namespace Registries {
  export interface IOptions {
    readonly client: () => Promise<IClient>;
    /** Repositories that the user wants to see first. */
    readonly wellKnown: () => readonly string[];
  }
}
