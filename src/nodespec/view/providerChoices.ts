import { textIn } from '../domain';
import type { UnitType } from '../domain';
import type { IOfferedProvider } from '../model';

/** A provider in the list. */
export interface IProviderChoice {
  readonly name: string;
  /** In the user's language; empty when it says no more than the name. */
  readonly title: string;
}

export interface IProviderChoices {
  /** Those that the controller has, or may have when it could not be asked, by what they make; what is wanted comes first. */
  readonly here: readonly { readonly unitType: UnitType; readonly choices: readonly IProviderChoice[] }[];
  readonly elsewhere: readonly IProviderChoice[];
  /** The document's provider when nobody knows it. */
  readonly unknown: string | null;
}

/**
 * What the provider list offers: nodes before disks, unless disks are wanted; in each by name.
 *
 * @param wanted - what the unit shall be made of, as far as the document says.
 */
export function providerChoices(
  offers: readonly IOfferedProvider[],
  chosen: string,
  language: string,
  wanted: UnitType | null = null
): IProviderChoices {
  const sorted = [...offers].sort(
    (a, b) => a.schema.unitType.localeCompare(b.schema.unitType) || a.schema.name.localeCompare(b.schema.name)
  );
  const choice = ({ schema }: IOfferedProvider): IProviderChoice => {
    const title = textIn(schema.title, language);
    return { name: schema.name, title: title === schema.name ? '' : title };
  };
  const here = sorted.filter(({ available }) => available !== false);
  const order: readonly UnitType[] = wanted === 'storage' ? ['storage', 'compute'] : ['compute', 'storage'];
  return {
    here: order
      .map(unitType => ({ unitType, choices: here.filter(({ schema }) => schema.unitType === unitType).map(choice) }))
      .filter(({ choices }) => choices.length > 0),
    elsewhere: sorted.filter(({ available }) => available === false).map(choice),
    unknown: chosen === '' || offers.some(({ schema }) => schema.name === chosen) ? null : chosen
  };
}
