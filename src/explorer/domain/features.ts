/**
 * Which optional features a provider has: the feature matrix of the provider schemas (`x-vcp.features`).
 */

import { asBilingual } from '../../common/bilingual';
import type { IBilingual } from '../../common/bilingual';

export type { IBilingual };

export type Feature = 'ipAddress' | 'macAddress' | 'power';

export interface ISupport {
  /** `try`: the sources contradict each other; attempt it and report what the controller says. */
  readonly support: 'yes' | 'no' | 'partial' | 'try';
  readonly reason: IBilingual | null;
}

/** Provider name, then feature. A provider or feature that is missing is not known. */
export type FeatureMatrix = ReadonlyMap<string, ReadonlyMap<Feature, ISupport>>;

const FEATURES: readonly Feature[] = ['ipAddress', 'macAddress', 'power'];

/** Reads the matrix from provider schemas; what is not of the expected form is left out, i.e. not known. */
export function readFeatures(schemas: readonly Readonly<Record<string, unknown>>[]): FeatureMatrix {
  const matrix = new Map<string, ReadonlyMap<Feature, ISupport>>();
  for (const schema of schemas) {
    const facts = record(schema['x-vcp']);
    const name = facts?.['name'];
    const features = record(facts?.['features']);
    if (typeof name === 'string' && features) {
      matrix.set(name, new Map(FEATURES.flatMap(feature => entry(feature, features[feature]))));
    }
  }
  return matrix;
}

/** What is known of a provider's feature; null when nothing is. */
export function supportOf(matrix: FeatureMatrix, provider: string, feature: Feature): ISupport | null {
  return matrix.get(provider)?.get(feature) ?? null;
}

function entry(feature: Feature, value: unknown): readonly (readonly [Feature, ISupport])[] {
  const found = record(value);
  const support = found?.['support'];
  if (support !== 'yes' && support !== 'no' && support !== 'partial' && support !== 'try') {
    return [];
  }
  return [[feature, { support, reason: asBilingual(found?.['reason']) }]];
}

function record(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}
