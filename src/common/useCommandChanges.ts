import type { CommandRegistry } from '@lumino/commands';
import { useEffect, useReducer } from 'react';

/**
 * Renders again when one of the commands comes, goes, or changes its label or whether it is enabled: what a view offers of other
 * features depends on that.
 *
 * @param commands - Null where there are none; then nothing ever happens.
 */
export function useCommandChanges(commands: Pick<CommandRegistry, 'commandChanged'> | null, ids: readonly string[]): void {
  const [, render] = useReducer((count: number) => count + 1, 0);
  const wanted = ids.join('\n');
  useEffect(() => {
    const listener = {};
    const known = new Set(wanted.split('\n'));
    const onChange = (_: unknown, { id }: CommandRegistry.ICommandChangedArgs): void => {
      // Without an id the change is about all commands.
      if (id === undefined || known.has(id)) {
        render();
      }
    };
    commands?.commandChanged.connect(onChange, listener);
    return () => {
      commands?.commandChanged.disconnect(onChange, listener);
    };
  }, [commands, wanted]);
}
