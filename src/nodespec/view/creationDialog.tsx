/**
 * The question before nodes are created: what exactly will happen, or what stands in the way.
 */
import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';

import { attributeValue, defaultImageOf, isEmptyValue, memberCount, messageOf, obstacleMessage, stringsOf, topLevelText } from '../domain';
import type { CheckContext, Spec } from '../domain';
import type { ISpecSnapshot, SpecModel } from '../model';
import { createReason } from './createReason';
import { valueText } from './form/valueText';

interface ITexts {
  readonly trans: TranslationBundle;
  readonly language: string;
}

/** What the user chose: create, use the code instead, or neither. */
export type CreationAnswer = 'create' | 'code' | 'none';

/** Shows the dialog for the document as it is now. */
export async function confirmCreation(model: SpecModel, texts: ITexts): Promise<CreationAnswer> {
  const { trans } = texts;
  const { snapshot } = model;
  const blocked = createReason(snapshot, trans) !== '';
  const create = Dialog.okButton({ label: trans.__('Create') });
  // Not accepting, so that one button only looks like the main one; which was pressed is told by its label.
  const code = Dialog.createButton({ label: trans.__('Use the code instead'), accept: false });
  const result = await showDialog({
    title: blocked ? trans.__('These nodes cannot be created from here') : trans.__('Create this?'),
    body: blocked ? <Obstacles snapshot={snapshot} {...texts} /> : <Plan snapshot={snapshot} {...texts} />,
    buttons: [Dialog.cancelButton(), code, ...(blocked ? [] : [create])],
    defaultButton: 0
  });
  switch (result.button.label) {
    case create.label:
      return 'create';
    case code.label:
      return 'code';
    default:
      return 'none';
  }
}

interface IPartProps extends ITexts {
  readonly snapshot: ISpecSnapshot;
}

/** What will be made, so that nobody has to guess what the button does. */
export function Plan({ snapshot, trans }: IPartProps): JSX.Element | null {
  const { spec, provider, context } = snapshot;
  if (spec === null || provider === null) {
    return null;
  }
  const group = topLevelText(spec, 'unitGroup');
  const exists = context.unitGroups?.some(({ name }) => name === group) ?? null;
  const count = memberCount(spec, provider);
  const storage = provider.unitType === 'storage';
  return (
    <div className="jp-VcpSpec-plan">
      <dl>
        <dt>{trans.__('Unit group')}</dt>
        <dd>{exists === null ? group : exists ? trans.__('%1 (exists)', group) : trans.__('%1 (will be made)', group)}</dd>
        <dt>{trans.__('Unit')}</dt>
        <dd>{topLevelText(spec, 'unit')}</dd>
        <dt>{trans.__('Provider')}</dt>
        <dd>
          {provider.name} / {topLevelText(spec, 'flavor')}
        </dd>
        <dt>{storage ? trans.__('Disks') : trans.__('Nodes')}</dt>
        <dd>{count}</dd>
        {storage ? null : <Containers spec={spec} context={context} trans={trans} />}
      </dl>
      <p>
        {storage
          ? trans._n('The disk costs money until it is deleted.', 'The %1 disks cost money until they are deleted.', count)
          : trans._n(
              'The node runs, and costs money, until it is deleted.',
              'The %1 nodes run, and cost money, until they are deleted.',
              count
            )}
      </p>
    </div>
  );
}

interface IContainersProps {
  readonly spec: Spec;
  readonly context: CheckContext;
  readonly trans: TranslationBundle;
}

/** What nodes have and disks do not: the image, which may be one that nobody has chosen, and addresses. */
function Containers({ spec, context, trans }: IContainersProps): JSX.Element {
  const image = attributeValue(spec, 'image');
  const addresses = stringsOf(attributeValue(spec, 'ip_addresses'));
  return (
    <>
      <dt>{trans.__('Image')}</dt>
      <dd>
        {image === undefined || isEmptyValue(image)
          ? trans.__('%1 (default)', defaultImageOf(context.common, context.generation))
          : valueText(image)}
      </dd>
      <dt>{trans.__('Addresses')}</dt>
      <dd>{addresses.length === 0 ? trans.__('given by the cloud') : addresses.join(', ')}</dd>
    </>
  );
}

/** What stands in the way, each with its sentence. */
export function Obstacles({ snapshot, trans, language }: IPartProps): JSX.Element {
  const errors = snapshot.diagnostics.filter(({ severity }) => severity === 'error');
  const active = snapshot.obstacles.filter(obstacle => obstacle.active);
  return (
    <div className="jp-VcpSpec-plan">
      <p>{createReason(snapshot, trans)}</p>
      <ul>
        {errors.map(found => (
          <li key={`${found.code} ${found.path.join('.')}`}>{messageOf(found, trans, language)}</li>
        ))}
        {active.map(obstacle => (
          <li key={obstacle.attribute}>
            <code>{obstacle.attribute}</code> – {obstacleMessage(obstacle, trans, language)}
          </li>
        ))}
      </ul>
      {errors.length === 0 && active.length > 0 ? <p>{trans.__('The SDK code runs in a notebook and can do all of this.')}</p> : null}
    </div>
  );
}
