import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Clipboard, MainAreaWidget } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Widget } from '@lumino/widgets';
import React, { useState } from 'react';

import '../../../style/connection.css';
import { handshakeText } from '../../common/handshakeText';
import type { IHandshakeText } from '../../common/handshakeText';
import { openPanel } from '../../common/openPanel';
import { useSignalValue } from '../../common/useSignal';
import type { Handshake } from '../../tokens';
import type { IConnectionContext } from '../context';
import { ConnectionCheck } from '../model/connectionCheck';
import { CheckReport } from './CheckReport';
import { HandshakeNote } from './HandshakeNote';
import { reportText } from './reportText';

const PANEL_ID = 'jp-vcp-connection-check';

/** Id of the command that the button "Enter Access Token…" executes. */
const ENTER_TOKEN = 'vcp:enter-token';

/** Id of the command that the button "Store Credentials…" executes; another plugin's, so it may be missing. */
const OPEN_PROVIDERS = 'vcp:open-providers';

/** Opens the connection check, or shows the one that is open, and runs it. */
export async function openCheck(context: IConnectionContext): Promise<void> {
  const open = findPanel(context.app.shell);
  if (open instanceof MainAreaWidget && open.content instanceof CheckPanel) {
    openPanel(context.app.shell, open);
    open.content.run();
    return;
  }
  const content = new CheckPanel(context, await context.connection.handshake);
  const panel = new MainAreaWidget({ content });
  panel.id = PANEL_ID;
  panel.title.label = context.trans.__('VCP Connection');
  panel.title.closable = true;
  // MainAreaWidget calls every content "main area content".
  content.node.setAttribute('aria-label', context.trans.__('VCP connection'));
  panel.toolbar.hide();
  openPanel(context.app.shell, panel);
  content.run();
}

function findPanel(shell: JupyterFrontEnd.IShell): Widget | null {
  // The right area in Notebook 7, whose main area holds the page's document only.
  const widgets = ['main', 'right'].flatMap(area => [...shell.widgets(area)]);
  return widgets.find(widget => widget.id === PANEL_ID) ?? null;
}

/** The panel's content; owns its model. */
export class CheckPanel extends ReactWidget {
  constructor(
    private readonly _context: IConnectionContext,
    handshake: Handshake
  ) {
    super();
    this._problem = handshakeText(handshake, _context.trans);
    this.check = new ConnectionCheck(_context.connection);
    this.addClass('jp-VcpCheckPanel');
    this.node.setAttribute('role', 'region');
    this.node.tabIndex = -1;
  }

  readonly check: ConnectionCheck;

  /** Runs the check. Without a server half that fits there is nothing that it could ask. */
  run(): void {
    if (!this._problem) {
      void this.check.run();
    }
  }

  override dispose(): void {
    this.check.dispose();
    super.dispose();
  }

  protected override render(): JSX.Element {
    const problem = this._problem;
    return problem ? (
      <HandshakeNote problem={problem} trans={this._context.trans} />
    ) : (
      <CheckView check={this.check} context={this._context} />
    );
  }

  private readonly _problem: IHandshakeText | null;
}

function CheckView(props: { readonly check: ConnectionCheck; readonly context: IConnectionContext }): JSX.Element {
  const { check, context } = props;
  const { app, connection, trans } = context;
  const snapshot = useSignalValue(check.changed, () => check.snapshot);
  const state = useSignalValue(connection.changed, () => connection.state);
  const [copied, setCopied] = useState<unknown>(null);
  const copy = (): void => {
    if (snapshot.report && snapshot.finished) {
      Clipboard.copyToSystem(reportText({ report: snapshot.report, state, finished: snapshot.finished }, trans));
      setCopied(snapshot.report);
    }
  };
  return (
    <CheckReport
      snapshot={snapshot}
      state={state}
      copied={copied !== null && copied === snapshot.report}
      run={() => void check.run()}
      copy={copy}
      enterToken={() => void app.commands.execute(ENTER_TOKEN).then(() => check.run())}
      openCredentials={
        app.commands.hasCommand(OPEN_PROVIDERS) ? () => void app.commands.execute(OPEN_PROVIDERS, { section: 'credentials' }) : undefined
      }
      trans={trans}
    />
  );
}
