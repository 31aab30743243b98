/**
 * The state of one open spec document: its text, what the text means, and what is made of it.
 */
import { Signal } from '@lumino/signaling';
import type { ISharedText } from '@jupyter/ydoc';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';

import type { FlavorsFile, Job, SshKey as KeyFile } from '../api/types';
import type { IClient } from '../tokens';
import {
  changeProvider,
  clearAttribute,
  flavorEntries,
  flavorOf,
  serializeSpec,
  setAttribute,
  setNfs,
  setSshKeys,
  setTopLevel,
  switchFlavor,
  topLevelText
} from './domain';
import type { JsonValue, NfsSettings, Spec, SshKey, TopLevelKey } from './domain';
import { CciPreview } from './model/cciPreview';
import { schemaOf, offerOf } from './model/checkContext';
import { Creation } from './model/creation';
import type { JobFollower } from './model/jobFollower';
import { takeSnapshot } from './model/snapshot';
import type { ISpecSnapshot, SnapshotOptions } from './model/snapshot';
import type { Surroundings } from './model/surroundings';
import { smallestEdit } from './model/textEdit';

export type { ISpecSnapshot } from './model/snapshot';
export type { ISurroundings, IOfferedProvider } from './model/surroundings';

/** The text of a document, with its own undo: the shared model of JupyterLab's file. */
export type SpecText = Pick<ISharedText, 'getSource' | 'updateSource' | 'undo' | 'redo' | 'changed'>;

/**
 * Binds a `.vcpspec` text to its meaning.
 *
 * #### Notes
 * The text is the only state that is edited. Every change of the form becomes the smallest change of the text, so that undo, dirty
 * state, saving and collaboration are those of any other file, and other people's changes arrive the same way as one's own.
 */
export class SpecModel implements IDisposable {
  constructor(options: SpecModel.IOptions) {
    this._text = options.text;
    this._surroundings = options.surroundings;
    this._follower = options.follower;
    this._options = options.code;
    this._client = options.client;
    this._saved = this._text.getSource();
    this._snapshot = this._take();
    this._creation = new Creation(options.client);
    this.cci = new CciPreview(options.client, () => this._snapshot.spec);
    this._text.changed.connect(this._onChange, this);
    this._surroundings.changed.connect(this._onChange, this);
    this._follower.jobChanged.connect(this._onChange, this);
  }

  /** The unit CCI as the server would write it. */
  readonly cci: CciPreview;

  /** The document as it is now; replaced with every change, never changed in place. */
  get snapshot(): ISpecSnapshot {
    return this._snapshot;
  }

  /** Emitted when `snapshot` was replaced. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Sets an attribute; undefined takes it out, so that flavor or default hold again. */
  setAttribute(name: string, value: JsonValue | undefined): void {
    this.edit(spec => (value === undefined ? clearAttribute(spec, name) : setAttribute(spec, name, value)));
  }

  setTopLevel(key: TopLevelKey, value: string): void {
    this.edit(spec => setTopLevel(spec, key, value));
  }

  setSshKeys(keys: readonly SshKey[]): void {
    this.edit(spec => setSshKeys(spec, keys));
  }

  setNfs(nfs: NfsSettings): void {
    this.edit(spec => setNfs(spec, nfs));
  }

  /** Chooses another provider; what does not apply to it waits in the document. */
  setProvider(name: string): void {
    const known = this._surroundings.now;
    const offer = offerOf(known, name);
    if (offer) {
      this.edit(spec => changeProvider(spec, schemaOf(known, offer), known.flavors).spec);
    }
  }

  /** Rewrites the text with the smallest change. Does nothing while the document cannot be edited as a form. */
  edit(change: (spec: Spec) => Spec): void {
    const { spec, readOnly, text } = this._snapshot;
    if (spec === null || readOnly) {
      return;
    }
    const edit = smallestEdit(text, serializeSpec(change(spec), text));
    if (edit) {
      this._text.updateSource(edit.start, edit.end, edit.insert);
    }
  }

  undo(): void {
    this._text.undo();
  }

  redo(): void {
    this._text.redo();
  }

  /** The file now holds the current text. */
  markSaved(): void {
    this._saved = this._text.getSource();
    this._onChange();
  }

  /** Replaces how code is generated, after a setting was changed. */
  set codeOptions(options: SnapshotOptions) {
    this._options = options;
    this._onChange();
  }

  /** Asks again for providers, ranges, keys and what exists. */
  refresh(): Promise<void> {
    return this._surroundings.refresh();
  }

  /** Makes a key pair on the Jupyter machine. Rejects with an `ApiError`. */
  makeSshKey(): Promise<KeyFile> {
    return this._surroundings.makeSshKey();
  }

  /** Creates the unit; the job is followed from then on. Rejects with an `ApiError`. */
  async create(): Promise<Job | null> {
    const { spec } = this._snapshot;
    if (spec === null) {
      return null;
    }
    const job = await this._creation.start(spec);
    this._follower.follow(job);
    return job;
  }

  /**
   * Writes what flavors may set as an own flavor, and makes the document use it, undoable in one step. Rejects with an `ApiError`;
   * after the code `changed` call `refresh` and ask again.
   *
   * @param overwrite - whether a flavor of that name is replaced.
   */
  async saveFlavor(name: string, overwrite: boolean): Promise<FlavorsFile | null> {
    const { spec, provider, surroundings: before } = this._snapshot;
    if (spec === null || provider === null) {
      return null;
    }
    const values = flavorOf(flavorEntries(spec, provider, before.flavors, before.specOptions));
    const client = await this._client();
    const file = await client.saveFlavor(provider.name, name, { values, version: before.flavorsVersion, overwrite });
    await this._surroundings.refresh();
    // Others may have chosen another provider meanwhile; its flavor of that name would be another one.
    this.edit(current =>
      topLevelText(current, 'provider') === provider.name ? switchFlavor(current, provider, this._surroundings.now.flavors, name) : current
    );
    return file;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this.cci.dispose();
    // Not `Signal.clearData` of the text: it is not ours.
    this._text.changed.disconnect(this._onChange, this);
    this._follower.jobChanged.disconnect(this._onChange, this);
    Signal.clearData(this);
  }

  private _take(): ISpecSnapshot {
    const around = { surroundings: this._surroundings.now, ordered: this._follower.ordered };
    return takeSnapshot(this._text.getSource(), this._saved, around, this._options);
  }

  private _onChange(): void {
    if (this._isDisposed) {
      return;
    }
    const before = this._snapshot;
    this._snapshot = this._take();
    if (before.text !== this._snapshot.text) {
      this.cci.invalidate();
    }
    this._changed.emit();
  }

  private _snapshot: ISpecSnapshot;
  private _saved: string;
  private _options: SnapshotOptions;
  private _isDisposed = false;
  private readonly _text: SpecText;
  private readonly _surroundings: Surroundings;
  private readonly _follower: JobFollower;
  private readonly _creation: Creation;
  private readonly _client: () => Promise<IClient>;
  private readonly _changed = new Signal<this, void>(this);
}

export namespace SpecModel {
  export interface IOptions {
    readonly text: SpecText;
    readonly surroundings: Surroundings;
    readonly follower: JobFollower;
    readonly client: () => Promise<IClient>;
    readonly code: SnapshotOptions;
  }
}
