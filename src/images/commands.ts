import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

export const CommandIDs = {
  openImages: 'vcp:open-images'
} as const;

/** Registers the command of this feature. */
export function addCommands(
  { commands }: Pick<JupyterFrontEnd, 'commands'>,
  trans: TranslationBundle,
  open: (args: ReadonlyPartialJSONObject) => Promise<void>
): void {
  commands.addCommand(CommandIDs.openImages, {
    label: trans.__('VCP Images'),
    caption: trans.__('Base container images of the registries'),
    describedBy: {
      args: {
        type: 'object',
        properties: { image: { type: 'string', description: trans.__('Image that is selected, as a spec names it') } }
      }
    },
    execute: open
  });
}
