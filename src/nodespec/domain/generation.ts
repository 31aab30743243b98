import { controllerVariables } from './environment';
import { generationNames, type CommonSchema, type Generation, type GenerationFacts } from './providerTypes';

/** What is known of the generation; of an unknown one what held for all years before. Null without the common schema. */
export function factsOf(common: CommonSchema | null, generation: Generation | null): GenerationFacts | null {
  return common?.generations[generation ?? '25'] ?? null;
}

/** The image that the SDK takes when a spec names none; null while the generation is not known, and where no source tells it. */
export function defaultImageOf(common: CommonSchema | null, generation: Generation | null): string | null {
  return generation === null ? null : (common?.generations[generation].defaultImage ?? null);
}

/** Base container images to suggest: those of the generation, or all while it is not known. */
export function imagesOf(common: CommonSchema | null, generation: Generation | null): readonly string[] {
  const of = generation === null ? generationNames : [generation];
  return [...new Set(of.flatMap(name => common?.generations[name].images ?? []))];
}

/**
 * Variables that a spec cannot set. Up to 25.x both names of the address are in use, depending on the image (node-spec.md 5); from 26.10 on
 * only the new one is.
 */
export function reservedVariables(common: CommonSchema | null, generation: Generation | null): readonly string[] {
  return generation === '26.10' ? (common?.generations[generation].variables ?? controllerVariables) : controllerVariables;
}
