import { tokenFault, trimToken } from '../../common/accessToken';
import type { TokenFault } from '../../common/accessToken';
import { SnapshotModel } from '../../common/snapshotModel';
import type { ICredentialsCopy } from '../../tokens';

/** Immutable state of the entry. It never holds the token. */
export interface IFormerTokenSnapshot {
  readonly busy: boolean;
  /** What was wrong with the last one; null when nothing was. */
  readonly problem: TokenFault | { readonly error: unknown } | null;
}

/** Asks for the former access token, out of whose cubbyhole secrets are to be copied. */
export class FormerToken extends SnapshotModel<IFormerTokenSnapshot> {
  /** @param _copy - Carries it out; rejects with an `ApiError`. */
  constructor(private readonly _copy: (token: string) => Promise<ICredentialsCopy>) {
    super({ busy: false, problem: null });
  }

  /** Resolves to what was copied, or to null when nothing was (then `problem` says why). Never rejects. */
  async submit(text: string): Promise<ICredentialsCopy | null> {
    if (this.snapshot.busy) {
      return null;
    }
    const token = trimToken(text);
    const fault = tokenFault(token);
    this.set({ busy: fault === null, problem: fault });
    if (fault !== null) {
      return null;
    }
    try {
      const copy = await this._copy(token);
      this.set({ busy: false, problem: null });
      return copy;
    } catch (error) {
      this.set({ busy: false, problem: { error } });
      return null;
    }
  }
}
