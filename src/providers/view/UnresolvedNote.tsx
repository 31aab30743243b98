import React, { useRef, useState } from 'react';

import type { Credentials } from '../../api/types';
import type { ICredentialsCopy } from '../../tokens';
import { isInCubbyhole, unresolvedReferences } from '../domain/credentials';
import type { ISection } from '../domain/credentials';
import { Button } from './Button';
import { ErrorNote } from './ErrorNote';
import { useProviders } from './context';
import type { IProvidersContext } from './context';
import { openFormerTokenDialog } from './formerTokenDialog';

/** The way back after the token was replaced: references of a section that point at nothing for the present one. */
export function UnresolvedNote(props: { readonly credentials: Credentials; readonly section: ISection }): JSX.Element | null {
  const { credentials, section } = props;
  const context = useProviders();
  const { trans } = context;
  const { error, missing, copy } = useCopy(context, section);
  const own = unresolvedReferences([section]);
  if (own.length === 0) {
    return null;
  }
  const inCubbyhole = own.some(isInCubbyhole);
  return (
    <div className="jp-VcpProviders-banner" role="note">
      <p>
        {trans._n(
          '%1 reference points at nothing for this access token.',
          '%1 references point at nothing for this access token.',
          own.length
        )}
      </p>
      {inCubbyhole && (
        <p>{trans.__('A cubbyhole belongs to one token: what was stored with a former token has to be copied or stored again.')}</p>
      )}
      {inCubbyhole && (
        <div className="jp-VcpProviders-actions">
          {credentials.formerToken && (
            <Button onClick={() => void copy(() => context.model.copyCredentials(null))}>{trans.__('Copy From the Former Token')}</Button>
          )}
          <Button onClick={() => void copy(() => openFormerTokenDialog(context))}>{trans.__('Enter a Former Token…')}</Button>
        </div>
      )}
      {missing.length > 0 && (
        <div role="alert">
          <p>{trans.__('The former token does not have these either. Store them again:')}</p>
          <ul>
            {missing.map(reference => (
              <li key={reference}>
                <code>{reference}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
      <ErrorNote error={error} />
    </div>
  );
}

/** Copies, and says what became of it. */
function useCopy({ model, say, trans }: IProvidersContext, { section }: ISection) {
  const [error, setError] = useState<unknown>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const busy = useRef(false);
  const tell = ({ copied, missing: notThere, credentials }: ICredentialsCopy): void => {
    setMissing(notThere);
    say(trans._n('%1 secret was copied.', '%1 secrets were copied.', copied.length));
    if (unresolvedReferences(credentials.providers.filter(other => other.section === section)).length === 0) {
      // With its last reference that pointed at nothing this note has gone, and the button with the focus.
      model.show(null, 'credentials');
    }
  };
  const copy = async (carryOut: () => Promise<ICredentialsCopy | null>): Promise<void> => {
    if (busy.current) {
      return;
    }
    busy.current = true;
    setError(null);
    try {
      const result = await carryOut();
      if (result) {
        tell(result);
      }
    } catch (reason) {
      setError(reason);
    } finally {
      busy.current = false;
    }
  };
  return { error, missing, copy };
}
