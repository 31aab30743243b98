import { copyIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { IconButton } from '../../common/components/IconButton';
import { operationText } from '../../common/operationText';
import type { IFact } from './facts';
import { factsOf } from './facts';
import { unitsBefore } from '../domain/attachments';
import type { Place } from '../domain/tree';
import { errorOf, keyOf } from '../domain/tree';
import type { IOrderState } from '../model/orders';
import { pathText } from './bulkWords';
import { CatalogButton } from './CatalogButton';
import { useExplorer, useExplorerState } from './context';
import { GroupSchedule } from './GroupSchedule';
import { Operations } from './Operations';
import { orderErrorText, placeText } from './words';

export interface IDetailsProps {
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
}

/** Everything about the row with the focus: facts, error text, and its operations with the reason where one is not possible. */
export function Details({ open, onToggle }: IDetailsProps): JSX.Element | null {
  const { model, trans } = useExplorer();
  const { focused, orders, tree } = useExplorerState();
  const place = focused !== null && tree ? model.find(focused) : null;
  if (!place) {
    return null;
  }
  const order = orders.get(keyOf(place));
  return (
    <details
      className="jp-VcpExplorer-details"
      open={open}
      onToggle={event => {
        onToggle(event.currentTarget.open);
      }}
    >
      <summary>{trans.__('Details: %1', placeText(place, trans))}</summary>
      {open && (
        <div className="jp-VcpExplorer-detailsBody">
          {order?.phase === 'failed' && <Refusal place={place} order={order} />}
          <ErrorOf place={place} />
          <Facts place={place} />
          <Operations place={place} />
          <DeleteFirst place={place} />
          {place.kind === 'group' && <GroupSchedule group={place.group} />}
        </div>
      )}
    </details>
  );
}

function Facts({ place }: { readonly place: Place }): JSX.Element {
  const { model, trans, language } = useExplorer();
  return (
    <dl className="jp-VcpExplorer-facts">
      {factsOf(place, model.attachments, trans, language).map(fact => (
        <Fact key={`${fact.label} ${fact.value}`} fact={fact} />
      ))}
    </dl>
  );
}

function Fact({ fact: { label, value, copyable, links, isImage } }: { readonly fact: IFact }): JSX.Element {
  const { trans, copyText: copyValue } = useExplorer();
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span>
          {value}{' '}
          {links.map(({ key, text }) => (
            <PlaceLink key={key} target={key} text={text} />
          ))}
        </span>
        {isImage && <CatalogButton image={value} />}
        {copyable && (
          <IconButton
            icon={copyIcon}
            label={trans.__('Copy %1', label)}
            onClick={() => {
              copyValue(value);
            }}
          />
        )}
      </dd>
    </div>
  );
}

/** Goes to another row of the tree. */
function PlaceLink({ target, text }: { readonly target: string; readonly text: string }): JSX.Element {
  const { model, trans } = useExplorer();
  return (
    <button
      type="button"
      className="jp-VcpExplorer-link"
      title={trans.__('Go to %1', text)}
      onClick={() => {
        model.reveal(target);
      }}
    >
      {text}
    </button>
  );
}

/** Where attached disks are in the way of a deletion: what has to go first, in its order, each with the way there. */
function DeleteFirst({ place }: { readonly place: Place }): JSX.Element | null {
  const { model, trans } = useExplorer();
  const units = unitsBefore(model.attachments, place);
  const verdict = model.judge('delete', place);
  if (units.length === 0 || verdict?.allowed !== false || verdict.reason.code !== 'in_use') {
    return null;
  }
  return (
    <p className="jp-VcpExplorer-first">
      {trans.__('Delete first:')}{' '}
      {units.map(unit => (
        <PlaceLink key={keyOf(unit)} target={keyOf(unit)} text={pathText(unit)} />
      ))}
    </p>
  );
}

/** Error text of the place, or of the unit or group that it belongs to: the controller writes it at any of the three. */
function ErrorOf({ place }: { readonly place: Place }): JSX.Element | null {
  const { trans, copyText: copyValue } = useExplorer();
  const text = [place, ...above(place)].map(errorOf).find(one => one !== '');
  if (text === undefined) {
    return null;
  }
  return (
    <div className="jp-VcpExplorer-errorText">
      <IconButton
        icon={copyIcon}
        label={trans.__('Copy Error Text')}
        onClick={() => {
          copyValue(text);
        }}
      />
      {/* Long logs scroll; scrolling needs the focus where there is no pointer. */}
      <pre role="region" lang="en" aria-label={trans.__('Error text of the VC Controller')}>
        {text}
      </pre>
    </div>
  );
}

function above(place: Place): readonly Place[] {
  const group: Place = { kind: 'group', group: place.group };
  switch (place.kind) {
    case 'group':
      return [];
    case 'unit':
      return [group];
    default:
      return [{ kind: 'unit', group: place.group, unit: place.unit }, group];
  }
}

function Refusal({ place, order }: { readonly place: Place; readonly order: IOrderState }): JSX.Element {
  const { model, trans } = useExplorer();
  const { title, advice, detail } = orderErrorText(order.error, trans);
  return (
    <div className="jp-VcpExplorer-refusal" role="alert">
      <p>
        {operationText(order.operation, trans)}: {title} {advice}
      </p>
      {detail !== '' && <pre lang="en">{detail}</pre>}
      <button
        type="button"
        className="jp-mod-styled"
        onClick={() => {
          model.dismissFailure(keyOf(place));
        }}
      >
        {trans.__('Dismiss')}
      </button>
    </div>
  );
}
