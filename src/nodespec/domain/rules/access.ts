import type { Subject } from '../context';
import { error, warning, type Diagnostic } from '../diagnostic';
import { sshKeysOf, type SshKey } from '../document';
import { base64Bytes } from '../bytes';
import { environmentOf } from '../environment';
import { own } from '../json';
import { sshKeyKind } from '../sshKey';

// OpenSSH's default names of private keys; the public half has the same name with .pub.
const privateFileName = /(?:^|\/)(?:id_[a-z0-9_]+|identity|[^/]+\.(?:pem|ppk))$/;

function checkText(text: string, position: number): readonly Diagnostic[] {
  const path = ['sshKeys', position, 'text'];
  switch (sshKeyKind(text)) {
    case 'public':
      return [];
    case 'private':
      return [error('key_private', path)];
    case 'several':
      return [error('key_several_lines', path)];
    case 'empty':
      return [error('key_empty', path)];
    case 'other':
      return [error('key_form', path)];
  }
}

function checkPath(file: string, position: number, { context }: Subject): readonly Diagnostic[] {
  const path = ['sshKeys', position, 'path'];
  if (file === '') {
    return [error('key_empty', path)];
  }
  // A key pasted into the wrong field must not come back in a message.
  if (sshKeyKind(file) === 'private') {
    return [error('key_private', path)];
  }
  if (privateFileName.test(file)) {
    return [error('key_file_private', path, { file })];
  }
  const known = context.sshKeyFiles;
  return known !== null && !known.includes(file) ? [warning('key_file_unknown', path, { file })] : [];
}

function checkKey(key: SshKey, position: number, single: boolean, subject: Subject): readonly Diagnostic[] {
  const text = key.text === undefined ? [] : checkText(key.text, position);
  const file = key.path === undefined ? [] : checkPath(key.path, position, subject);
  if (key.path === undefined && key.text === undefined) {
    return [error('key_empty', ['sshKeys', position])];
  }
  // Several keys become one AUTHORIZED_KEYS entry, which is written here and cannot read files of the Jupyter machine.
  const noText = !single && key.text === undefined ? [error('key_text_missing', ['sshKeys', position], { file: key.path ?? '' })] : [];
  return [...text, ...file, ...noText];
}

function checkTyped(subject: Subject, keyCount: number): readonly Diagnostic[] {
  const position = environmentOf(subject.spec).findIndex(({ key }) => key === 'AUTHORIZED_KEYS');
  const typed = environmentOf(subject.spec)[position];
  if (typed === undefined) {
    return [];
  }
  const path = ['attributes', 'params_e', position];
  const bytes = base64Bytes(typed.value ?? '');
  const text = bytes === null ? '' : String.fromCharCode(...bytes.slice(0, 4096));
  const form = bytes === null || bytes.length === 0 ? [error('authorized_keys_form', path)] : [];
  const secret = sshKeyKind(text) === 'private' ? [error('key_private', path)] : [];
  return [...form, ...secret, ...(keyCount > 0 ? [error('keys_twice', path)] : [])];
}

/** Who can log in: at least one key, each of them an OpenSSH public key, given in one way only (node-spec.md 7, rules 4 to 6). */
export function checkAccess(subject: Subject): readonly Diagnostic[] {
  const keys = sshKeysOf(subject.spec);
  if (subject.provider.unitType === 'storage') {
    return keys.length > 0 ? [warning('keys_on_disks', ['sshKeys'])] : [];
  }
  const typed = environmentOf(subject.spec).some(({ key }) => key === 'AUTHORIZED_KEYS');
  const none = keys.length === 0 && !typed && own(subject.spec, 'sshKeys') !== null ? [warning('key_missing', ['sshKeys'])] : [];
  return [
    ...none,
    ...keys.flatMap((key, position) => checkKey(key, position, keys.length === 1, subject)),
    ...checkTyped(subject, keys.length)
  ];
}
