import type { IDisposable } from '@lumino/disposable';
import React, { createRef } from 'react';

import { keepFocus } from '../../common/keepFocus';
import { SeenPanel } from '../../common/SeenPanel';
import type { ICloudModel } from '../../tokens';
import type { IExplorerContext } from './context';
import { ExplorerContext } from './context';
import { Explorer } from './Explorer';

/** The content of the side panel. The poll is awake while it can be seen. */
export class ExplorerPanel extends SeenPanel {
  constructor(
    private readonly _context: IExplorerContext,
    private readonly _clouds: ICloudModel
  ) {
    super();
    this.addClass('jp-VcpExplorer');
    this._kept = keepFocus(this.node, () => this._main());
  }

  override dispose(): void {
    this._kept.dispose();
    super.dispose();
  }

  protected override render(): JSX.Element {
    return (
      <ExplorerContext.Provider value={this._context}>
        <Explorer treeRef={this._treeRef} filterRef={this._filterRef} />
      </ExplorerContext.Provider>
    );
  }

  protected override onActivateRequest(): void {
    this._main()?.focus();
  }

  /** What the panel is about: the tree, or what there is while there is none. */
  private _main(): HTMLElement | null {
    return this._treeRef.current ?? this._filterRef.current ?? this.node.querySelector('button');
  }

  protected override wake(): void {
    this._watch ??= this._clouds.watch();
    if (this._context.connection.state === null) {
      // Nobody asks for it before a feature is used.
      void this._context.connection.refresh();
    }
    // Without the matrix every operation counts as possible and the controller has the last word, so a failure may pass.
    this._context.model.loadFeatures().catch(() => undefined);
  }

  protected override sleep(): void {
    this._watch?.dispose();
    this._watch = null;
  }

  private readonly _treeRef = createRef<HTMLDivElement>();
  private readonly _filterRef = createRef<HTMLInputElement>();
  private readonly _kept: IDisposable;
  private _watch: IDisposable | null = null;
}
