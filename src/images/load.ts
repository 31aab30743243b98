/**
 * Builds the image catalog. Everything here is loaded when the panel is shown, or an image is to be chosen, for the first time.
 */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Clipboard } from '@jupyterlab/apputils';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IStateDB } from '@jupyterlab/statedb';
import type { ITranslator } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';

import { DOMAIN, languageOf } from '../common/trans';
import type { IClouds, IConnection, IImages } from '../tokens';
import { CatalogModel } from './model/catalogModel';
import { DetailsModel } from './model/detailsModel';
import { InUseModel } from './model/inUseModel';
import { Registries } from './model/registries';
import { readRegistry, readWellKnown } from './model/remembered';
import type { IImagesOptions } from './view/context';
import { ImagesPanel } from './view/ImagesPanel';
import { pickImage } from './view/pickDialog';

export interface ILoadOptions {
  readonly commands: JupyterFrontEnd['commands'];
  readonly connection: IConnection;
  readonly clouds: IClouds | null;
  readonly translator: ITranslator;
  readonly settings: ISettingRegistry | null;
  readonly stateDB: IStateDB | null;
  /** Id of the plugin: key of its settings and of what is remembered. */
  readonly pluginId: string;
}

/** The loaded catalog, as the plugin uses it. */
export interface IImagesFeature extends IImages {
  /** Builds the content of the panel. */
  createPanel(): Promise<Widget>;
  /** Selects an image in the panel, where a registry has it. */
  reveal(image: string): Promise<void>;
}

export async function loadImages(options: ILoadOptions): Promise<IImagesFeature> {
  const { clouds, commands, connection, pluginId, settings, stateDB, translator } = options;
  // Settings or a state database that fail must not keep the catalog from showing.
  const known = await settings?.load(pluginId).catch(() => null);
  let remembered = readRegistry(await stateDB?.fetch(pluginId).catch(() => null));
  const registries = new Registries({
    client: () => connection.client(),
    wellKnown: () => readWellKnown(known?.composite['wellKnownRepositories'])
  });
  const remember = (registry: string): void => {
    remembered = registry;
    void stateDB?.save(pluginId, { registry }).catch(() => undefined);
  };
  const handshake = await connection.handshake;
  const makeOptions = (): Omit<IImagesOptions, 'take'> => {
    const model = new CatalogModel({ registries, remembered, remember });
    return {
      model,
      details: new DetailsModel({ connection }),
      inUse: new InUseModel({ clouds, catalog: model, tagsOf: registry => registries.of(registry) }),
      commands,
      trans: translator.load(DOMAIN),
      language: languageOf(translator),
      copyText: text => {
        Clipboard.copyToSystem(text);
      }
    };
  };
  let shown: CatalogModel | null = null;
  return {
    createPanel: () => {
      const panelOptions = makeOptions();
      shown = panelOptions.model;
      return Promise.resolve(new ImagesPanel({ ...panelOptions, take: null }, handshake));
    },
    reveal: async image => {
      await shown?.reveal(image);
    },
    pick: current => pickImage(makeOptions(), handshake, current)
  };
}
