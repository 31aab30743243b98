import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { SpecDocument } from './specDocument';

/** Command that puts an image into the open spec. It is no entry of the palette: without an image it means nothing. */
export const USE_IMAGE = 'vcp:use-image';

/** Registers the command; `reveal` brings a document to the front. */
export function addImageCommand(
  { commands }: Pick<JupyterFrontEnd, 'commands'>,
  trans: TranslationBundle,
  current: () => SpecDocument | null,
  reveal: (document: SpecDocument) => void
): void {
  commands.addCommand(USE_IMAGE, {
    label: () => {
      const document = current();
      const label = trans.__('Use in %1', document?.title.label ?? trans.__('the open spec'));
      // A menu shows no tooltip, so the reason stands in the label.
      const reason = document === null ? trans.__('no spec is open') : document.takesImage ? '' : trans.__('it takes no image');
      return reason === '' ? label : `${label} – ${reason}`;
    },
    caption: trans.__('Put an image into the spec that was open last'),
    describedBy: {
      args: {
        type: 'object',
        properties: { image: { type: 'string', description: trans.__('Base container image') } },
        required: ['image']
      }
    },
    isEnabled: () => current()?.takesImage ?? false,
    execute: async ({ image }) => {
      const document = current();
      if (document !== null && typeof image === 'string' && image !== '') {
        reveal(document);
        await document.useImage(image);
      }
    }
  });
}
