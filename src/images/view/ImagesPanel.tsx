import { ReactWidget } from '@jupyterlab/ui-components';
import type { IDisposable } from '@lumino/disposable';
import type { Message } from '@lumino/messaging';
import React from 'react';

import { handshakeText } from '../../common/handshakeText';
import type { Handshake } from '../../tokens';
import { CatalogView } from './CatalogView';
import type { IImagesOptions } from './context';

/** The catalog as a widget, for the panel and for the dialog; owns its models. The tree's poll is awake while it can be seen. */
export class ImagesPanel extends ReactWidget {
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
    this._sleep();
    details.dispose();
    inUse.dispose();
    model.dispose();
    super.dispose();
  }

  protected override render(): JSX.Element {
    return <CatalogView options={this._options} problem={this._problem} />;
  }

  protected override onActivateRequest(): void {
    if (!this.node.contains(document.activeElement)) {
      (this.node.querySelector<HTMLElement>('.jp-VcpImages-search input') ?? this.node).focus();
    }
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    if (this.isVisible) {
      this._wake();
    }
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._wake();
  }

  protected override onBeforeHide(msg: Message): void {
    super.onBeforeHide(msg);
    this._sleep();
  }

  protected override onBeforeDetach(msg: Message): void {
    super.onBeforeDetach(msg);
    this._sleep();
  }

  private _wake(): void {
    if (!this._problem) {
      this._watch ??= this._options.inUse.watch();
    }
  }

  private _sleep(): void {
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
