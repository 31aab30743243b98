import { base64 } from './bytes';
import { sshKeysOf, type SshKey, type Spec } from './document';
import { isPublicKeyLine, sshKeyKind } from './sshKey';

/** How the SSH keys of a document reach the nodes. */
export type KeyDelivery =
  | { readonly by: 'none' }
  /** `set_ssh_pubkey(path)`: the SDK reads the file when the code runs. */
  | { readonly by: 'file'; readonly path: string }
  /** One `AUTHORIZED_KEYS=` entry of `params_e`; `keys` are the public key lines in it. */
  | { readonly by: 'entry'; readonly entry: string; readonly keys: readonly string[] };

function publicLine(key: SshKey): readonly string[] {
  const line = (key.text ?? '').trim();
  // What is no public key, a private one above all, goes into no generated text; `check` reports it.
  return isPublicKeyLine(line) && sshKeyKind(line) === 'public' ? [line] : [];
}

/** Exactly one key with a path is a file; anything else is one entry: base64 of all lines, each with its line feed. */
export function keyDelivery(spec: Spec): KeyDelivery {
  const keys = sshKeysOf(spec);
  const [only] = keys;
  if (keys.length === 1 && only?.path) {
    return sshKeyKind(only.path) === 'private' ? { by: 'none' } : { by: 'file', path: only.path };
  }
  const lines = keys.flatMap(publicLine);
  return lines.length === 0 ? { by: 'none' } : { by: 'entry', entry: `AUTHORIZED_KEYS=${base64(`${lines.join('\n')}\n`)}`, keys: lines };
}
