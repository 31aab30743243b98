import type { Subject } from '../context';
import { error, warning, type Diagnostic, type Path } from '../diagnostic';
import { vcDiskOf, type VcDisk } from '../document';
import { memberCount } from '../effective';
import { isJsonList, isJsonObject, own, type JsonValue } from '../json';
import { attributeOf } from '../provider';
import type { ProviderSchema } from '../providerTypes';

/** Whether the plugin converts VC disks; gcp sends the list as it is, so its entries must be texts. */
export function takesVcDisks(provider: ProviderSchema): boolean {
  const items = own(attributeOf(provider, 'disks')?.source ?? {}, 'items');
  const type = isJsonObject(items) ? own(items, 'type') : undefined;
  return isJsonList(type) ? type.includes('object') : type === 'object';
}

function checkUse(disk: VcDisk, path: Path, { context, provider }: Subject): readonly Diagnostic[] {
  const args = { group: disk.unitGroup, unit: disk.unit };
  const group = context.unitGroups?.find(({ name }) => name === disk.unitGroup);
  if (context.unitGroups === null) {
    return [];
  }
  if (group === undefined) {
    return [error('disk_group_missing', path, args)];
  }
  if (group.type !== 'storage') {
    return [error('disk_group_type', path, args)];
  }
  const unit = group.units.find(({ name }) => name === disk.unit);
  const chosen = unit?.disks.filter(({ number }) => disk.disk === undefined || number === disk.disk) ?? [];
  if (unit === undefined || chosen.length === 0) {
    return [error('disk_missing', path, { ...args, number: disk.disk ?? '' })];
  }
  const cloud = unit.provider?.replace(/_disk$/, '') ?? null;
  // aws_spot attaches the disks of aws (node-spec.md 9, note 2).
  const other =
    cloud !== null && cloud !== (provider.configSection ?? provider.cloudProvider)
      ? [error('disk_other_cloud', path, { ...args, cloud })]
      : [];
  return [...other, ...(chosen.some(({ inUse }) => inUse) ? [warning('disk_in_use', path, args)] : [])];
}

function checkDisk(entry: JsonValue, path: Path, subject: Subject): readonly Diagnostic[] {
  if (typeof entry === 'string') {
    return entry.trim() === '' ? [error('disk_empty', path)] : [];
  }
  const disk = vcDiskOf(entry);
  if (disk === null) {
    return [error('disk_form', path)];
  }
  return takesVcDisks(subject.provider)
    ? checkUse(disk, path, subject)
    : [error('disk_not_converted', path, { provider: subject.provider.name })];
}

/** Attached disks: each exists, is of the same cloud and free; several nodes share none (node-spec.md 7, rule 9). */
export function checkDisks(subject: Subject): readonly Diagnostic[] {
  const disks = own(subject.attributes, 'disks');
  if (!isJsonList(disks) || attributeOf(subject.provider, 'disks') === undefined) {
    return [];
  }
  const seen = new Set<string>();
  const each = disks.flatMap((entry, position) => {
    const path = ['attributes', 'disks', position];
    const text = JSON.stringify(entry);
    const twice = seen.has(text) ? [error('disk_twice', path)] : [];
    seen.add(text);
    return [...checkDisk(entry, path, subject), ...twice];
  });
  const nodes = memberCount(subject.spec, subject.provider);
  return disks.length > 0 && nodes > 1 ? [...each, warning('disks_several_nodes', ['attributes', 'disks'], { nodes })] : each;
}
