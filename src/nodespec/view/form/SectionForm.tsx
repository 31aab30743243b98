import { FormComponent } from '@jupyterlab/ui-components';
import type { ErrorSchema, RegistryFieldsType } from '@rjsf/utils';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import React, { memo, useId, useMemo } from 'react';

import { attributesOf, featureOf, messageOf, own } from '../../domain';
import type { Diagnostic, JsonObject, JsonValue, Section } from '../../domain';
import { useComposer, useSelected } from '../composer';
import { useShownFindings } from '../shownFindings';
import { DisksField } from '../fields/DisksField';
import { ImageField } from '../fields/ImageField';
import { AddressesField, ListField } from '../fields/ListFields';
import { EnvironmentField, TagsField } from '../fields/PairFields';
import { ScriptField } from '../fields/ScriptField';
import { SshKeysField } from '../fields/SshKeysField';
import { ChoiceField, NumberField, TextField, UnitGroupField } from '../fields/TextFields';
import { VolumesField } from '../fields/VolumesField';
import { isTopLevel, pathOf, sectionForm } from './formSchema';
import type { FieldName, IExtraField } from './formSchema';
import { passThroughValidator } from './passThroughValidator';
import { ArrayFieldTemplate, FieldTemplate, ObjectFieldTemplate } from './templates';

const fields: Record<FieldName, RegistryFieldsType[string]> = {
  VcpText: TextField,
  VcpNumber: NumberField,
  VcpChoice: ChoiceField,
  VcpAddresses: AddressesField,
  VcpList: ListField,
  VcpEnvironment: EnvironmentField,
  VcpVolumes: VolumesField,
  VcpTags: TagsField,
  VcpDisks: DisksField,
  VcpImage: ImageField,
  VcpScript: ScriptField,
  VcpUnitGroup: UnitGroupField,
  VcpSshKeys: SshKeysField
};

const templates = { FieldTemplate, ArrayFieldTemplate, ObjectFieldTemplate };

/** What the form calls back with, as far as we look. */
interface IChangeEvent {
  readonly formData?: JsonObject;
}

interface ISectionFormProps {
  readonly section: Section;
  readonly extras: readonly IExtraField[];
}

/** The fields of one section. Each section is a form of its own, so that a keystroke makes only its section render. */
export const SectionForm = memo(function SectionForm({ section, extras }: ISectionFormProps): JSX.Element {
  const { model, language } = useComposer();
  const prefix = useId();
  const unsupported = useUnsupported(section);
  const { schema, uiSchema } = useMemo(() => {
    const form = sectionForm(extras, section.attributes, language);
    const disabled = unsupported === '' ? [] : unsupported.split(' ');
    for (const name of disabled) {
      form.uiSchema[name] = { ...form.uiSchema[name], 'ui:disabled': true };
    }
    return form;
  }, [extras, section, language, unsupported]);
  const names = useMemo(() => [...extras, ...section.attributes].map(({ name }) => name), [extras, section]);
  const formData = useFormData(names);
  const extraErrors = useErrors(names);
  // The form component's own type leaves out the id that the form calls back with.
  return (
    <FormComponent
      tagName="div"
      schema={schema}
      uiSchema={uiSchema}
      formData={formData}
      extraErrors={extraErrors}
      validator={passThroughValidator}
      fields={fields}
      templates={templates}
      idPrefix={prefix}
      idSeparator="."
      showErrorList={false}
      noHtml5Validate
      onChange={(event: IChangeEvent, id?: string) => {
        // Without an id nobody typed: the form has filled in an empty list or map, which does not belong into the document.
        const name = id?.slice(prefix.length + 1);
        if (name !== undefined && names.includes(name)) {
          put(name, own(event.formData ?? {}, name));
        }
      }}
    />
  );

  function put(name: string, value: JsonValue | undefined): void {
    if (name === 'unitGroup' || name === 'unit') {
      model.setTopLevel(name, typeof value === 'string' ? value : '');
    } else if (!isTopLevel(name)) {
      model.setAttribute(name, value);
    }
  }
});

/** Names of attributes that the provider cannot take and that have no value which would have to be taken away, separated by blanks. */
function useUnsupported(section: Section): string {
  return useSelected(({ provider, spec }) =>
    section.attributes
      .filter(({ name }) => provider !== null && spec !== null && featureOf(provider, name)?.support === 'no')
      .filter(({ name }) => spec !== null && own(attributesOf(spec), name) === undefined)
      .map(({ name }) => name)
      .join(' ')
  );
}

/** The values of the fields as one object; the same object until one of them is another value. */
function useFormData(names: readonly string[]): ReadonlyJSONObject {
  const text = useSelected(({ spec }) => JSON.stringify(names.map(name => (spec === null ? undefined : valueIn(spec, name)) ?? null)));
  return useMemo(() => {
    const values = JSON.parse(text) as readonly JsonValue[];
    const set = names.flatMap((name, position): (readonly [string, JsonValue])[] => {
      const value = values[position] ?? null;
      return value === null ? [] : [[name, value]];
    });
    return Object.fromEntries(set) as ReadonlyJSONObject;
  }, [text, names]);
}

function valueIn(spec: JsonObject, name: string): JsonValue | undefined {
  return isTopLevel(name) ? own(spec, name) : own(attributesOf(spec), name);
}

/** The errors of the domain's rules, as the form component takes them. */
function useErrors(names: readonly string[]): ErrorSchema<ReadonlyJSONObject> {
  const { trans, language } = useComposer();
  const diagnostics = useShownFindings();
  const text = JSON.stringify(names.map(name => errorsAt(diagnostics, name).map(found => messageOf(found, trans, language))));
  return useMemo(() => {
    const messages = JSON.parse(text) as readonly (readonly string[])[];
    return Object.fromEntries(
      names.flatMap((name, position) => {
        const found = messages[position] ?? [];
        return found.length === 0 ? [] : [[name, { __errors: [...found] }]];
      })
    );
  }, [text, names]);
}

function errorsAt(diagnostics: readonly Diagnostic[], name: string): readonly Diagnostic[] {
  const path = pathOf(name);
  return diagnostics.filter(({ severity, path: at }) => severity === 'error' && path.every((key, position) => at[position] === key));
}
