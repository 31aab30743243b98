import { attributeValue, setAttribute, clearAttribute, type Spec } from './document';
import { stringsOf } from './json';

/** One `KEY=VALUE` of `params_e`; `value` is null when there is no equals sign. */
export interface EnvironmentEntry {
  readonly key: string;
  readonly value: string | null;
}

/** Variables that the controller sets on every node (node-spec.md 7, rule 6). */
export const controllerVariables: readonly string[] = ['VCCC_ID', 'SERF_NODE_ID', 'VCCCTR_IPADDR', 'MY_PRIVATE_IP', 'PRIVATE_IP'];

/** The variable that the image sets. */
export const imageVariable = 'VCP_CONTAINER_VERSION';

/** Split at the first equals sign; a value may hold more of them. */
export function parseEnvironment(entry: string): EnvironmentEntry {
  const at = entry.indexOf('=');
  return at < 0 ? { key: entry, value: null } : { key: entry.slice(0, at), value: entry.slice(at + 1) };
}

/** The entries of `params_e` that are texts. */
export function environmentOf(spec: Spec): readonly EnvironmentEntry[] {
  return stringsOf(attributeValue(spec, 'params_e')).map(parseEnvironment);
}

/**
 * Whether a variable's name says that its value is a secret, so that previews mask it. `AUTHORIZED_KEYS` holds public keys. The server
 * half has the same rule (`core/secret_names.py`).
 */
export function isSecretName(key: string): boolean {
  const words = /pass(?:word|wd|phrase|code|_|$)|secret|token|key|credential/i;
  return key.toUpperCase() !== 'AUTHORIZED_KEYS' && words.test(key);
}

/** What the base container's NFS server is told (appendix-facts.md 3.2). */
export interface NfsSettings {
  /** `NFS_AUTOSTART=true`. */
  readonly autostart: boolean;
  /** The host directory that is mounted on `/export` (the directory that the server exports); null when none is. */
  readonly exportFrom: string | null;
}

const exportTarget = /^([^:]+):\/export(?::(?:ro|rw))?$/;

/** The NFS settings that `params_e` and `params_v` amount to. */
export function nfsOf(spec: Spec): NfsSettings {
  const autostart = environmentOf(spec).some(({ key, value }) => key === 'NFS_AUTOSTART' && value === 'true');
  const mounts = stringsOf(attributeValue(spec, 'params_v')).map(entry => exportTarget.exec(entry)?.[1]);
  return { autostart, exportFrom: mounts.find(mount => mount !== undefined) ?? null };
}

function replaceEntry(spec: Spec, name: string, matches: (entry: string) => boolean, next: string | null): Spec {
  const old = stringsOf(attributeValue(spec, name));
  const position = old.findIndex(matches);
  const rest = old.filter(entry => !matches(entry));
  const entries = next === null ? rest : position < 0 ? [...rest, next] : [...rest.slice(0, position), next, ...rest.slice(position)];
  return entries.length === 0 ? clearAttribute(spec, name) : setAttribute(spec, name, entries);
}

/** A copy with the NFS server switched on or off and its export directory mounted; other entries keep their places. */
export function setNfs(spec: Spec, nfs: NfsSettings): Spec {
  const withStart = replaceEntry(
    spec,
    'params_e',
    entry => parseEnvironment(entry).key === 'NFS_AUTOSTART',
    nfs.autostart ? 'NFS_AUTOSTART=true' : null
  );
  const mount = nfs.exportFrom === null ? null : `${nfs.exportFrom}:/export`;
  return nfsOf(spec).exportFrom === nfs.exportFrom
    ? withStart
    : replaceEntry(withStart, 'params_v', entry => exportTarget.test(entry), mount);
}
