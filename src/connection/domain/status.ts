/** What the status item tells apart. `none`: nothing is configured, so there is nothing to say. */
export type StatusKind = 'ready' | 'no-token' | 'token-refused' | 'unreachable' | 'none';

export interface IStatus {
  readonly kind: StatusKind;
  /** Host of the VC Controller; empty when none is configured. */
  readonly host: string;
  /** The VCP user that the token belongs to; empty before the controller has answered. */
  readonly user: string;
  /** Whether the controller's certificate is checked. Switched off by an explicit trait only. */
  readonly verified: boolean;
}

/** The part of the server half's `Connection` that the status is made from. */
export interface IStatusSource {
  readonly state: 'not_configured' | 'no_token' | 'token_refused' | 'unreachable' | 'ready';
  readonly host: string | null;
  readonly tls: { readonly verify: boolean };
  readonly authority: { readonly user: string } | null;
}

const KINDS: Readonly<Record<IStatusSource['state'], StatusKind>> = {
  not_configured: 'none',
  no_token: 'no-token',
  token_refused: 'token-refused',
  unreachable: 'unreachable',
  ready: 'ready'
};

/** From a connection state (null: not known yet) to what the status item shows. */
export function statusOf(source: IStatusSource | null): IStatus {
  if (!source) {
    return { kind: 'none', host: '', user: '', verified: true };
  }
  return { kind: KINDS[source.state], host: source.host ?? '', user: source.authority?.user ?? '', verified: source.tls.verify };
}
