import { parseReference } from '../../common/imageReference';
import { partsOf } from './copies';

/** What an image says of its version: its own name, or that of the base container that it was built from. */
export interface IOrigin {
  readonly kind: 'own' | 'base';
  /** As `VCP_CONTAINER_VERSION` has it. */
  readonly name: string;
}

/**
 * Reads `VCP_CONTAINER_VERSION`. An image that was built from a base container inherits that of its parent.
 *
 * @param version - Value of the variable: a whole name such as `vcp/base:3.0.0-alpine3.22`; null when there is none.
 * @param image - `repository:tag` or `repository@digest`. By a digest alone nobody can tell whose name it is: then it counts as its own.
 */
export function originOf(version: string | null, image: string): IOrigin | null {
  if (version === null || version === '') {
    return null;
  }
  const { tag } = partsOf(image);
  const own = tag === '' || [image, tag].includes(version) || withoutRegistry(version) === image;
  return { kind: own ? 'own' : 'base', name: version };
}

/** The same image stands in more than one registry. */
function withoutRegistry(name: string): string {
  const parsed = parseReference(name);
  return parsed.ok ? `${parsed.reference.repository}:${parsed.reference.tag ?? ''}` : name;
}
