import React from 'react';

import { useCommandChanges } from '../../common/useCommandChanges';
import { useExplorer } from './context';

const WAYS = ['vcp:new-spec', 'vcp:open-images', 'vcp:open-fluentd', 'vcp:open-logs', 'vcp:open-providers'] as const;

/** Ways to the other features; a button shows only while its command exists. */
export function Footer(): JSX.Element | null {
  const { commands, trans } = useExplorer();
  useCommandChanges(commands, WAYS);
  const labels: Readonly<Record<(typeof WAYS)[number], string>> = {
    'vcp:new-spec': trans.__('New Spec'),
    'vcp:open-images': trans.__('Images'),
    'vcp:open-fluentd': trans.__('Fluentd'),
    'vcp:open-logs': trans.__('Logs'),
    'vcp:open-providers': trans.__('Providers')
  };
  const offered = WAYS.filter(command => commands.hasCommand(command));
  if (offered.length === 0) {
    return null;
  }
  return (
    <div className="jp-VcpExplorer-footer">
      {offered.map(command => (
        <button
          key={command}
          type="button"
          className="jp-mod-styled"
          onClick={() => {
            void commands.execute(command);
          }}
        >
          {labels[command]}
        </button>
      ))}
    </div>
  );
}
