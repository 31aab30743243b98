import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { emptySpec, isJsonObject, serializeSpec, setAttribute, setTopLevel, unitTypeKey, withKey } from './domain';
import type { JsonObject, JsonValue, Spec, UnitType } from './domain';

/** What a new document starts with. */
export interface INewSpec {
  /** Folder of the file; the file browser's when it is not given. */
  readonly folder?: string | undefined;
  readonly provider?: string | undefined;
  readonly flavor?: string | undefined;
  readonly image?: string | undefined;
  readonly unitGroup?: string | undefined;
  /** What the unit shall be made of while no provider is chosen. */
  readonly unitType?: UnitType | undefined;
  readonly unit?: string | undefined;
  /** SDK attribute name to value. */
  readonly attributes?: JsonObject | undefined;
}

/** What the arguments of the command ask for; what is not of its kind counts as not given. */
export function startOf(args: ReadonlyPartialJSONObject): INewSpec {
  const { unitType, attributes } = args;
  const text = (key: string): string | undefined => {
    const value = args[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    folder: text('cwd'),
    provider: text('provider'),
    flavor: text('flavor'),
    image: text('image'),
    unitGroup: text('unitGroup'),
    unitType: unitType === 'compute' || unitType === 'storage' ? unitType : undefined,
    unit: text('unit'),
    attributes: attributesFrom(attributes)
  };
}

/** A copy as JSON has it, without the `undefined` that arguments of commands may hold. */
function attributesFrom(value: ReadonlyPartialJSONObject[string]): JsonObject | undefined {
  const copy = value === undefined ? null : (JSON.parse(JSON.stringify(value)) as JsonValue);
  return isJsonObject(copy) ? copy : undefined;
}

/** Whether something follows from what is given. Nothing follows from nothing: a plain new spec waits for no answer of the server. */
export function needsCompletion({ provider, unitType }: INewSpec): boolean {
  return provider !== undefined || unitType !== undefined;
}

/** The text of a new document. */
export function newSpecText({ provider, flavor, image, unitGroup, unitType, unit, attributes = {} }: INewSpec): string {
  const set = (spec: Spec, key: 'flavor' | 'unitGroup' | 'unit', value: string | undefined): Spec =>
    value === undefined ? spec : setTopLevel(spec, key, value);
  const typed = provider === undefined && unitType !== undefined ? withKey(emptySpec(), unitTypeKey, unitType) : emptySpec(provider);
  const placed = set(set(set(typed, 'unitGroup', unitGroup), 'unit', unit), 'flavor', flavor);
  const filled = Object.entries({ ...attributes, ...(image === undefined ? {} : { image }) });
  return serializeSpec(filled.reduce<Spec>((spec, [name, value]) => setAttribute(spec, name, value), placed));
}
