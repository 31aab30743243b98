import type { Path, ProviderSchema, SectionName } from '../domain';

/** The section whose fields include the place in the document; null for places that no field edits. */
export function sectionOfPath(path: Path, provider: ProviderSchema | null): SectionName | null {
  const [first, second] = path;
  switch (first) {
    case 'unitGroup':
    case 'unit':
      return 'placement';
    case 'sshKeys':
      return 'access';
    case 'attributes':
      return provider?.attributes.find(({ name }) => name === second)?.section ?? null;
    default:
      return null;
  }
}
