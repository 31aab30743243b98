import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Clipboard } from '@jupyterlab/apputils';
import type { ITranslator } from '@jupyterlab/translation';

import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { DOMAIN, languageOf } from '../common/trans';
import type { IClouds, IConnection } from '../tokens';
import { ProvidersModel, SECTIONS } from './model/providersModel';
import { ProvidersPanel } from './view/ProvidersPanel';

export interface ILoadOptions {
  readonly commands: JupyterFrontEnd['commands'];
  readonly connection: IConnection;
  readonly clouds: IClouds | null;
  readonly translator: ITranslator;
}

/** The panel's content, and how it is told by the command's arguments what to show. */
export interface ILoaded {
  readonly panel: ProvidersPanel;
  readonly show: (args: ReadonlyPartialJSONObject) => void;
}

/** Builds the content of the panel. Everything behind it is loaded with this module. */
export async function loadProviders({ commands, connection, clouds, translator }: ILoadOptions): Promise<ILoaded> {
  const model = new ProvidersModel({ connection, clouds });
  const options = {
    model,
    connection,
    commands,
    trans: translator.load(DOMAIN),
    language: languageOf(translator),
    copyText: (text: string) => {
      Clipboard.copyToSystem(text);
    }
  };
  const handshake = await connection.handshake;
  if (connection.state === null) {
    void connection.refresh(); // Nobody asks for it before a feature is used.
  }
  return {
    panel: new ProvidersPanel(options, handshake),
    show: ({ provider, section }) => {
      model.show(typeof provider === 'string' ? provider : null, SECTIONS.find(name => name === section) ?? null);
    }
  };
}
