import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

export const CommandIDs = {
  openProviders: 'vcp:open-providers'
} as const;

/** Registers the command of this feature. No argument is ever a secret: arguments are kept in layouts and menus. */
export function addCommands(
  { commands }: Pick<JupyterFrontEnd, 'commands'>,
  trans: TranslationBundle,
  open: (args: ReadonlyPartialJSONObject) => Promise<void>
): void {
  commands.addCommand(CommandIDs.openProviders, {
    label: trans.__('VCP Providers'),
    caption: trans.__('Credentials, flavors and networks of the cloud providers'),
    describedBy: {
      args: {
        type: 'object',
        properties: {
          provider: { type: 'string', description: trans.__('Provider plugin, for example aws') },
          section: { enum: ['credentials', 'flavors', 'networks'], description: trans.__('Part that is shown first') }
        }
      }
    },
    execute: open
  });
}
