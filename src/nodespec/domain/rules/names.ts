import { cloudOf, groupNamed } from '../clouds';
import type { CheckContext, KnownUnit } from '../context';
import { error, info, warning, type Diagnostic, type DiagnosticArgs } from '../diagnostic';
import { topLevelText, type Spec } from '../document';
import type { UnitType } from '../providerTypes';

// The SDK's own pattern for units; that of groups is not published: what the names in use have in common is taken.
const unitPattern = /^[A-Za-z0-9_-]+$/;
const groupPattern = /^[A-Za-z][A-Za-z0-9_-]*$/;
const maximumLength = 128;

// Both names stand unquoted in the CCI, which is YAML: these words and forms would arrive as something else than text.
const yamlWord = /^(?:true|false|yes|no|on|off|y|n|null)$/i;
const yamlNumber = /^[-+]?(?:0x[0-9a-f_]+|0o?[0-7_]+|\d[\d_]*(?:e[-+]?\d+)?)$/i;
const yamlDate = /^\d{4}-\d{1,2}-\d{1,2}$/;

/** Whether a YAML reader takes the bare name for a truth value, number, date or null instead of a text. */
export function isYamlUnsafe(name: string): boolean {
  return yamlWord.test(name) || yamlNumber.test(name) || yamlDate.test(name) || /^-+$/.test(name);
}

function checkGroupName(name: string): readonly Diagnostic[] {
  const path = ['unitGroup'];
  if (name === '') {
    return [error('unit_group_missing', path)];
  }
  if (isYamlUnsafe(name)) {
    return [error('unit_group_yaml', path, { name })];
  }
  return groupPattern.test(name) && name.length <= maximumLength ? [] : [error('unit_group_name', path, { name, maximum: maximumLength })];
}

function checkUnitName(name: string): readonly Diagnostic[] {
  const path = ['unit'];
  if (name === '') {
    return [error('unit_missing', path)];
  }
  if (!unitPattern.test(name) || name.length > maximumLength) {
    return [error('unit_name', path, { name, maximum: maximumLength })];
  }
  return isYamlUnsafe(name) ? [error('unit_yaml', path, { name })] : [];
}

/**
 * A unit of the same cloud is most likely the one that this spec has made, e.g. before the page was loaded anew: nothing to mend, only
 * nothing to create. Any other unit has the name by accident.
 */
function existing({ provider }: KnownUnit, args: DiagnosticArgs, context: CheckContext): Diagnostic {
  const same = provider !== null && context.provider !== null && cloudOf(provider) === context.provider.cloudProvider;
  return same ? info('unit_there', ['unit'], args) : error('unit_exists', ['unit'], args);
}

function checkExisting(spec: Spec, unitType: UnitType | null, context: CheckContext): readonly Diagnostic[] {
  const [name, unit] = [topLevelText(spec, 'unitGroup'), topLevelText(spec, 'unit')];
  const sameName = (context.unitGroups ?? []).filter(candidate => candidate.name === name);
  const group = groupNamed(sameName, name, unitType);
  // Said at once: the tree learns of the unit only with its next poll.
  const ordered = context.ordered.some(order => order.unitGroup === name && order.unit === unit);
  const order = ordered ? [info('unit_created', ['unit'], { unit, group: name })] : [];
  if (group === null) {
    return order;
  }
  const otherType =
    unitType !== null && group.type !== unitType ? [error('unit_group_type', ['unitGroup'], { name, type: group.type })] : [];
  const taken = ordered ? undefined : group.units.find(candidate => candidate.name === unit);
  const exists = taken === undefined ? [] : [existing(taken, { unit, group: name }, context)];
  const shared = sameName.length > 1 ? [warning('unit_group_ambiguous', ['unitGroup'], { name })] : [];
  return [...otherType, ...order, ...exists, ...shared];
}

/** Names of unit group and unit: there, well-formed, safe in YAML, of the right type, not taken (node-spec.md 1). */
export function checkNames(spec: Spec, unitType: UnitType | null, context: CheckContext): readonly Diagnostic[] {
  return [
    ...checkGroupName(topLevelText(spec, 'unitGroup')),
    ...checkUnitName(topLevelText(spec, 'unit')),
    ...checkExisting(spec, unitType, context)
  ];
}
