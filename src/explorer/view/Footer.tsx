import React, { useReducer, useEffect } from 'react';

import { useExplorer } from './context';

/** Ways to the other features; a button shows only while its command exists. */
export function Footer(): JSX.Element | null {
  const { commands, trans } = useExplorer();
  const [, render] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const listener = {};
    const onChange = (_: unknown, { type }: { readonly type: string }): void => {
      if (type === 'added' || type === 'removed') {
        render();
      }
    };
    commands.commandChanged.connect(onChange, listener);
    return () => {
      commands.commandChanged.disconnect(onChange, listener);
    };
  }, [commands]);
  const buttons = (
    [
      ['vcp:new-spec', trans.__('New Spec')],
      ['vcp:open-images', trans.__('Images')],
      ['vcp:open-fluentd', trans.__('Fluentd')],
      ['vcp:open-logs', trans.__('Logs')],
      ['vcp:open-providers', trans.__('Providers')]
    ] as const
  ).filter(([command]) => commands.hasCommand(command));
  if (buttons.length === 0) {
    return null;
  }
  return (
    <div className="jp-VcpExplorer-footer">
      {buttons.map(([command, label]) => (
        <button
          key={command}
          type="button"
          className="jp-mod-styled"
          onClick={() => {
            void commands.execute(command);
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
