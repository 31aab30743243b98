/** What is different between two images. */
import type { ILayer } from './layers';
import { sizeOf } from './layers';

/** An environment entry or label. The value is null where the server does not pass it on. */
export interface INamedValue {
  readonly name: string;
  readonly value: string | null;
}

/** Of two lists of named values; `hidden`: both have it, but a value is not passed on, so it cannot be told whether they are the same. */
export type ValueRelation = 'left' | 'right' | 'different' | 'same' | 'hidden';

export interface IValueComparison {
  readonly name: string;
  readonly relation: ValueRelation;
  /** Undefined where the left one does not have it; null where its value is hidden. */
  readonly left: string | null | undefined;
  readonly right: string | null | undefined;
}

/** Compares by name; what an image sets twice counts as the engine takes it: the last one. Sorted by name. */
export function compareValues(left: readonly INamedValue[], right: readonly INamedValue[]): readonly IValueComparison[] {
  const leftValues = byName(left);
  const rightValues = byName(right);
  const names = [...new Set([...leftValues.keys(), ...rightValues.keys()])].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return names.map(name => {
    const [leftValue, rightValue] = [leftValues.get(name), rightValues.get(name)];
    return { name, relation: relationOf(leftValue, rightValue), left: leftValue, right: rightValue };
  });
}

function byName(values: readonly INamedValue[]): ReadonlyMap<string, string | null> {
  return new Map(values.map(({ name, value }) => [name, value]));
}

function relationOf(left: string | null | undefined, right: string | null | undefined): ValueRelation {
  if (left === undefined) {
    return 'right';
  }
  if (right === undefined) {
    return 'left';
  }
  return left === null || right === null ? 'hidden' : left === right ? 'same' : 'different';
}

export interface ILayerComparison {
  /** The layers that both begin with. */
  readonly base: readonly ILayer[];
  /** What follows in the left one. */
  readonly left: readonly ILayer[];
  readonly right: readonly ILayer[];
  /** Digests that occur after the base in both, at different places: nothing to download for whoever has the other image. */
  readonly moved: ReadonlySet<string>;
  /** Bytes. */
  readonly baseSize: number;
  /** Bytes that only the left one needs. */
  readonly leftSize: number;
  readonly rightSize: number;
}

/** Finds the common base by digest: images that were built from the same one begin with the same layers. */
export function compareLayers(left: readonly ILayer[], right: readonly ILayer[]): ILayerComparison {
  let common = 0;
  while (common < left.length && left[common]?.digest === right[common]?.digest) {
    common += 1;
  }
  const [base, leftRest, rightRest] = [left.slice(0, common), left.slice(common), right.slice(common)];
  const rightDigests = new Set(rightRest.map(({ digest }) => digest));
  const moved = new Set(leftRest.map(({ digest }) => digest).filter(digest => rightDigests.has(digest)));
  const ownSize = (layers: readonly ILayer[]): number => sizeOf(layers.filter(({ digest }) => !moved.has(digest)));
  return {
    base,
    left: leftRest,
    right: rightRest,
    moved,
    baseSize: sizeOf(base),
    leftSize: ownSize(leftRest),
    rightSize: ownSize(rightRest)
  };
}

/** Names of the single facts that two images are compared by. */
export type FactName =
  'digest' | 'version' | 'created' | 'platform' | 'size' | 'entrypoint' | 'command' | 'user' | 'workingDirectory' | 'ports' | 'volumes';

/** An image's content, as far as it is compared. */
export interface IComparable {
  readonly digest: string;
  readonly version: string | null;
  /** RFC 3339. */
  readonly created: string | null;
  readonly platform: string | null;
  /** Bytes to download. */
  readonly size: number;
  readonly entrypoint: readonly string[] | null;
  readonly command: readonly string[] | null;
  readonly user: string;
  readonly workingDirectory: string;
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly environment: readonly INamedValue[];
  readonly labels: readonly INamedValue[];
  readonly layers: readonly ILayer[];
}

const FACTS: readonly FactName[] = [
  'version',
  'created',
  'size',
  'platform',
  'entrypoint',
  'command',
  'user',
  'workingDirectory',
  'ports',
  'volumes',
  'digest'
];

export interface IComparison {
  /** Whether both are the same image, byte for byte. */
  readonly identical: boolean;
  readonly facts: readonly { readonly name: FactName; readonly same: boolean }[];
  readonly environment: readonly IValueComparison[];
  readonly labels: readonly IValueComparison[];
  readonly layers: ILayerComparison;
}

/** Everything that is compared. */
export function compareImages(left: IComparable, right: IComparable): IComparison {
  return {
    identical: left.digest === right.digest,
    facts: FACTS.map(name => ({ name, same: plain(name, left) === plain(name, right) })),
    environment: compareValues(left.environment, right.environment),
    labels: compareValues(left.labels, right.labels),
    layers: compareLayers(left.layers, right.layers)
  };
}

/** Ports and volumes are sets, in whatever order an image names them; the words of a command are not. */
function plain(name: FactName, content: IComparable): string {
  const value = content[name];
  return JSON.stringify((name === 'ports' || name === 'volumes') && Array.isArray(value) ? [...value].sort() : value);
}

/** The variable in which a base container has its name. */
const VERSION_VARIABLE = 'VCP_CONTAINER_VERSION';

/** The same entries in their order, but first the one that says which base container it is. */
export function versionFirst<T extends { readonly name: string }>(entries: readonly T[]): readonly T[] {
  const isVersion = ({ name }: T): boolean => name === VERSION_VARIABLE;
  return [...entries.filter(isVersion), ...entries.filter(entry => !isVersion(entry))];
}
