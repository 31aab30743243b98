import type { Subject } from '../context';
import { error, info, warning, type Diagnostic, type DiagnosticArgs, type Path } from '../diagnostic';
import { isEmptyValue } from '../effective';
import { isJsonList, isJsonObject, own, sameJson, type JsonValue } from '../json';
import { flavorsOf } from '../provider';
import { topLevelText } from '../document';
import type { AttributeSchema } from '../providerTypes';
import { overwritesCredential } from './attributes';

function hasType(value: JsonValue, type: AttributeSchema['type']): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value);
    case 'array':
      return isJsonList(value);
    case 'object':
      return isJsonObject(value);
  }
}

function checkType(attribute: AttributeSchema, value: JsonValue, path: Path): readonly Diagnostic[] {
  const { name } = attribute;
  if (!hasType(value, attribute.type)) {
    // spot_price: the SDK wants the text "0.5"; the number 0.5 is what everybody writes first.
    const code = attribute.format === 'decimal' && typeof value === 'number' ? 'decimal_as_text' : (`value_not_${attribute.type}` as const);
    return [error(code, path, { name, value: typeof value === 'number' ? value : '' })];
  }
  if (!isJsonList(value) || attribute.format === 'disk') {
    return [];
  }
  return value.flatMap((entry, position) =>
    typeof entry === 'string' ? [] : [error('entry_not_string', [...path, position], { name, position: position + 1 })]
  );
}

function listText(values: readonly JsonValue[]): string {
  return values.map(value => (typeof value === 'string' ? value : JSON.stringify(value))).join(', ');
}

function checkLimits(attribute: AttributeSchema, value: number, path: Path): readonly Diagnostic[] {
  const args = (limit: number | null): DiagnosticArgs => ({
    name: attribute.name,
    value,
    limit: [limit ?? '', attribute.unit ?? ''].join(' ').trim()
  });
  const outside = (minimum: number | null, maximum: number | null): 'small' | 'large' | null =>
    minimum !== null && value < minimum ? 'small' : maximum !== null && value > maximum ? 'large' : null;
  const hard = outside(attribute.minimum, attribute.maximum);
  if (hard !== null) {
    return [error(`value_too_${hard}`, path, args(hard === 'small' ? attribute.minimum : attribute.maximum))];
  }
  const advised = outside(attribute.advised.minimum, attribute.advised.maximum);
  const limit = advised === 'small' ? attribute.advised.minimum : attribute.advised.maximum;
  return advised === null ? [] : [warning(`value_advised_${advised}`, path, args(limit))];
}

function checkChoice(attribute: AttributeSchema, value: JsonValue, path: Path): readonly Diagnostic[] {
  const shown = listText([value]);
  const among = (values: readonly JsonValue[]): boolean => values.some(candidate => sameJson(candidate, value));
  if (attribute.enforced !== null && !among(attribute.enforced)) {
    return [error('value_not_allowed', path, { name: attribute.name, value: shown, allowed: listText(attribute.enforced) })];
  }
  if (attribute.known.length > 0 && !among(attribute.known) && !isEmptyValue(value)) {
    return [info('value_not_listed', path, { name: attribute.name, value: shown, known: listText(attribute.known) })];
  }
  return [];
}

function checkText(attribute: AttributeSchema, value: string, path: Path): readonly Diagnostic[] {
  if (attribute.format === 'decimal' && value !== '' && !/^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value)) {
    return [error('decimal_form', path, { name: attribute.name, value })];
  }
  // Scripts and images have rules of their own, with clearer sentences than a pattern can give.
  if (attribute.pattern !== null && attribute.format === null && !new RegExp(attribute.pattern).test(value)) {
    return [error('value_form', path, { name: attribute.name, value })];
  }
  return value !== value.trim() && attribute.format !== 'script' ? [warning('value_spaces', path, { name: attribute.name })] : [];
}

function checkValue(attribute: AttributeSchema, value: JsonValue, subject: Subject): readonly Diagnostic[] {
  const path = ['attributes', attribute.name];
  const types = checkType(attribute, value, path);
  if (types.length > 0) {
    return types;
  }
  return [
    ...checkChoice(attribute, value, path),
    ...(typeof value === 'number' && attribute.enforced === null ? checkLimits(attribute, value, path) : []),
    ...(typeof value === 'string' ? checkText(attribute, value, path) : []),
    ...(overwritesCredential(attribute, subject.provider) ? [warning('overwrites_credential', path, { name: attribute.name })] : [])
  ];
}

/** Every set attribute: right kind, within the limits, of the enforced or listed values. */
export function checkValues(subject: Subject): readonly Diagnostic[] {
  return subject.provider.attributes.flatMap(attribute => {
    const value = own(subject.attributes, attribute.name);
    return value === undefined ? [] : checkValue(attribute, value, subject);
  });
}

/** Attributes that the CCI always carries and that nothing gives a value. */
export function checkRequired({ spec, provider, effective, context }: Subject): readonly Diagnostic[] {
  const flavorKnown = Object.hasOwn(flavorsOf(provider, context.flavors), topLevelText(spec, 'flavor'));
  return provider.attributes.flatMap(attribute => {
    const missing = attribute.required && isEmptyValue(effective.get(attribute.name)?.value);
    // Of a flavor that is missing or unknown its own rule speaks; what it would give cannot be known.
    const mayCome = attribute.flavorKey !== null && !flavorKnown;
    return missing && !mayCome ? [error('value_missing', ['attributes', attribute.name], { name: attribute.name })] : [];
  });
}
