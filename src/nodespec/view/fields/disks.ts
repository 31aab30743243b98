import { isJsonList, vcDiskOf } from '../../domain';
import type { JsonValue, KnownUnitGroup, VcDisk } from '../../domain';
import { valueText } from '../form/valueText';

/** A VC disk as it can be chosen. */
export interface IDiskChoice {
  /** Entry for the document. */
  readonly disk: VcDisk;
  /** `group/unit` or `group/unit/number`. */
  readonly text: string;
  readonly inUse: boolean;
}

/** How an entry of `disks` reads: the volume id, or `group/unit` or `group/unit/number` of a VC disk. */
export function diskText(entry: JsonValue): string {
  const disk = vcDiskOf(entry);
  if (disk === null) {
    return valueText(entry);
  }
  return [disk.unitGroup, disk.unit, ...(disk.disk === undefined ? [] : [String(disk.disk)])].join('/');
}

/** The disks of all storage groups: each unit as a whole, then disk by disk where there are several. */
export function diskChoices(groups: readonly KnownUnitGroup[]): readonly IDiskChoice[] {
  return groups
    .filter(({ type }) => type === 'storage')
    .flatMap(group =>
      group.units.flatMap(unit => {
        const whole: VcDisk = { unitGroup: group.name, unit: unit.name };
        const single = unit.disks.map(({ number, inUse }) => ({ disk: { ...whole, disk: number }, inUse }));
        const all = { disk: whole, inUse: unit.disks.length > 0 && unit.disks.every(({ inUse }) => inUse) };
        return [all, ...(single.length > 1 ? single : [])].map(({ disk, inUse }) => ({ disk, inUse, text: diskText({ ...disk }) }));
      })
    );
}

/** The entries of `disks`, of whatever form. */
export function diskEntries(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonList(value) ? value : [];
}
