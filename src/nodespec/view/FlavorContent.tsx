import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { textIn } from '../domain';
import type { FlavorEntry, ProviderSchema } from '../domain';
import type { ISurroundings } from '../model';
import { valueText } from './form/valueText';

interface IFlavorContentProps {
  readonly entries: readonly FlavorEntry[];
  readonly provider: ProviderSchema;
  readonly surroundings: ISurroundings;
  readonly trans: TranslationBundle;
  /** BCP 47 tag. */
  readonly language: string;
}

/** What a new flavor will hold, where it goes, and what happens to the rest of the file. */
export function FlavorContent({ entries, provider, surroundings, trans, language }: IFlavorContentProps): JSX.Element {
  const { flavors, flavorsSource, flavorsTarget } = surroundings;
  const first = flavorsSource === null || !Object.hasOwn(flavors, provider.name);
  return (
    <>
      <table className="jp-VcpSpec-table" aria-label={trans.__('What the flavor sets')}>
        <tbody>
          {entries.map(({ attribute, key, value }) => (
            <tr key={key}>
              <th scope="row">
                {textIn(attribute.title, language)} <code>{key}</code>
              </th>
              <td>{[valueText(value), attribute.unit ?? ''].join(' ').trim()}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{trans.__('Image, addresses, keys and the like belong to the spec; a flavor does not hold them.')}</p>
      <p>
        {flavorsSource === null
          ? trans.__('%1 will be made.', flavorsTarget)
          : trans.__('Written to %1: comments and all other flavors stay as they are, and a back-up is made.', flavorsTarget)}
      </p>
      {first ? (
        <p>
          {trans.__(
            'The file has no flavors of %1 yet. The samples (%2) are not in it, and are no longer offered once it has one.',
            provider.name,
            Object.keys(provider.sampleFlavors).join(', ')
          )}
        </p>
      ) : null}
    </>
  );
}
