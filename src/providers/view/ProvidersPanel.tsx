import React from 'react';

import '../../../style/providers.css';
import { handshakeText } from '../../common/handshakeText';
import { SeenPanel } from '../../common/SeenPanel';
import type { Handshake } from '../../tokens';
import { ProvidersView } from './ProvidersView';
import type { IProvidersOptions } from './context';

/** The content of the panel; owns its model. The tree's poll is awake while it can be seen. */
export class ProvidersPanel extends SeenPanel {
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

  protected override wake(): void {
    this._options.model.wake();
  }

  protected override sleep(): void {
    this._options.model.sleep();
  }

  protected override onActivateRequest(): void {
    if (!this.node.contains(document.activeElement)) {
      (this.node.querySelector<HTMLElement>('[role="listbox"]') ?? this.node).focus();
    }
  }

  private readonly _problem: ReturnType<typeof handshakeText>;
}
