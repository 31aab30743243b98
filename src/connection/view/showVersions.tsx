import { Clipboard, Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';

import '../../../style/connection.css';
import type { ConnectionState } from '../../api/types';
import { VERSION } from '../../common/version';
import type { Handshake } from '../../tokens';
import type { IConnectionContext } from '../context';

/** A label and a version. */
export type VersionRow = readonly [string, string];

/** Shows the versions that a report of an error needs, to be copied in one go. */
export async function showVersions(context: IConnectionContext): Promise<void> {
  const { app, connection, trans } = context;
  const handshake = await connection.handshake;
  if (handshake.result === 'ok' && !connection.state?.controller) {
    await connection.refresh();
  }
  const rows = versionRows({ application: [app.name, app.version], handshake, state: connection.state }, trans);
  const body = ReactWidget.create(<Versions rows={rows} trans={trans} />);
  body.addClass('jp-VcpVersions');
  // A long list scrolls, and must do so by keyboard too.
  body.node.tabIndex = 0;
  body.node.setAttribute('role', 'region');
  body.node.setAttribute('aria-label', trans.__('VCP versions'));
  const dialog = new Dialog({
    title: trans.__('VCP versions'),
    body,
    buttons: [Dialog.cancelButton({ label: trans.__('Close') }), Dialog.okButton({ label: trans.__('Copy') })]
  });
  const answer = await dialog.launch();
  if (answer.button.accept) {
    Clipboard.copyToSystem(rows.map(row => row.join(': ')).join('\n'));
  }
}

export interface IVersionFacts {
  /** Name and version of the application, e.g. JupyterLab. */
  readonly application: VersionRow;
  readonly handshake: Handshake;
  readonly state: ConnectionState | null;
}

/** All versions: both halves, the application, the controller and each of its provider plugins. */
export function versionRows(facts: IVersionFacts, trans: TranslationBundle): readonly VersionRow[] {
  const { application, handshake, state } = facts;
  const plugins = Object.entries(state?.controller?.plugins ?? {}).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return [
    [trans.__('Page (jupyterlab-vcp)'), VERSION],
    [trans.__('Server part (jupyterlab_vcp)'), serverVersion(handshake, trans)],
    application,
    [trans.__('VC Controller'), state?.controller?.version ?? trans.__('unknown')],
    ...plugins.map(([plugin, version]): VersionRow => [trans.__('Plugin %1', plugin), version])
  ];
}

function serverVersion(handshake: Handshake, trans: TranslationBundle): string {
  switch (handshake.result) {
    case 'ok':
      return VERSION; // The handshake ends well only when both halves are of one version.
    case 'mismatch':
      return handshake.server;
    case 'missing':
      return trans.__('missing');
    default:
      return trans.__('unknown');
  }
}

function Versions(props: { readonly rows: readonly VersionRow[]; readonly trans: TranslationBundle }): JSX.Element {
  const { rows, trans } = props;
  return (
    <table className="jp-VcpCheck-table">
      <thead>
        <tr>
          <th scope="col">{trans.__('Part')}</th>
          <th scope="col">{trans.__('Version')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, version]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className="jp-VcpCheck-code">{version}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
