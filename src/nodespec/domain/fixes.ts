import { counterpartOf, groupNamed } from './clouds';
import type { CheckContext, KnownUnitGroup } from './context';
import type { Diagnostic } from './diagnostic';
import { attributeValue, clearAttribute, setAttribute, setTopLevel, topLevelText, type Spec } from './document';
import { isJsonList } from './json';
import type { ProviderSchema, UnitType } from './providerTypes';

/** A change of the document that mends a finding at once. */
export type SpecFix =
  | { readonly kind: 'use_group'; readonly name: string; readonly exists: boolean }
  | { readonly kind: 'use_unit'; readonly name: string }
  | { readonly kind: 'remove_disk'; readonly position: number }
  | { readonly kind: 'use_gpus' };

/** A way out of a finding: a change of the document, another provider, or something beside the document. */
export type Fix =
  | SpecFix
  | { readonly kind: 'use_provider'; readonly name: string }
  /** `group`: id of the unit group. */
  | { readonly kind: 'add_nodes'; readonly group: string; readonly unit: string }
  | { readonly kind: 'compare' };

/** The name with the next free number behind it: `web` to `web-2`, `web-2` to `web-3`. */
export function nextName(name: string, taken: readonly string[]): string {
  const counted = /^(.*)-(\d{1,6})$/.exec(name);
  const stem = counted?.[1] ?? name;
  let number = Number(counted?.[2] ?? 1) + 1;
  while (taken.includes(`${stem}-${number}`)) {
    number += 1;
  }
  return `${stem}-${number}`;
}

/** A name for the unit group of the given type that goes with a group of the other one: `demo` to `demo-disk` and back. */
export function groupBeside(name: string, type: UnitType, groups: readonly KnownUnitGroup[]): string {
  const stem = name.replace(/-disks?$/, '');
  const wanted = type === 'storage' ? `${stem}-disk` : stem === name ? `${name}-nodes` : stem;
  const other = groups.some(group => group.name === wanted && group.type !== type);
  return other
    ? nextName(
        wanted,
        groups.map(group => group.name)
      )
    : wanted;
}

function groupFixes(spec: Spec, provider: ProviderSchema, context: CheckContext, offered: readonly ProviderSchema[]): readonly Fix[] {
  const groups = context.unitGroups ?? [];
  const name = groupBeside(topLevelText(spec, 'unitGroup'), provider.unitType, groups);
  const counterpart = counterpartOf(provider, offered);
  return [
    { kind: 'use_group', name, exists: groups.some(group => group.name === name) },
    ...(counterpart === null ? [] : [{ kind: 'use_provider', name: counterpart.name } as const])
  ];
}

function unitFixes(spec: Spec, provider: ProviderSchema | null, context: CheckContext, there: boolean): readonly Fix[] {
  const group = groupNamed(context.unitGroups, topLevelText(spec, 'unitGroup'), provider?.unitType ?? null);
  const unit = topLevelText(spec, 'unit');
  const units = (group?.units ?? []).map(({ name }) => name);
  const another: Fix = { kind: 'use_unit', name: nextName(unit, units) };
  const grow: readonly Fix[] = group !== null && units.includes(unit) ? [{ kind: 'add_nodes', group: group.id, unit }] : [];
  return there ? [...grow, { kind: 'compare' }, another] : [another];
}

/**
 * The ways out of a finding that need no thinking, best first; none for most findings.
 *
 * @param offered - providers that the controller has.
 */
export function fixesOf(found: Diagnostic, spec: Spec, context: CheckContext, offered: readonly ProviderSchema[]): readonly Fix[] {
  const position = found.path[2];
  switch (found.code) {
    case 'unit_group_type':
      return context.provider === null ? [] : groupFixes(spec, context.provider, context, offered);
    case 'unit_exists':
      return unitFixes(spec, context.provider, context, false);
    case 'unit_there':
    case 'unit_created':
      return unitFixes(spec, context.provider, context, true);
    case 'disk_group_missing':
    case 'disk_group_type':
    case 'disk_missing':
    case 'disk_other_cloud':
    case 'disk_in_use':
    case 'disk_in_use_by':
    case 'disk_not_converted':
    case 'disk_twice':
      return typeof position === 'number' ? [{ kind: 'remove_disk', position }] : [];
    case 'gpu_image_needs_gpus':
    case 'gpu_image_needs_gpus_and_driver':
      return [{ kind: 'use_gpus' }];
    default:
      return [];
  }
}

/** The document with the fix applied. */
export function applyFix(spec: Spec, fix: SpecFix): Spec {
  switch (fix.kind) {
    case 'use_group':
      return setTopLevel(spec, 'unitGroup', fix.name);
    case 'use_unit':
      return setTopLevel(spec, 'unit', fix.name);
    case 'use_gpus':
      return setAttribute(spec, 'gpus', 'all');
    case 'remove_disk': {
      const disks = attributeValue(spec, 'disks');
      const left = isJsonList(disks) ? disks.filter((_, position) => position !== fix.position) : [];
      return left.length === 0 ? clearAttribute(spec, 'disks') : setAttribute(spec, 'disks', left);
    }
  }
}
