import type { KnownDisk, Subject } from '../context';
import { error, warning, type Diagnostic, type DiagnosticArgs, type Path } from '../diagnostic';
import { cloudOf, diskCloudOf, takesVcDisks } from '../clouds';
import { topLevelText, vcDiskOf, type VcDisk } from '../document';
import { memberCount } from '../effective';
import { isJsonList, own, type JsonValue } from '../json';
import { attributeOf } from '../provider';

/** Disks that are attached elsewhere or not there yet. What the unit of this name has attached is its own. */
function checkState(chosen: readonly KnownDisk[], path: Path, args: DiagnosticArgs, { spec }: Subject): readonly Diagnostic[] {
  const [group, unit] = [topLevelText(spec, 'unitGroup'), topLevelText(spec, 'unit')];
  const taken = chosen.find(({ inUse, attachedTo }) => inUse && !(attachedTo?.unitGroup === group && attachedTo.unit === unit));
  const waiting = chosen.find(({ state }) => state !== 'RUNNING');
  const holder = taken?.attachedTo ?? null;
  const used =
    holder === null
      ? warning('disk_in_use', path, args)
      : warning('disk_in_use_by', path, { ...args, where: `${holder.unitGroup}/${holder.unit}`, node: holder.node });
  return [...(taken ? [used] : []), ...(waiting ? [warning('disk_not_running', path, { ...args, state: waiting.state })] : [])];
}

function checkUse(disk: VcDisk, path: Path, subject: Subject): readonly Diagnostic[] {
  const { context, provider } = subject;
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
  const cloud = unit.provider === null ? null : cloudOf(unit.provider);
  const other = cloud !== null && cloud !== diskCloudOf(provider) ? [error('disk_other_cloud', path, { ...args, cloud })] : [];
  return [...other, ...checkState(chosen, path, args, subject)];
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
