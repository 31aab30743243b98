/**
 * The three templates of JupyterLab's form component, given together: giving one alone would drop the other two.
 */
import { undoIcon } from '@jupyterlab/ui-components';
import type { ArrayFieldTemplateProps, FieldTemplateProps, ObjectFieldTemplateProps } from '@rjsf/utils';
import React from 'react';

import { featureOf, pathText, textIn } from '../../domain';
import { useComposer, useSelected } from '../composer';
import { FixButtons } from './FixButtons';
import { fieldNameOf, isGroup, isTopLevel, isWide, pathOf } from './formSchema';
import { HelpText } from './HelpText';
import { ObstacleNote } from './ObstacleNote';
import { OutsideNote } from './OutsideNote';
import { UnbrokenText } from './UnbrokenText';
import { partIds, useAttribute, useInherited, useMessages, useRequired } from './useField';
import { valueText } from './valueText';

/** The name of the property that a field's id stands for: `root_num_nodes`, where `root` is the form's own id. */
function nameOf(id: string): string {
  return id.slice(id.indexOf('.') + 1);
}

/** Label, control, unit, help and messages of a field. The form itself has no frame of its own. */
export function FieldTemplate(props: FieldTemplateProps): JSX.Element {
  const { id, children, label, rawDescription, schema } = props;
  return schema.type === 'object' && !id.includes('.') ? (
    <>{children}</>
  ) : (
    <Field id={id} label={label} help={rawDescription ?? ''}>
      {children}
    </Field>
  );
}

interface IFieldFrameProps {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly children: React.ReactNode;
}

function Field({ id, label, help, children }: IFieldFrameProps): JSX.Element {
  const name = nameOf(id);
  const attribute = useAttribute(name);
  const required = useRequired(name);
  const differs = useSelected(snapshot => snapshot.differing.has(name));
  const field = fieldNameOf(name, attribute);
  const group = field !== null && isGroup(field);
  const classes = ['jp-VcpSpec-field', ...(differs ? ['jp-mod-changed'] : []), ...(field !== null && isWide(field) ? ['jp-mod-wide'] : [])];
  return (
    <div className={classes.join(' ')} data-vcp-path={pathText(pathOf(name))}>
      <div className="jp-VcpSpec-labelRow">
        {group ? (
          <span className="jp-VcpSpec-label" id={partIds.label(id)}>
            <UnbrokenText text={label} />
          </span>
        ) : (
          <label className="jp-VcpSpec-label" htmlFor={id} id={partIds.label(id)}>
            <UnbrokenText text={label} />
          </label>
        )}
        {required ? <Required /> : null}
        {differs ? <Reset name={name} label={label} /> : null}
      </div>
      <div className="jp-VcpSpec-content">
        <div className="jp-VcpSpec-control">{children}</div>
        <HelpText id={partIds.help(id)} label={label} text={help} />
        <OutsideNote name={name} />
        <Messages id={id} name={name} />
      </div>
    </div>
  );
}

function Required(): JSX.Element {
  const { trans } = useComposer();
  return (
    <span className="jp-VcpSpec-required" aria-hidden="true" title={trans.__('Must have a value')}>
      *
    </span>
  );
}

/** The mark of a value that is not the flavor's, with the way back. */
function Reset({ name, label }: { readonly name: string; readonly label: string }): JSX.Element {
  const { model, trans } = useComposer();
  const inherited = useInherited(name);
  const back = inherited && inherited.origin !== 'none' ? valueText(inherited.value) : '';
  const title = back === '' ? trans.__('Reset %1', label) : trans.__('Reset %1 to %2', label, back);
  return (
    <button
      type="button"
      className="jp-VcpSpec-reset"
      aria-label={title}
      title={title}
      onClick={() => {
        model.setAttribute(name, undefined);
      }}
    >
      <undoIcon.react tag="span" width="12px" height="12px" />
      <span>{trans.__('changed')}</span>
    </button>
  );
}

/** Why the field is disabled or stands in the way of *Create now*, then the findings of the rules. */
function Messages({ id, name }: { readonly id: string; readonly name: string }): JSX.Element {
  const { trans, language } = useComposer();
  const messages = useMessages(name);
  const lacking = useSelected(({ provider }) => (provider === null || isTopLevel(name) ? null : featureOf(provider, name)));
  const obstacle = useSelected(({ obstacles }) => obstacles.find(({ attribute }) => attribute === name));
  return (
    <div id={partIds.messages(id)}>
      {lacking?.reason && lacking.support !== 'yes' ? <p className="jp-VcpSpec-message">{textIn(lacking.reason, language)}</p> : null}
      {obstacle && (obstacle.active || obstacle.code === 'unknown_in_cci') ? <ObstacleNote obstacle={obstacle} /> : null}
      {messages.map(({ severity, text, position, finding }) => (
        <p key={`${position ?? ''} ${text}`} className={`jp-VcpSpec-message jp-mod-${severity}`}>
          <span className="jp-VcpSpec-severity">{severityText(severity)}</span> {text} <FixButtons finding={finding} />
        </p>
      ))}
    </div>
  );

  function severityText(severity: 'error' | 'warning' | 'info'): string {
    switch (severity) {
      case 'error':
        return trans.__('Error:');
      case 'warning':
        return trans.__('Warning:');
      case 'info':
        return trans.__('Note:');
    }
  }
}

/** The fields of a section, one below the other. */
export function ObjectFieldTemplate({ properties }: ObjectFieldTemplateProps): JSX.Element {
  return <div className="jp-VcpSpec-fields">{properties.map(property => property.content)}</div>;
}

/** A list whose entries have fields of their own. None of our attributes is one, but a site's provider file may have it. */
export function ArrayFieldTemplate({ items, canAdd, onAddClick, disabled }: ArrayFieldTemplateProps): JSX.Element {
  const { trans } = useComposer();
  return (
    <div className="jp-VcpSpec-rows">
      {items.map(entry => (
        <div key={entry.key} className="jp-VcpSpec-row">
          {entry.children}
          <button type="button" className="jp-VcpSpec-smallButton" disabled={disabled} onClick={entry.onDropIndexClick(entry.index)}>
            {trans.__('Remove row %1', entry.index + 1)}
          </button>
        </div>
      ))}
      {canAdd ? (
        <button type="button" className="jp-VcpSpec-smallButton" disabled={disabled} onClick={onAddClick}>
          {trans.__('Add a row')}
        </button>
      ) : null}
    </div>
  );
}
