import type { IDisposable } from '@lumino/disposable';
import React from 'react';

import { handshakeText } from '../../common/handshakeText';
import { SeenPanel } from '../../common/SeenPanel';
import type { Handshake } from '../../tokens';
import { CatalogView } from './CatalogView';
import type { IImagesOptions } from './context';

/** The catalog as a widget, for the panel and for the dialog; owns its models. The tree's poll is awake while it can be seen. */
export class ImagesPanel extends SeenPanel {
  constructor(
    private readonly _options: IImagesOptions,
    handshake: Handshake
  ) {
    super();
    this._problem = handshakeText(handshake, _options.trans);
    this.addClass('jp-VcpImages');
    this.node.tabIndex = -1;
    _options.model.changed.connect(this._onModel, this);
    _options.inUse.changed.connect(this._onModel, this);
    if (!this._problem) {
      void _options.model.load();
    }
  }

  override dispose(): void {
    const { model, details, inUse } = this._options;
    model.changed.disconnect(this._onModel, this);
    inUse.changed.disconnect(this._onModel, this);
    super.dispose();
    details.dispose();
    inUse.dispose();
    model.dispose();
  }

  protected override render(): JSX.Element {
    return <CatalogView options={this._options} problem={this._problem} />;
  }

  protected override onActivateRequest(): void {
    if (!this.node.contains(document.activeElement)) {
      (this.node.querySelector<HTMLElement>('.jp-VcpImages-search input') ?? this.node).focus();
    }
  }

  protected override wake(): void {
    if (!this._problem) {
      this._watch ??= this._options.inUse.watch();
    }
  }

  protected override sleep(): void {
    this._watch?.dispose();
    this._watch = null;
  }

  /** The details follow the table, the facet "In use" follows the tree. */
  private _onModel(): void {
    const { model, details, inUse } = this._options;
    const { registry, selected } = model.snapshot;
    if (registry) {
      model.setInUse(inUse.imagesIn(registry.id));
    }
    details.select(registry && selected?.problem === null ? { registry, image: selected.image } : null);
  }

  private readonly _problem: ReturnType<typeof handshakeText>;
  private _watch: IDisposable | null = null;
}
