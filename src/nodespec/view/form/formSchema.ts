/**
 * From a provider's attributes to what JupyterLab's form component takes.
 */
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';

import { textIn } from '../../domain';
import type { AttributeSchema, Path } from '../../domain';

/** Names of our field components, as the form component knows them. */
export type FieldName =
  | 'VcpText'
  | 'VcpNumber'
  | 'VcpChoice'
  | 'VcpAddresses'
  | 'VcpList'
  | 'VcpEnvironment'
  | 'VcpVolumes'
  | 'VcpTags'
  | 'VcpDisks'
  | 'VcpImage'
  | 'VcpScript'
  | 'VcpUnitGroup'
  | 'VcpSshKeys';

/** Keys of the document that stand beside `attributes` and have a field in the form. */
export const topLevelFields = ['unitGroup', 'unit', 'sshKeys'] as const;
export type TopLevelField = (typeof topLevelFields)[number];

/** Whether the name of a form field is a key of the document itself, not an attribute. */
export function isTopLevel(name: string): name is TopLevelField {
  return topLevelFields.some(field => field === name);
}

/** Whether the name is a key of the document itself that must have a value; of attributes their provider says so. */
export function isRequiredKey(name: string): boolean {
  return name === 'unitGroup' || name === 'unit';
}

/** Place in the document of a form field. */
export function pathOf(name: string): Path {
  return isTopLevel(name) ? [name] : ['attributes', name];
}

const fieldByFormat: Readonly<Partial<Record<NonNullable<AttributeSchema['format']>, FieldName>>> = {
  ipv4: 'VcpAddresses',
  mac: 'VcpList',
  disk: 'VcpDisks',
  environment: 'VcpEnvironment',
  volume: 'VcpVolumes',
  host: 'VcpList',
  script: 'VcpScript',
  image: 'VcpImage',
  tags: 'VcpTags'
};

/** The field component for an attribute: by what its value is, else by its type. */
export function fieldOf(attribute: AttributeSchema): FieldName {
  const byFormat = attribute.format === null ? undefined : fieldByFormat[attribute.format];
  if (byFormat !== undefined) {
    return byFormat;
  }
  if (attribute.enforced !== null) {
    return 'VcpChoice';
  }
  const byType: Readonly<Record<AttributeSchema['type'], FieldName>> = {
    integer: 'VcpNumber',
    array: 'VcpList',
    object: 'VcpTags',
    string: 'VcpText'
  };
  return byType[attribute.type];
}

/** Whether the field is made of several controls, so that its label names a group. */
export function isGroup(field: FieldName): boolean {
  const single: readonly FieldName[] = ['VcpText', 'VcpNumber', 'VcpChoice', 'VcpImage', 'VcpUnitGroup'];
  return !single.includes(field);
}

/** Whether the field needs the whole width of the form: rows of several controls, and texts of several lines. */
export function isWide(field: FieldName): boolean {
  const wide: readonly FieldName[] = ['VcpDisks', 'VcpEnvironment', 'VcpVolumes', 'VcpTags', 'VcpScript', 'VcpSshKeys'];
  return wide.includes(field);
}

/** The field component behind a name of the form; null for a line of text beside the attributes. */
export function fieldNameOf(name: string, attribute: AttributeSchema | undefined): FieldName | null {
  if (name === 'sshKeys') {
    return 'VcpSshKeys';
  }
  return attribute === undefined ? null : fieldOf(attribute);
}

/** A field that is not an attribute of the provider. */
export interface IExtraField {
  readonly name: TopLevelField;
  readonly field: FieldName;
  readonly title: string;
  readonly help: string;
}

export interface IFormSchema {
  readonly schema: RJSFSchema;
  readonly uiSchema: UiSchema<ReadonlyJSONObject>;
}

/**
 * The form of one section.
 *
 * #### Notes
 * Only type, title and description go in. A `default` would be written into the document by the form component as soon as it is shown,
 * and what is allowed is for the domain's rules to say, which know more than a schema can.
 */
export function sectionForm(extras: readonly IExtraField[], attributes: readonly AttributeSchema[], language: string): IFormSchema {
  const properties: Record<string, RJSFSchema> = {};
  const uiSchema: UiSchema<ReadonlyJSONObject> = {};
  for (const { name, field, title, help } of extras) {
    properties[name] = { type: 'string', title, description: help };
    uiSchema[name] = { 'ui:field': field };
  }
  for (const attribute of attributes) {
    const { name, type, title, help } = attribute;
    properties[name] = { type, title: textIn(title, language), description: textIn(help, language) };
    uiSchema[name] = { 'ui:field': fieldOf(attribute) };
  }
  return { schema: { type: 'object', properties }, uiSchema };
}
