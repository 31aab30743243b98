import type { CommandRegistry } from '@lumino/commands';

import type { IExplorerHandle, ILoadedCommand, PlaceArguments } from '../handle';

/**
 * A command of which only the id and the name are part of the start-up chunk; the rest comes with the explorer.
 *
 * @param possibleBefore - Whether it can be executed before the explorer is loaded, which it then loads.
 */
export function lazyCommand(
  handle: IExplorerHandle,
  id: string,
  name: string,
  possibleBefore: (args: PlaceArguments) => boolean
): CommandRegistry.ICommandOptions {
  const loaded = (): ILoadedCommand | undefined => handle.current?.loadedCommands.get(id);
  return {
    // A menu shows no tooltip, so the reason stands in the label.
    label: args => [loaded()?.nameFor?.(args) ?? name, loaded()?.refusal(args)].filter(text => text).join(' – '),
    caption: () => loaded()?.caption ?? name,
    describedBy: async () => (await import('./arguments')).argumentsOf(id),
    isEnabled: args => (handle.current ? loaded()?.refusal(args) === '' : possibleBefore(args)),
    // Before anything is loaded every command is listed; afterwards only those that exist for the row.
    isVisible: args => loaded()?.isVisible?.(args) ?? true,
    execute: async args => (await handle.load()).loadedCommands.get(id)?.execute(args)
  };
}
