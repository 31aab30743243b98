import { base64Bytes } from './bytes';

/** What a pasted text is. `private` is told apart so that a message can say so without repeating it. */
export type SshKeyKind = 'public' | 'private' | 'empty' | 'several' | 'other';

// Text before BEGIN differs (RSA, EC, OPENSSH, ENCRYPTED); PuTTY has a format of its own.
const privateMarks = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----|^PuTTY-User-Key-File/m;
const keyType = /^(?:ssh-(?:rsa|dss|ed25519|ed448)|ecdsa-sha2-nistp(?:256|384|521)|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)$/;

/** Whether the base64 part is a key of the named type: its first field is the type's name, after its length in four bytes. */
function blobNames(type: string, blob: string): boolean {
  const bytes = base64Bytes(blob);
  if (bytes === null || bytes.length < 4 + type.length) {
    return false;
  }
  const named = bytes.slice(4, 4 + type.length).map(byte => String.fromCharCode(byte));
  return bytes.slice(0, 4).join() === [0, 0, 0, type.length].join() && named.join('') === type;
}

/** Whether a text is one line of an OpenSSH public key: `type base64 [comment]`. */
export function isPublicKeyLine(line: string): boolean {
  const [type = '', blob = ''] = line.trim().split(/[ \t]+/);
  return keyType.test(type) && blobNames(type, blob);
}

/** What a pasted text is: one public key, a private key (never to be shown again), several lines, nothing, or something else. */
export function sshKeyKind(text: string): SshKeyKind {
  if (privateMarks.test(text)) {
    return 'private';
  }
  const lines = text.split(/\r\n|\r|\n/).filter(line => line.trim() !== '');
  const [first] = lines;
  if (first === undefined) {
    return 'empty';
  }
  if (lines.length > 1) {
    return lines.every(isPublicKeyLine) ? 'several' : 'other';
  }
  return isPublicKeyLine(first) ? 'public' : 'other';
}

/** Type and comment of a public key line, for a list of keys; the key itself is left out. Null unless it is a public key. */
export function describePublicKey(line: string): { readonly type: string; readonly comment: string } | null {
  if (!isPublicKeyLine(line)) {
    return null;
  }
  const [type = '', , ...comment] = line.trim().split(/[ \t]+/);
  return { type, comment: comment.join(' ') };
}
