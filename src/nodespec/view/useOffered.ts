import { useMemo } from 'react';

import type { ProviderSchema } from '../domain';
import { useSelected } from './composer';

/** Providers that the VC Controller has, or may have when it could not be asked. */
export function useOffered(): readonly ProviderSchema[] {
  const offers = useSelected(snapshot => snapshot.surroundings.offers);
  return useMemo(() => (offers ?? []).filter(({ available }) => available !== false).map(({ schema }) => schema), [offers]);
}
