import { cloudOf, diskCloudOf } from './clouds';
import type { AttachedTo, KnownDisk, KnownUnit, KnownUnitGroup } from './context';
import { topLevelText, vcDiskOf, type Spec, type VcDisk } from './document';
import { sameJson, type JsonValue } from './json';
import type { ProviderSchema } from './providerTypes';

/** Why a disk cannot be chosen. `with_unit`: it is chosen already, together with its unit. */
export type DiskRefusal =
  | { readonly code: 'other_cloud'; readonly cloud: string }
  | { readonly code: 'in_use' }
  | { readonly code: 'not_running' }
  | { readonly code: 'with_unit' };

/** A VC disk as the picker shows it. */
export interface DiskChoice {
  /** Entry for the document. */
  readonly entry: VcDisk;
  readonly number: number;
  /** GB; null when the controller does not tell. */
  readonly size: number | null;
  readonly state: string;
  readonly inUse: boolean;
  readonly attachedTo: AttachedTo | null;
  readonly chosen: boolean;
  readonly refusal: DiskRefusal | null;
}

/** A storage unit with its disks. */
export interface DiskUnitChoice {
  /** Entry for the document: all disks of the unit. */
  readonly entry: VcDisk;
  readonly cloud: string | null;
  readonly chosen: boolean;
  /** Why the unit as a whole cannot be chosen: what holds for one of its disks holds for all. */
  readonly refusal: DiskRefusal | null;
  readonly disks: readonly DiskChoice[];
}

function isEntry(entry: JsonValue, disk: VcDisk): boolean {
  return sameJson(asJson(vcDiskOf(entry)), asJson(disk));
}

function asJson(disk: VcDisk | null): JsonValue {
  return disk === null ? null : { ...disk };
}

function refusalOf({ inUse, state, attachedTo }: KnownDisk, spec: Spec): DiskRefusal | null {
  // What the unit of this spec has attached is its own.
  const own = attachedTo?.unitGroup === topLevelText(spec, 'unitGroup') && attachedTo.unit === topLevelText(spec, 'unit');
  if (inUse && !own) {
    return { code: 'in_use' };
  }
  return state === 'RUNNING' ? null : { code: 'not_running' };
}

function unitChoice(group: string, unit: KnownUnit, spec: Spec, provider: ProviderSchema, entries: readonly JsonValue[]): DiskUnitChoice {
  const whole: VcDisk = { unitGroup: group, unit: unit.name };
  const chosen = entries.some(entry => isEntry(entry, whole));
  const cloud = unit.provider === null ? null : cloudOf(unit.provider);
  const foreign: DiskRefusal | null = cloud !== null && cloud !== diskCloudOf(provider) ? { code: 'other_cloud', cloud } : null;
  const disks = unit.disks.map((disk): DiskChoice => {
    const entry: VcDisk = { ...whole, disk: disk.number };
    const refusal: DiskRefusal | null = chosen ? { code: 'with_unit' } : (foreign ?? refusalOf(disk, spec));
    return { ...disk, entry, chosen: chosen || entries.some(other => isEntry(other, entry)), refusal };
  });
  const first = unit.disks.map(disk => refusalOf(disk, spec)).find(refusal => refusal !== null) ?? null;
  return { entry: whole, cloud, chosen, refusal: foreign ?? first, disks };
}

/** The storage units that have disks: those of the provider's own cloud first. */
export function diskUnits(
  groups: readonly KnownUnitGroup[],
  spec: Spec,
  provider: ProviderSchema,
  entries: readonly JsonValue[]
): readonly DiskUnitChoice[] {
  const units = groups
    .filter(({ type }) => type === 'storage')
    .flatMap(group => group.units.map(unit => unitChoice(group.name, unit, spec, provider, entries)))
    .filter(({ disks }) => disks.length > 0);
  const foreign = ({ refusal }: DiskUnitChoice): number => Number(refusal?.code === 'other_cloud');
  return [...units].sort((a, b) => foreign(a) - foreign(b));
}

/** Whether one of the units shows the entry, so that it need not stand beside them. */
export function isShown(entry: JsonValue, units: readonly DiskUnitChoice[]): boolean {
  return units.some(unit => [unit, ...unit.disks].some(choice => isEntry(entry, choice.entry)));
}

/** The list with a disk or a whole unit chosen or not; a unit takes the place of its single disks. Other entries keep their places. */
export function withDisk(entries: readonly JsonValue[], disk: VcDisk, chosen: boolean): readonly JsonValue[] {
  const covered = (entry: JsonValue): boolean => {
    const other = vcDiskOf(entry);
    return other !== null && other.unitGroup === disk.unitGroup && other.unit === disk.unit && disk.disk === undefined;
  };
  const rest = entries.filter(entry => !isEntry(entry, disk) && !covered(entry));
  return chosen ? [...rest, asJson(disk)] : rest;
}
