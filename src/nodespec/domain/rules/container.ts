import type { Subject } from '../context';
import { error, info, warning, type Diagnostic, type Path } from '../diagnostic';
import { controllerVariables, imageVariable, nfsOf, parseEnvironment } from '../environment';
import { factsOf, reservedVariables } from '../generation';
import { parseReference } from '../images';
import { isJsonList, own } from '../json';
import { parseIpv4 } from '../ipv4';

function eachText(subject: Subject, name: string, rule: (text: string, path: Path) => readonly Diagnostic[]): readonly Diagnostic[] {
  const value = own(subject.attributes, name);
  const entries = isJsonList(value) ? value : [];
  return entries.flatMap((entry, position) => (typeof entry === 'string' ? rule(entry, ['attributes', name, position]) : []));
}

function checkVariable(text: string, path: Path, seen: Set<string>, { context }: Subject): readonly Diagnostic[] {
  const { key, value } = parseEnvironment(text);
  if (value === null || key === '') {
    return [error('environment_form', path, { value: value === null ? key : '' })];
  }
  const twice = seen.has(key) ? [error('environment_twice', path, { key })] : [];
  seen.add(key);
  if (reservedVariables(context.common, context.generation).includes(key)) {
    return [...twice, error('environment_reserved', path, { key })];
  }
  const now = factsOf(context.common, context.generation)?.addressVariable ?? '';
  const old = controllerVariables.includes(key) ? [info('environment_old_name', path, { key, now })] : [];
  const form = /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? [] : [warning('environment_key', path, { key })];
  const image = key === imageVariable ? [warning('environment_of_image', path, { key })] : [];
  const nfs = key === 'NFS_AUTOSTART' && !['true', 'false'].includes(value) ? [error('nfs_autostart_value', path, { value })] : [];
  const lines = /[\r\n]/.test(value) ? [error('environment_lines', path, { key })] : [];
  return [...twice, ...old, ...form, ...image, ...nfs, ...lines];
}

function checkVolume(text: string, path: Path, targets: Set<string>): readonly Diagnostic[] {
  const parts = text.split(':');
  const [first = '', second, mode] = parts;
  if (parts.length > 3 || text === '' || /\s/.test(text) || parts.includes('')) {
    return [error('volume_form', path, { value: text })];
  }
  if (mode !== undefined && mode !== 'ro' && mode !== 'rw') {
    return [error('volume_mode', path, { value: text, mode })];
  }
  const relative = [first, second ?? '/'].find(part => !part.startsWith('/'));
  if (relative !== undefined) {
    return [error('volume_relative', path, { value: text, part: relative })];
  }
  const target = second ?? first;
  const twice = targets.has(target) ? [error('volume_twice', path, { target })] : [];
  targets.add(target);
  return [...twice, ...(target === '/' ? [error('volume_root', path)] : [])];
}

function checkNfs(subject: Subject): readonly Diagnostic[] {
  const nfs = nfsOf(subject.spec);
  return nfs.autostart && nfs.exportFrom === null ? [warning('nfs_without_export', ['attributes', 'params_v'])] : [];
}

/** Whether a text can name an image: `vcp/base:1.8.1-ubuntu20.04-x86_64`, with or without a registry host, tag or digest. */
export function isImageName(text: string): boolean {
  return parseReference(text).ok;
}

function checkImage(subject: Subject): readonly Diagnostic[] {
  const image = own(subject.attributes, 'image');
  const path = ['attributes', 'image'];
  if (typeof image !== 'string') {
    return [];
  }
  if (!isImageName(image)) {
    return [error('image_form', path, { value: image })];
  }
  return /:[^/]*$/.test(image) || image.includes('@') ? [] : [info('image_without_tag', path, { value: image })];
}

const hostForm = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;
// docker accepts IPv6 here; only what cannot be an address at all is refused.
const ipv6Form = /^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$/;

function isAddress(text: string): boolean {
  return parseIpv4(text) !== null || ipv6Form.test(text);
}

function checkAddedHost(text: string, path: Path): readonly Diagnostic[] {
  const at = text.indexOf(':');
  const fits = at > 0 && hostForm.test(text.slice(0, at)) && isAddress(text.slice(at + 1));
  return fits ? [] : [error('host_form', path, { value: text })];
}

function checkNetwork(subject: Subject): readonly Diagnostic[] {
  const hostname = own(subject.attributes, 'hostname');
  const path = ['attributes', 'hostname'];
  return [
    ...(typeof hostname === 'string' && !hostForm.test(hostname) ? [error('hostname_form', path, { value: hostname })] : []),
    ...eachText(subject, 'dns', (value, place) => (isAddress(value) ? [] : [error('dns_form', place, { value })])),
    ...eachText(subject, 'add_host', checkAddedHost)
  ];
}

/** Everything that ends up as an argument of `docker run` on the node: image, `-e`, `-v`, NFS, names and DNS. */
export function checkContainer(subject: Subject): readonly Diagnostic[] {
  const [keys, targets] = [new Set<string>(), new Set<string>()];
  return [
    ...checkImage(subject),
    ...eachText(subject, 'params_e', (text, path) => checkVariable(text, path, keys, subject)),
    ...eachText(subject, 'params_v', (text, path) => checkVolume(text, path, targets)),
    ...checkNfs(subject),
    ...checkNetwork(subject)
  ];
}
