import React, { useState } from 'react';

import type { Problem } from '../../api/types';
import { flavorTable } from '../domain/flavors';
import type { IProvider } from '../domain/provider';
import type { IKnownProviders } from '../model/providersModel';
import { Button } from './Button';
import { Copyable } from './Copyable';
import { ErrorNote } from './ErrorNote';
import { FlavorTable } from './FlavorTable';
import { Section } from './Section';
import { confirmFlavorRemoval } from './confirmFlavorRemoval';
import { useProviders } from './context';

export interface IFlavorsSectionProps {
  readonly provider: IProvider;
  readonly known: IKnownProviders;
}

/** The flavors of the provider: those of vcp_flavor.yml, or the samples where there is no such file. */
export function FlavorsSection({ provider, known }: IFlavorsSectionProps): JSX.Element {
  const context = useProviders();
  const { commands, trans } = context;
  const { error, remove } = useRemoval(provider);
  const table = flavorTable(known.flavors[provider.name] ?? {}, provider.flavorKeys);
  const newSpec = (flavor?: string): void =>
    void commands.execute('vcp:new-spec', { provider: provider.name, ...(flavor ? { flavor } : {}) });
  return (
    <Section name="flavors">
      <FlavorsOrigin known={known} />
      <ErrorNote error={error} />
      {table.rows.length > 0 ? (
        <FlavorTable table={table} provider={provider.name} newSpec={newSpec} remove={known.flavorsSource === null ? null : remove} />
      ) : (
        <>
          <p className="jp-VcpProviders-note">
            {trans.__('There is no flavor for this provider. Fill in a spec in the composer and save its form as an own flavor.')}
          </p>
          <Button
            onClick={() => {
              newSpec();
            }}
          >
            {trans.__('New Spec')}
          </Button>
        </>
      )}
      <FlavorProblems problems={known.problems} />
    </Section>
  );
}

/** Which file the flavors come from. */
function FlavorsOrigin({ known }: { readonly known: IKnownProviders }): JSX.Element {
  const { trans } = useProviders();
  const { flavorsSource, flavorsTarget } = known;
  if (flavorsSource !== null) {
    return (
      <p className="jp-VcpProviders-note">
        {trans.__('Flavor file:')} <Copyable text={flavorsSource} label={trans.__('path of the file')} />
      </p>
    );
  }
  return (
    <p className="jp-VcpProviders-note">
      {trans.__('These are samples: there is no vcp_flavor.yml, so the SDK does not know them.')}{' '}
      {flavorsTarget !== null && trans.__('An own flavor that is saved from the composer is written to %1.', flavorsTarget)}
    </p>
  );
}

/** What is wrong with the file, as the server half says it. */
function FlavorProblems({ problems }: { readonly problems: readonly Problem[] }): JSX.Element | null {
  const { trans } = useProviders();
  const ofFile = problems.filter(({ code }) => code === 'flavor_broken' || code === 'flavor_unknown_key');
  if (ofFile.length === 0) {
    return null;
  }
  return (
    <details className="jp-VcpProviders-problems" open={ofFile.some(({ severity }) => severity === 'error')}>
      <summary>{trans._n('%1 problem in vcp_flavor.yml', '%1 problems in vcp_flavor.yml', ofFile.length)}</summary>
      <ul lang="en">
        {ofFile.map(problem => (
          <li key={`${problem.path ?? ''} ${problem.message}`}>{problem.message}</li>
        ))}
      </ul>
    </details>
  );
}

/** Removes a flavor after a confirmation, and says where the back-up is. */
function useRemoval(provider: IProvider) {
  const { model, say, trans } = useProviders();
  const [error, setError] = useState<unknown>(null);
  const remove = async (flavor: string): Promise<void> => {
    setError(null);
    if (!(await confirmFlavorRemoval(provider.name, flavor, trans))) {
      return;
    }
    try {
      const { backup } = await model.removeFlavor(provider.name, flavor);
      model.show(null, 'flavors'); // The row with the focus has gone.
      say(backup ? trans.__('Flavor %1 was removed. Back-up: %2', flavor, backup) : trans.__('Flavor %1 was removed.', flavor));
    } catch (reason) {
      setError(reason);
    }
  };
  return { error, remove: (flavor: string) => void remove(flavor) };
}
