/** What is copied from an image: its references and the commands that fetch it. */

/** A registry, as far as references need it. */
export interface IRegistryPlace {
  /** `host` or `host:port`. */
  readonly address: string;
  readonly tls: boolean;
  /** What stands before the repository in a spec; empty where the controller puts in its own registry. */
  readonly prefix: string;
}

/** `repository:tag` or `repository@digest`, in its parts. */
export interface IImageParts {
  readonly repository: string;
  /** Empty in a reference by digest. */
  readonly tag: string;
  /** Empty in a reference by tag. */
  readonly digest: string;
}

/** What every manifest request has to accept: without it some registries convert, or answer that there is nothing. */
export const MANIFEST_TYPES: readonly string[] = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json'
];

/**
 * Takes a name of the catalog apart.
 *
 * @param image - `repository:tag` or `repository@digest`, without a registry.
 */
export function partsOf(image: string): IImageParts {
  const at = image.indexOf('@');
  const named = at < 0 ? image : image.slice(0, at);
  const colon = named.indexOf(':');
  return {
    repository: colon < 0 ? named : named.slice(0, colon),
    tag: colon < 0 ? '' : named.slice(colon + 1),
    digest: at < 0 ? '' : image.slice(at + 1)
  };
}

/** The image as a spec names it. */
export function specImage(registry: IRegistryPlace, image: string): string {
  return `${registry.prefix}${image}`;
}

/** The same, pinned: whatever happens to the tag, this is the image that was looked at. */
export function pinnedImage(registry: IRegistryPlace, image: string, digest: string): string {
  return `${registry.prefix}${partsOf(image).repository}@${digest}`;
}

/** With the registry's address, as container engines outside of the controller need it. */
export function fullImage(registry: IRegistryPlace, image: string): string {
  return `${registry.address}/${image}`;
}

/** @param engine - The command of the container engine. */
export function pullCommand(registry: IRegistryPlace, image: string, engine = 'docker'): string {
  return `${engine} pull ${shellWord(fullImage(registry, image))}`;
}

/** Where the registry has the manifest. */
export function manifestUrl(registry: IRegistryPlace, image: string): string {
  const { repository, tag, digest } = partsOf(image);
  const path = [...repository.split('/'), 'manifests', digest || tag].map(part => encodeURIComponent(part).replaceAll('%3A', ':'));
  return `${registry.tls ? 'https' : 'http'}://${registry.address}/v2/${path.join('/')}`;
}

/** Shows the manifest, as the registry has it. No account is in it, even where one is configured. */
export function manifestCommand(registry: IRegistryPlace, image: string): string {
  return `curl -sS -H ${shellWord(`Accept: ${MANIFEST_TYPES.join(', ')}`)} ${shellWord(manifestUrl(registry, image))}`;
}

/** Words of a command as a POSIX shell takes them: an image's entry point and command are lists of words. */
export function commandLine(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

/** A word of a POSIX shell, quoted where it has to be: a registry can hand out any name. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
