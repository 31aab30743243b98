import { Clipboard } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';

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
  }

  override dispose(): void {
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
    this.node.querySelector<HTMLElement>('[role="grid"]')?.focus();
  }

  private readonly _context: IBatchContext;
}
