import { isJsonList, vcDiskOf } from '../../domain';
import type { JsonValue } from '../../domain';
import { valueText } from '../form/valueText';

/** How an entry of `disks` reads: the volume id, or `group/unit` or `group/unit/number` of a VC disk. */
export function diskText(entry: JsonValue): string {
  const disk = vcDiskOf(entry);
  if (disk === null) {
    return valueText(entry);
  }
  return [disk.unitGroup, disk.unit, ...(disk.disk === undefined ? [] : [String(disk.disk)])].join('/');
}

/** The entries of `disks`, of whatever form. */
export function diskEntries(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonList(value) ? value : [];
}

/**
 * The list after its chips were edited: what has no chip stays, chips that are still there keep their form and place, new texts are
 * volume ids at the end.
 *
 * @param hasChip - whether an entry has a chip; the others are chosen elsewhere.
 * @param texts - the chips as they are now.
 */
export function withChips(
  entries: readonly JsonValue[],
  hasChip: (entry: JsonValue) => boolean,
  texts: readonly string[]
): readonly JsonValue[] {
  const left = [...texts];
  const kept = entries.filter(entry => {
    const at = hasChip(entry) ? left.indexOf(diskText(entry)) : -1;
    return !hasChip(entry) || (at >= 0 && left.splice(at, 1).length > 0);
  });
  return [...kept, ...left];
}
