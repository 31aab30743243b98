import type { Failure, FailureCode } from './types';

/**
 * What can go wrong between a model and the server half, told apart so that a view can say the right thing.
 *
 * - `failure`: the server half answered with a reason (`code` of the contract).
 * - `login`: Jupyter's own login ended (401 or 403 that is not ours).
 * - `offline`: no answer at all from the Jupyter server.
 * - `not-understood`: an answer that is not ours, for example a proxy's HTML page.
 * - `cancelled`: the caller aborted the request.
 */
export type ApiErrorKind = 'failure' | 'login' | 'offline' | 'not-understood' | 'cancelled';

/**
 * The only error that leaves the API client.
 *
 * #### Notes
 * It never holds the request: a request of ours can carry an access token, and errors end up in logs and reports.
 */
export class ApiError extends Error {
  constructor(options: ApiError.IOptions) {
    super(options.message);
    this.name = 'ApiError';
    this.kind = options.kind;
    this.status = options.status ?? null;
    this.failure = options.failure ?? null;
  }

  readonly kind: ApiErrorKind;
  /** HTTP status, or null when there was no answer. */
  readonly status: number | null;
  /** The server half's own account of the failure. */
  readonly failure: Failure | null;

  /** Code of the contract, or null when the failure is not one of ours. */
  get code(): FailureCode | null {
    return this.failure?.code ?? null;
  }
}

export namespace ApiError {
  export interface IOptions {
    readonly kind: ApiErrorKind;
    readonly message: string;
    readonly status?: number | null;
    readonly failure?: Failure | null;
  }
}

/** Where an answer is not one of ours. */
export function notUnderstood(): never {
  throw new ApiError({ kind: 'not-understood', message: 'The answer of the Jupyter server is not one of jupyterlab_vcp.' });
}
