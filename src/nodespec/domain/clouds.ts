import type { KnownUnitGroup } from './context';
import { topLevelText, unitTypeKey, type Spec } from './document';
import { isJsonList, isJsonObject, own } from './json';
import { attributeOf } from './provider';
import type { ProviderSchema, UnitType } from './providerTypes';

/** The cloud of a member's provider: whether disks are listed as `aws` or as `aws_disk` is not published, so both are understood. */
export function cloudOf(provider: string): string {
  return provider.replace(/_disk$/, '');
}

/** The cloud whose VC disks a provider's nodes attach: aws_spot attaches the disks of aws (node-spec.md 9, note 2). */
export function diskCloudOf(provider: ProviderSchema): string {
  return provider.configSection ?? provider.cloudProvider;
}

/** Whether the plugin converts VC disks; gcp sends the list as it is, so its entries must be texts. */
export function takesVcDisks(provider: ProviderSchema): boolean {
  const items = own(attributeOf(provider, 'disks')?.source ?? {}, 'items');
  const type = isJsonObject(items) ? own(items, 'type') : undefined;
  return isJsonList(type) ? type.includes('object') : type === 'object';
}

/** The provider of the same cloud that makes the other kind of unit: `aws` and `aws_spot` to `aws_disk`, `aws_disk` to `aws`. */
export function counterpartOf(provider: ProviderSchema, offered: readonly ProviderSchema[]): ProviderSchema | null {
  const cloud = diskCloudOf(provider);
  const others = offered.filter(({ unitType }) => unitType !== provider.unitType);
  return others.find(({ name, cloudProvider }) => (provider.unitType === 'compute' ? cloudProvider : name) === cloud) ?? null;
}

/** The unit group of that name and, where several have it, of that type. */
export function groupNamed(groups: readonly KnownUnitGroup[] | null, name: string, type: UnitType | null): KnownUnitGroup | null {
  const named = (groups ?? []).filter(group => group.name === name);
  return named.find(group => group.type === type) ?? named[0] ?? null;
}

/** What a document's unit shall be made of while no provider decides it: what it says itself, else the type of its unit group. */
export function wantedUnitType(spec: Spec, groups: readonly KnownUnitGroup[] | null): UnitType | null {
  const said = own(spec, unitTypeKey);
  return said === 'compute' || said === 'storage' ? said : (groupNamed(groups, topLevelText(spec, 'unitGroup'), null)?.type ?? null);
}

/**
 * The provider that a new disk spec most likely wants: that of the disks which its unit group has already, else the only one on offer.
 *
 * @param offered - providers that the controller has.
 * @returns null when that leaves a choice.
 */
export function presetDiskProvider(
  unitGroup: string,
  groups: readonly KnownUnitGroup[] | null,
  offered: readonly ProviderSchema[]
): ProviderSchema | null {
  const candidates = offered.filter(({ unitType }) => unitType === 'storage');
  const units = groupNamed(groups, unitGroup, 'storage')?.units ?? [];
  const clouds = units.flatMap(({ provider }) => (provider === null ? [] : [cloudOf(provider)]));
  const sibling = candidates.find(({ cloudProvider }) => clouds.includes(cloudProvider));
  return sibling ?? (candidates.length === 1 ? (candidates[0] ?? null) : null);
}
