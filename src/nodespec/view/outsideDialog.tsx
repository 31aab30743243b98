import { Clipboard, Dialog, Notification, ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { BodyDialog } from '../../common/bodyDialog';
import type { INotebookCells } from '../../tokens';
import { mdxUser } from '../domain';
import type { OutsideKind } from '../domain';
import { NEW_SPEC } from './attach';
import type { ICommands } from './composer';
import { OutsideHelp } from './OutsideHelp';
import { outsideTitle } from './outsideTexts';
import { insertIntoNotebook } from './placeCode';

export interface IOutsideOptions {
  readonly kind: OutsideKind;
  /** Name of the provider's entry in the VPN catalog. */
  readonly privateNetwork: string;
  /** The VC Controller's public key. Rejects with an `ApiError`. */
  readonly publicKey: () => Promise<string>;
  readonly commands: ICommands;
  readonly cells: INotebookCells | null;
  readonly trans: TranslationBundle;
}

/** Shows what has to be done outside of a spec. Resolves when the dialog is closed. */
export async function showOutside(options: IOutsideOptions): Promise<void> {
  const { kind, commands, cells, trans } = options;
  const title = outsideTitle(kind, trans);
  const body = ReactWidget.create(
    <OutsideHelp
      {...options}
      copy={text => {
        Clipboard.copyToSystem(text);
        Notification.info(trans.__('It is on the clipboard.'), { autoClose: 3000 });
      }}
      insert={code => {
        dialog.reject();
        void insertIntoNotebook(code, cells, trans);
      }}
      newSpec={() => {
        dialog.reject();
        void commands.execute(NEW_SPEC, newSpecArguments(kind));
      }}
    />
  );
  body.addClass('jp-VcpSpec-flavor');
  const dialog = new BodyDialog<void>({ title, body, buttons: [Dialog.cancelButton({ label: trans.__('Close') })] });
  await dialog.launch();
}

function newSpecArguments(kind: OutsideKind): { readonly provider: string; readonly attributes?: { readonly user_name: string } } {
  if (kind === 'chameleon') {
    return { provider: 'chameleon' };
  }
  return kind === 'mdx' ? { provider: 'onpremises', attributes: { user_name: mdxUser } } : { provider: 'onpremises' };
}
