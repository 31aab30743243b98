import { textIn } from '../domain';
import type { IOfferedProvider } from '../model';

/** A provider in the list. */
export interface IProviderChoice {
  readonly name: string;
  /** In the user's language; empty when it says no more than the name. */
  readonly title: string;
}

export interface IProviderChoices {
  /** Those that the controller has, or may have when it could not be asked. */
  readonly here: readonly IProviderChoice[];
  readonly elsewhere: readonly IProviderChoice[];
  /** The document's provider when nobody knows it. */
  readonly unknown: string | null;
}

/** What the provider list offers: nodes before disks, in each by name. */
export function providerChoices(offers: readonly IOfferedProvider[], chosen: string, language: string): IProviderChoices {
  const sorted = [...offers].sort(
    (a, b) => a.schema.unitType.localeCompare(b.schema.unitType) || a.schema.name.localeCompare(b.schema.name)
  );
  const choice = ({ schema }: IOfferedProvider): IProviderChoice => {
    const title = textIn(schema.title, language);
    return { name: schema.name, title: title === schema.name ? '' : title };
  };
  return {
    here: sorted.filter(({ available }) => available !== false).map(choice),
    elsewhere: sorted.filter(({ available }) => available === false).map(choice),
    unknown: chosen === '' || offers.some(({ schema }) => schema.name === chosen) ? null : chosen
  };
}
