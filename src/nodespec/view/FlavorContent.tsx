import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { textIn } from '../domain';
import type { FlavorEntry } from '../domain';
import type { ISurroundings } from '../model';
import { valueText } from './form/valueText';

interface IFlavorContentProps {
  readonly entries: readonly FlavorEntry[];
  readonly surroundings: ISurroundings;
  readonly trans: TranslationBundle;
  /** BCP 47 tag. */
  readonly language: string;
}

/** What a new flavor will hold, where it goes, and what happens to the rest of the file. */
export function FlavorContent({ entries, surroundings, trans, language }: IFlavorContentProps): JSX.Element {
  const { flavorsSource, flavorsTarget } = surroundings;
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
          ? trans.__('%1 will be made, with the samples of all providers in it: from then on only what it holds counts.', flavorsTarget)
          : trans.__('Written to %1: comments and all other flavors stay as they are, and a back-up is made.', flavorsTarget)}
      </p>
    </>
  );
}
