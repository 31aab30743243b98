/**
 * Tags that hold no images but signatures, attestations and lists of materials of them: `sha256-…`, by cosign or as the list of referrers
 * of registries without the referrers API.
 */
import type { IArtifactTags } from './catalog';

const TAG = /^sha256-([0-9a-f]{64})(?:\.(sig|att|sbom))?$/;

/** What may stand behind the digest in a tag, as a bit each; nothing stands for the list of referrers. */
const BITS: ReadonlyMap<string | undefined, number> = new Map([
  [undefined, 1],
  ['sig', 2],
  ['att', 4],
  ['sbom', 8]
]);

/** The artifacts of one repository: hexadecimal digest -> bits. A number and not an object each, because there may be as many as images. */
export type ArtifactsOfRepository = ReadonlyMap<string, number>;

/** Notes a tag in `artifacts` when it is one of an artifact; tells whether it is. */
export function noteArtifact(tag: string, artifacts: Map<string, number>): boolean {
  const [, digest, suffix] = (tag.startsWith('sha256-') && TAG.exec(tag)) || [];
  if (digest === undefined) {
    return false;
  }
  artifacts.set(digest, (artifacts.get(digest) ?? 0) | (BITS.get(suffix) ?? 0));
  return true;
}

/** What is stored beside the image of a digest, `sha256:…`. */
export function artifactTags(artifacts: ArtifactsOfRepository | undefined, digest: string): IArtifactTags {
  const bits = artifacts?.get(digest.replace(/^sha256:/, '')) ?? 0;
  return { referrers: (bits & 1) !== 0, signature: (bits & 2) !== 0, attestation: (bits & 4) !== 0, sbom: (bits & 8) !== 0 };
}
