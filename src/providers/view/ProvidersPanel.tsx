import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import React from 'react';

import '../../../style/providers.css';
import { handshakeText } from '../../common/handshakeText';
import type { Handshake } from '../../tokens';
import { ProvidersView } from './ProvidersView';
import type { IProvidersOptions } from './context';

/** The content of the panel; owns its model. The tree's poll is awake while it can be seen. */
export class ProvidersPanel extends ReactWidget {
  constructor(
    private readonly _options: IProvidersOptions,
    handshake: Handshake
  ) {
    super();
    this._problem = handshakeText(handshake, _options.trans);
    this.addClass('jp-VcpProviders');
    this.node.tabIndex = -1;
    if (!this._problem) {
      void _options.model.refresh();
    }
  }

  override dispose(): void {
    this._options.model.dispose();
    super.dispose();
  }

  protected override render(): JSX.Element {
    return <ProvidersView options={this._options} problem={this._problem} />;
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    if (this.isVisible) {
      this._options.model.wake();
    }
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._options.model.wake();
  }

  protected override onBeforeHide(msg: Message): void {
    super.onBeforeHide(msg);
    this._options.model.sleep();
  }

  protected override onBeforeDetach(msg: Message): void {
    super.onBeforeDetach(msg);
    this._options.model.sleep();
  }

  protected override onActivateRequest(): void {
    if (!this.node.contains(document.activeElement)) {
      (this.node.querySelector<HTMLElement>('[role="listbox"]') ?? this.node).focus();
    }
  }

  private readonly _problem: ReturnType<typeof handshakeText>;
}
