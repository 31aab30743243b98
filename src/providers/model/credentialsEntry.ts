import { ApiError } from '../../api/errors';
import type { Credentials } from '../../api/types';
import { SnapshotModel } from '../../common/snapshotModel';
import type { IConnection } from '../../tokens';
import { checkEntry, sectionOf } from '../domain/credentials';
import type { EntryFault, ICredentialKey } from '../domain/credentials';

/** Immutable state of the entry. It never holds a value: those live in the fields until the dialog closes. */
export interface ICredentialsEntrySnapshot {
  /** Keys of the section as last read. */
  readonly keys: readonly ICredentialKey[];
  readonly busy: boolean;
  readonly faults: readonly EntryFault[];
  /** Why the server half did not store them; null when it was not asked or did. */
  readonly error: unknown;
}

/** Gives values of one section to the server half, which writes them into the secret store. */
export class CredentialsEntry extends SnapshotModel<ICredentialsEntrySnapshot> {
  constructor(private readonly _options: CredentialsEntry.IOptions) {
    super({ keys: keysOf(_options.credentials, _options.section), busy: false, faults: [], error: null });
    this._version = _options.credentials.version;
  }

  /**
   * Sends what was entered. Resolves to the new state of all credentials, or to null when nothing was stored (then the snapshot says
   * why) or another submission is under way. Never rejects.
   *
   * @param values - Key -> value; empty ones stay as they are in the store.
   * @param reference - Whether missing references are written into `vcp_config.yml`.
   */
  async submit(values: ReadonlyMap<string, string>, reference: boolean): Promise<Credentials | null> {
    if (this.snapshot.busy) {
      return null;
    }
    const { keys } = this.snapshot;
    const lengths = new Map([...values].map(([key, value]) => [key, value.length]));
    const faults = checkEntry(keys, lengths, reference);
    this.set({ ...this.snapshot, busy: faults.length === 0, faults, error: null });
    return faults.length > 0 ? null : this._send(Object.fromEntries([...values].filter(([, value]) => value !== '')), reference);
  }

  private async _send(values: Readonly<Record<string, string>>, reference: boolean): Promise<Credentials | null> {
    const { connection, section } = this._options;
    try {
      const client = await connection.client();
      const request = { values, reference, version: this._version };
      const stored = await client.storeCredentials(section, request, { signal: this.abortSignal });
      this.set({ ...this.snapshot, busy: false });
      return stored;
    } catch (error) {
      const changed = error instanceof ApiError && error.code === 'changed';
      this.set({ ...this.snapshot, ...(changed ? await this._readAgain() : {}), busy: false, error });
      return null;
    }
  }

  /** The file is another one now: what it needs may be another thing, and only its new version can be written over. */
  private async _readAgain(): Promise<Partial<ICredentialsEntrySnapshot>> {
    try {
      const client = await this._options.connection.client();
      const credentials = await client.getCredentials({ signal: this.abortSignal });
      this._version = credentials.version;
      return { keys: keysOf(credentials, this._options.section) };
    } catch {
      return {}; // The next submission meets `changed` again, and reads again.
    }
  }

  private _version: string | null;
}

export namespace CredentialsEntry {
  export interface IOptions {
    readonly connection: IConnection;
    /** Section of `vcp_config.yml`. */
    readonly section: string;
    /** As last read. */
    readonly credentials: Credentials;
  }
}

function keysOf(credentials: Credentials, section: string): readonly ICredentialKey[] {
  return sectionOf(credentials.providers, { name: '', section })?.keys ?? [];
}
