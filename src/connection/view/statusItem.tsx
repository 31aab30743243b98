import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import { Signal } from '@lumino/signaling';
import type { ISignal } from '@lumino/signaling';
import { Menu } from '@lumino/widgets';
import React from 'react';

import '../../../style/connection.css';
import { STATUS_ICONS } from '../../common/statusIcons';
import { useSignalValue } from '../../common/useSignal';
import type { IConnection } from '../../tokens';
import { statusOf } from '../domain/status';
import type { IStatus } from '../domain/status';
import type { StageStatus } from './words';

/** The item in the status bar: what we are connected to, as whom. Clicking opens the menu of the connection commands. */
export class StatusItem extends ReactWidget {
  constructor(private readonly _options: StatusItem.IOptions) {
    super();
    this.addClass('jp-VcpStatus');
    this._menu = new Menu({ commands: _options.commands });
    for (const command of _options.menu) {
      this._menu.addItem({ command });
    }
    this._menu.aboutToClose.connect(this._takeFocusBack, this);
    _options.connection.changed.connect(this._onChanged, this);
  }

  /** Whether there is anything to say and the user wants it said. */
  get isActive(): boolean {
    return this._enabled && statusOf(this._options.connection.state).kind !== 'none';
  }

  /** Emitted when `isActive` may have changed. */
  get activeChanged(): ISignal<this, void> {
    return this._activeChanged;
  }

  /** Shows or hides the item, as the user's settings say. */
  enable(enabled: boolean): void {
    this._enabled = enabled;
    this._activeChanged.emit();
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._menu.dispose();
      Signal.clearData(this);
      super.dispose();
    }
  }

  protected override render(): JSX.Element {
    const { connection, trans } = this._options;
    return <StatusView connection={connection} trans={trans} open={this._open} />;
  }

  private readonly _open = (): void => {
    const { left, top } = this.node.getBoundingClientRect();
    // Lumino moves a menu that would leave the window upwards, to its place above the status bar.
    this._menu.open(left, top, { forceY: false });
  };

  private _onChanged(): void {
    this._activeChanged.emit();
  }

  private _takeFocusBack(): void {
    this.node.querySelector('button')?.focus();
  }

  private readonly _menu: Menu;
  private readonly _activeChanged = new Signal<this, void>(this);
  private _enabled = true;
}

export namespace StatusItem {
  export interface IOptions {
    readonly connection: IConnection;
    readonly commands: JupyterFrontEnd['commands'];
    /** Ids of the commands in the menu, in their order. */
    readonly menu: readonly string[];
    readonly trans: TranslationBundle;
  }
}

function StatusView(props: {
  readonly connection: IConnection;
  readonly trans: TranslationBundle;
  readonly open: () => void;
}): JSX.Element {
  const { connection, trans, open } = props;
  const state = useSignalValue(connection.changed, () => connection.state);
  const status = statusOf(state);
  const words = statusWords(status, trans);
  const Icon = STATUS_ICONS[words.icon].react;
  return (
    <button type="button" className={`jp-VcpStatus-button jp-mod-${words.icon}`} title={words.title} aria-haspopup="menu" onClick={open}>
      <Icon tag="span" className="jp-VcpStatus-icon" aria-hidden="true" />
      <span className="jp-VcpStatus-text">{words.text}</span>
    </button>
  );
}

export interface IStatusWords {
  readonly icon: StageStatus;
  readonly text: string;
  readonly title: string;
}

/** The status in words. An unchecked certificate comes before everything else, because it is the one thing that looks fine and is not. */
export function statusWords(status: IStatus, trans: TranslationBundle): IStatusWords {
  const words = connectionWords(status, trans);
  if (status.verified) {
    return words;
  }
  return {
    icon: words.icon === 'ok' ? 'warning' : words.icon,
    text: trans.__('%1: TLS not verified', words.text),
    title: trans.__('%1 The certificate of the VC Controller is not checked.', words.title)
  };
}

function connectionWords({ kind, host, user }: IStatus, trans: TranslationBundle): IStatusWords {
  switch (kind) {
    case 'ready':
      return { icon: 'ok', text: user ? `${host} ${user}` : host, title: trans.__('VCP: connected to %1 as %2.', host, user) };
    case 'no-token':
      return {
        icon: 'warning',
        text: trans.__('%1: no token', host),
        title: trans.__('VCP: no access token for %1 has been given.', host)
      };
    case 'token-refused':
      return {
        icon: 'failed',
        text: trans.__('%1: token refused', host),
        title: trans.__('VCP: %1 does not accept the access token.', host)
      };
    case 'unreachable':
      return { icon: 'failed', text: trans.__('%1: unreachable', host), title: trans.__('VCP: %1 cannot be reached.', host) };
    default:
      return { icon: 'skipped', text: trans.__('VCP: not configured'), title: trans.__('No VC Controller is configured.') };
  }
}
