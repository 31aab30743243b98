import React from 'react';

import { textIn } from '../../domain';
import { useComposer, useSelected } from '../composer';

/** What the provider's file says beyond its fields, and where the flavors come from when they are only samples. */
export function ProviderNotes(): JSX.Element | null {
  const { trans, language } = useComposer();
  const provider = useSelected(snapshot => snapshot.provider);
  const source = useSelected(snapshot => snapshot.surroundings.flavorsSource);
  const notes = (provider?.notes ?? []).map(note => textIn(note, language));
  const samples = provider !== null && source === null ? [trans.__('There is no vcp_flavor.yml: these flavors are samples.')] : [];
  const all = [...notes, ...samples];
  return all.length === 0 ? null : (
    <ul className="jp-VcpSpec-notes">
      {all.map(note => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
