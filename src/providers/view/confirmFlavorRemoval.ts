import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

/** Asks whether a flavor is to go, and says what is lost with it. */
export async function confirmFlavorRemoval(provider: string, flavor: string, trans: TranslationBundle): Promise<boolean> {
  const { button } = await showDialog({
    title: trans.__('Remove flavor %1 of %2?', flavor, provider),
    body: trans.__(
      'Specs and notebooks that name it do not find its values any more. Running nodes stay as they are. The rest of vcp_flavor.yml is not touched, and a back-up of the file is made beside it.'
    ),
    buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.warnButton({ label: trans.__('Remove Flavor') })],
    defaultButton: 0
  });
  return button.accept;
}
