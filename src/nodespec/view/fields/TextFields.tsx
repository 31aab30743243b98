import type { FieldProps } from '@rjsf/utils';
import React from 'react';

import type { AttributeSchema, JsonValue } from '../../domain';
import { useSelected } from '../composer';
import { useAttribute, useField, useInherited, useRequired } from '../form/useField';
import { useTyped } from '../form/useTyped';
import { valueText } from '../form/valueText';

/** Values to offer for an attribute, as texts, without repeats. */
export function offeredValues(attribute: AttributeSchema | undefined): readonly string[] {
  return attribute ? [...new Set([...attribute.known, ...attribute.examples].map(valueText))] : [];
}

/** Choices of an open list: offered while typing, nothing is enforced. */
export function Offers(props: { readonly id: string; readonly values: readonly string[] }): JSX.Element | null {
  if (props.values.length === 0) {
    return null;
  }
  return (
    <datalist id={props.id}>
      {props.values.map(value => (
        <option key={value} value={value} />
      ))}
    </datalist>
  );
}

interface ILineProps {
  readonly field: FieldProps;
  readonly numeric?: boolean;
  readonly offers?: readonly string[];
  /** The value that a text means; undefined: none. */
  readonly parse: (text: string) => JsonValue | undefined;
}

function Line({ field: props, numeric, offers, parse }: ILineProps): JSX.Element {
  const field = useField(props);
  const attribute = useAttribute(field.name);
  const required = useRequired(field.name);
  const inherited = useInherited(field.name);
  const values = offers ?? offeredValues(attribute);
  const own = field.value === undefined ? null : valueText(field.value);
  const typed = useTyped(
    own,
    inherited && inherited.origin !== 'none' ? valueText(inherited.value) : '',
    text => {
      const value = parse(text);
      return value === undefined ? null : valueText(value);
    },
    text => {
      field.change(parse(text));
    }
  );
  const listId = `${field.id}__offers`;
  return (
    <span className="jp-VcpSpec-line">
      <input
        className={`jp-mod-styled jp-VcpSpec-input${numeric ? ' jp-mod-number' : ''}`}
        id={field.id}
        type="text"
        inputMode={numeric ? 'numeric' : 'text'}
        autoComplete="off"
        spellCheck={false}
        list={values.length > 0 ? listId : undefined}
        value={typed.text}
        disabled={field.disabled}
        required={required}
        {...field.aria}
        onChange={event => {
          typed.type(event.target.value);
        }}
        onBlur={typed.leave}
      />
      {attribute?.unit ? <span className="jp-VcpSpec-unit">{attribute.unit}</span> : null}
      <Offers id={listId} values={values} />
    </span>
  );
}

function asText(text: string): string | undefined {
  return text === '' ? undefined : text;
}

/** The number that was typed; what is no whole number stays the text it is, so that nothing typed is lost and the rules can say so. */
export function asNumber(text: string): JsonValue | undefined {
  const trimmed = text.trim();
  if (trimmed === '') {
    return undefined;
  }
  return /^-?\d{1,15}$/.test(trimmed) ? Number(trimmed) : text;
}

/** A line of text, with what is known to be possible offered. */
export function TextField(props: FieldProps): JSX.Element {
  return <Line field={props} parse={asText} />;
}

/** A whole number with its unit. */
export function NumberField(props: FieldProps): JSX.Element {
  return <Line field={props} parse={asNumber} numeric />;
}

/** A text or number out of a list that the SDK enforces. A value outside of it stays visible, with its error. */
export function ChoiceField(props: FieldProps): JSX.Element {
  const field = useField(props);
  const attribute = useAttribute(field.name);
  const inherited = useInherited(field.name);
  const allowed = attribute?.enforced ?? [];
  const current = valueText(field.value ?? inherited?.value ?? null);
  const known = allowed.some(value => valueText(value) === current);
  return (
    <span className="jp-VcpSpec-line">
      <select
        className="jp-mod-styled jp-VcpSpec-select"
        id={field.id}
        value={current}
        disabled={field.disabled}
        {...field.aria}
        onChange={event => {
          field.change(allowed.find(value => valueText(value) === event.target.value));
        }}
      >
        {known ? null : <option value={current}>{current}</option>}
        {allowed.map(value => (
          <option key={valueText(value)} value={valueText(value)}>
            {valueText(value)}
          </option>
        ))}
      </select>
      {attribute?.unit ? <span className="jp-VcpSpec-unit">{attribute.unit}</span> : null}
    </span>
  );
}

/** Name of the unit group: an existing one of the right type, or a new one. */
export function UnitGroupField(props: FieldProps): JSX.Element {
  const groups = useSelected(snapshot => snapshot.context.unitGroups);
  const unitType = useSelected(snapshot => snapshot.provider?.unitType);
  const names = (groups ?? []).filter(({ type }) => unitType === undefined || type === unitType).map(({ name }) => name);
  return <Line field={props} parse={asText} offers={names} />;
}
