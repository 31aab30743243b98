import { Signal } from '@lumino/signaling';
import type { ISignal } from '@lumino/signaling';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IDisposable } from '@lumino/disposable';

export type PreviewSide = 'auto' | 'right' | 'below';

/** The settings of the composer with their types; defaults hold where there is no settings registry. */
export class ViewSettings implements IDisposable {
  constructor(private readonly _settings: ISettingRegistry.ISettings | null) {
    _settings?.changed.connect(this._onChange, this);
  }

  get previewSide(): PreviewSide {
    const value = this._settings?.composite['previewSide'];
    return value === 'right' || value === 'below' ? value : 'auto';
  }

  get followUpCode(): boolean {
    return this._settings?.composite['followUpCode'] === true;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._settings?.changed.disconnect(this._onChange, this);
    Signal.clearData(this);
  }

  private _onChange(): void {
    this._changed.emit();
  }

  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
}
