/** The flavors of a provider as a table: flavor names by keys. */
import type { IBilingual } from '../../common/bilingual';
import { flavorYaml } from './yaml';
import type { IFlavorKey } from './provider';

/** A column of the table. */
export interface IFlavorColumn {
  readonly key: string;
  /** What it sets; null for a key that no attribute of the provider reads: it has no effect. */
  readonly title: IBilingual | null;
  /** Unit of the numbers, e.g. `GB`. */
  readonly unit: string | null;
}

export interface IFlavorRow {
  readonly name: string;
  /** Value of each column as text; null where the flavor does not have the key. */
  readonly cells: readonly (string | null)[];
  /** The flavor as it stands in `vcp_flavor.yml`. */
  readonly yaml: string;
}

export interface IFlavorTable {
  readonly columns: readonly IFlavorColumn[];
  readonly rows: readonly IFlavorRow[];
}

/** Flavor key -> value, as `vcp_flavor.yml` has it. */
export type FlavorValues = Readonly<Record<string, unknown>>;

/**
 * Known keys come first, in the order of the provider file, as far as a flavor has them; then the unknown ones in the order of the file.
 */
export function flavorTable(flavors: Readonly<Record<string, FlavorValues>>, known: readonly IFlavorKey[]): IFlavorTable {
  const used = new Set(Object.values(flavors).flatMap(values => Object.keys(values)));
  const columns: readonly IFlavorColumn[] = [
    ...known.filter(({ key }) => used.has(key)),
    ...[...used].filter(key => !known.some(column => column.key === key)).map(key => ({ key, title: null, unit: null }))
  ];
  const rows = Object.entries(flavors).map(([name, values]) => ({
    name,
    cells: columns.map(({ key }) => (Object.hasOwn(values, key) ? valueText(values[key]) : null)),
    yaml: flavorYaml(name, values)
  }));
  return { columns, rows };
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
