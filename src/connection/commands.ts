import { NO_ARGUMENTS } from '../common/noArguments';
import type { IConnectionContext } from './context';

export const CommandIDs = {
  enterToken: 'vcp:enter-token',
  forgetToken: 'vcp:forget-token',
  checkConnection: 'vcp:check-connection',
  showVersions: 'vcp:show-versions'
} as const;

/**
 * Registers the commands of this feature; their code is loaded when one is executed. None takes an argument: arguments are kept in
 * notifications and layouts, and a token must never be among them.
 */
export function addCommands(context: IConnectionContext): void {
  const { app, trans } = context;
  app.commands.addCommand(CommandIDs.enterToken, {
    label: trans.__('Enter VCP Access Token…'),
    caption: trans.__('Give the Jupyter server the access token for the VC Controller'),
    describedBy: NO_ARGUMENTS,
    execute: async () => (await import('./view/enterToken')).enterToken(context)
  });
  app.commands.addCommand(CommandIDs.forgetToken, {
    label: trans.__('Forget VCP Access Token…'),
    caption: trans.__('Remove the access token from the memory of the Jupyter server'),
    describedBy: NO_ARGUMENTS,
    execute: async () => (await import('./view/forgetToken')).forgetToken(context)
  });
  app.commands.addCommand(CommandIDs.checkConnection, {
    label: trans.__('Check VCP Connection'),
    caption: trans.__('Find out at which stage the connection to the VC Controller fails'),
    describedBy: NO_ARGUMENTS,
    execute: async () => (await import('./view/checkPanel')).openCheck(context)
  });
  app.commands.addCommand(CommandIDs.showVersions, {
    label: trans.__('Show VCP Versions'),
    caption: trans.__('Versions of both halves of the extension, of the VC Controller and of its plugins'),
    describedBy: NO_ARGUMENTS,
    execute: async () => (await import('./view/showVersions')).showVersions(context)
  });
}
