import type { FieldProps } from '@rjsf/utils';
import { useMemo } from 'react';

import { attributeValue, isUnder, messageOf, own } from '../../domain';
import type { AttributeSchema, Diagnostic, EffectiveValue, JsonValue } from '../../domain';
import { useComposer, useSelected } from '../composer';
import { useShownFindings } from '../shownFindings';
import { isRequiredKey, isTopLevel, pathOf } from './formSchema';

/** One message at a field. */
export interface IFieldMessage {
  readonly severity: Diagnostic['severity'];
  readonly text: string;
  readonly finding: Diagnostic;
  /** Position in the list that the message is about; null when it is about the whole field. */
  readonly position: number | null;
}

/** The messages at the field, worst first. */
export function useMessages(name: string): readonly IFieldMessage[] {
  const { trans, language } = useComposer();
  const diagnostics = useShownFindings();
  return useMemo(() => {
    const path = pathOf(name);
    const order = ['error', 'warning', 'info'] as const;
    return order.flatMap(severity =>
      diagnostics
        .filter(found => found.severity === severity && isUnder(found.path, path))
        .map(found => {
          const at = found.path[path.length];
          return { severity, finding: found, text: messageOf(found, trans, language), position: typeof at === 'number' ? at : null };
        })
    );
  }, [diagnostics, name, trans, language]);
}

/** Positions in a list with an error. */
export function useWrongPositions(name: string): ReadonlySet<number> {
  const messages = useMessages(name);
  return useMemo(
    () => new Set(messages.flatMap(({ severity, position }) => (severity === 'error' && position !== null ? [position] : []))),
    [messages]
  );
}

/** The provider's attribute of that name; undefined for keys of the document itself. */
export function useAttribute(name: string): AttributeSchema | undefined {
  return useSelected(snapshot => snapshot.provider?.attributes.find(attribute => attribute.name === name));
}

/** Whether the field must have a value. */
export function useRequired(name: string): boolean {
  return useAttribute(name)?.required ?? isRequiredKey(name);
}

/** What the attribute is when nothing is set by hand; undefined for keys of the document itself. */
export function useInherited(name: string): EffectiveValue | undefined {
  return useSelected(snapshot => snapshot.inherited.get(name));
}

/** Attributes for assistive technology that tie a control to its field's help and messages. */
export interface IFieldAria {
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

/** Ids of the parts of a field, derived from the id of its control. */
export const partIds = {
  label: (id: string): string => `${id}__label`,
  help: (id: string): string => `${id}__help`,
  messages: (id: string): string => `${id}__messages`
} as const;

export function fieldAria(id: string, messages: readonly IFieldMessage[]): IFieldAria {
  return {
    'aria-describedby': `${partIds.help(id)} ${partIds.messages(id)}`,
    'aria-invalid': messages.some(({ severity }) => severity === 'error')
  };
}

/** What a field component works with. */
export interface IField {
  readonly id: string;
  readonly name: string;
  /** The value in the document; undefined when it is not set by hand. */
  readonly value: JsonValue | undefined;
  readonly aria: IFieldAria;
  readonly disabled: boolean;
  /** Sets the value; undefined takes it out of the document. */
  readonly change: (value: JsonValue | undefined) => void;
}

/** The value in the document behind a form field; undefined when it is not set by hand. */
function useValue(name: string): JsonValue | undefined {
  return useSelected(({ spec }) => (spec === null ? undefined : isTopLevel(name) ? own(spec, name) : attributeValue(spec, name)));
}

/**
 * What a field component works with, from the props of the form component.
 *
 * #### Notes
 * The value comes from the document, not from the form's own copy, which arrives one rendering later: a text control would lose its
 * cursor in between.
 */
export function useField(props: FieldProps): IField {
  const { name, idSchema, disabled, onChange } = props;
  const value = useValue(name);
  const messages = useMessages(name);
  return {
    id: idSchema.$id,
    name,
    value,
    aria: fieldAria(idSchema.$id, messages),
    disabled: disabled ?? false,
    change: next => {
      // The id tells the form which field was changed; values that the form fills in by itself come without one.
      onChange(next, undefined, idSchema.$id);
    }
  };
}
