/** What somebody has attached to an image. That it is there says nothing about whether it is valid. */

/** Kinds of statements, most wanted first. */
export const STATEMENT_KINDS = ['signature', 'sbom', 'provenance', 'attestation', 'other'] as const;

export type StatementKind = (typeof STATEMENT_KINDS)[number];

/** A referrer, as far as its kind is concerned. */
export interface IReferrer {
  readonly artifactType: string | null;
  readonly tag?: string | null;
}

export interface IAttestation {
  /** Digest of the manifest that it is about; null when it does not say. */
  readonly subject: string | null;
  readonly predicateTypes: readonly string[];
}

/** Media types and predicate types by what is in their names; a site may use types that nobody has heard of. */
const PATTERNS: readonly (readonly [RegExp, StatementKind])[] = [
  [/spdx|cyclonedx|syft|\bsbom\b/i, 'sbom'],
  [/signature|cosign\.simplesigning|\.sig\b|sigstore\.bundle/i, 'signature'],
  [/provenance/i, 'provenance'],
  [/in-toto|attestation|dsse/i, 'attestation']
];

const COSIGN: Readonly<Record<string, StatementKind>> = { sig: 'signature', att: 'attestation', sbom: 'sbom' };

/** The kind of a statement by a type's name. */
export function kindOfType(type: string): StatementKind {
  return PATTERNS.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
}

/** The kind of a referrer: cosign's tags say it in their ending, everything else by its type. */
export function kindOfReferrer({ artifactType, tag }: IReferrer): StatementKind {
  const ending = /^sha256-[0-9a-f]{64}\.(sig|att|sbom)$/.exec(tag ?? '')?.[1];
  return (ending === undefined ? undefined : COSIGN[ending]) ?? kindOfType(artifactType ?? '');
}

/** The kinds of an attestation: one can hold several statements. */
export function kindsOfAttestation({ predicateTypes }: IAttestation): readonly StatementKind[] {
  const kinds = new Set(predicateTypes.map(kindOfPredicate));
  return kinds.size === 0 ? ['attestation'] : inOrder(kinds);
}

/**
 * All kinds of statements that there are of an image.
 *
 * @param subjects - Digests that count: the image's own, and of an index that of the chosen platform. A statement about another platform
 * is no statement about what is shown.
 */
export function statementKinds(
  details: { readonly attestations: readonly IAttestation[]; readonly referrers: readonly IReferrer[] },
  subjects: readonly string[]
): readonly StatementKind[] {
  const about = details.attestations.filter(({ subject }) => subject === null || subjects.includes(subject));
  return inOrder(new Set([...details.referrers.map(kindOfReferrer), ...about.flatMap(kindsOfAttestation)]));
}

/** A predicate is a statement whatever its type. */
function kindOfPredicate(type: string): StatementKind {
  const kind = kindOfType(type);
  return kind === 'other' ? 'attestation' : kind;
}

function inOrder(kinds: ReadonlySet<StatementKind>): readonly StatementKind[] {
  return STATEMENT_KINDS.filter(kind => kinds.has(kind));
}
