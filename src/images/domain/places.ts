/** In which registry an image is to be found, and which registry is shown first. */
import { parseReference } from '../../common/imageReference';

/** A registry, as far as it matters here. */
export interface IKnownRegistry {
  readonly id: string;
  readonly role: 'official' | 'user' | 'harbor' | 'other';
  /** `host` or `host:port`. */
  readonly address: string;
  /** What stands before the repository in a spec: `host/`, or nothing. */
  readonly prefix: string;
  /** Null when it can be asked. */
  readonly problem: unknown;
}

/** How images of NII's Harbor are called in specs, at whatever address it is reached. */
const NII_HARBOR = 'harbor.vcloud.nii.ac.jp';

/** An image in a registry that may have it. */
export interface ISought<R> {
  readonly registry: R;
  readonly repository: string;
  /** `repository:tag` or `repository@digest`. */
  readonly image: string;
}

/**
 * The registry that is shown: the one that was shown last, else the first that can be asked. NII's Harbor is another network away, so
 * it is shown only to those who choose it, or have no other.
 */
export function firstRegistry<R extends IKnownRegistry>(registries: readonly R[], last: string | null): R | null {
  const usable = registries.filter(({ problem }) => problem === null);
  return registries.find(({ id }) => id === last) ?? usable.find(({ role }) => role !== 'harbor') ?? usable[0] ?? registries[0] ?? null;
}

/**
 * Where an image of a spec may be found, the most probable place first. A name without a host is one of the official registry, which
 * has its images from Harbor: what one has the other may have as well.
 */
export function placesOf<R extends IKnownRegistry>(registries: readonly R[], image: string): readonly ISought<R>[] {
  const parsed = parseReference(image);
  if (!parsed.ok) {
    return [];
  }
  const { registry: host, repository, tag, digest } = parsed.reference;
  const own = registries.filter(known => isNamed(known, host));
  const shares = own.some(isSource) || host === null || host === NII_HARBOR;
  const places = shares ? [...own, ...registries.filter(known => isSource(known) && !own.includes(known))] : own;
  const name = tag === null ? `${repository}@${digest ?? ''}` : `${repository}:${tag}`;
  return places.filter(({ problem }) => problem === null).map(registry => ({ registry, repository, image: name }));
}

/** Whether the host of an image, or its absence, means that registry. */
function isNamed({ address, prefix, role }: IKnownRegistry, host: string | null): boolean {
  if (host === null) {
    return role === 'official';
  }
  return address === host || prefix === `${host}/` || (role === 'harbor' && host === NII_HARBOR);
}

function isSource({ role }: IKnownRegistry): boolean {
  return role === 'official' || role === 'harbor';
}
