import { Clipboard } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { IDisposable } from '@lumino/disposable';
import React from 'react';

import { keepFocus } from '../../common/keepFocus';
import { BatchContext } from './context';
import type { IBatchContext } from './context';
import { BatchView } from './BatchView';

/** The content of the panel of one bulk operation; owns its model. */
export class BatchPanel extends ReactWidget {
  constructor(options: Omit<IBatchContext, 'copy'>) {
    super();
    this._context = {
      ...options,
      copy: text => {
        Clipboard.copyToSystem(text);
      }
    };
    this.addClass('jp-VcpBatchPanel');
    this._kept = keepFocus(this.node, () => this._grid());
  }

  override dispose(): void {
    this._kept.dispose();
    this._context.model.dispose();
    super.dispose();
  }

  protected override render(): JSX.Element {
    return (
      <BatchContext.Provider value={this._context}>
        <BatchView />
      </BatchContext.Provider>
    );
  }

  protected override onActivateRequest(): void {
    this._grid()?.focus();
  }

  private _grid(): HTMLElement | null {
    return this.node.querySelector<HTMLElement>('[role="grid"]');
  }

  private readonly _context: IBatchContext;
  private readonly _kept: IDisposable;
}
