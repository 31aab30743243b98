import { copyIcon } from '@jupyterlab/ui-components';
import React, { useId } from 'react';

import { errorText } from '../../common/errorText';
import { factsOf } from './facts';
import { copyText } from '../domain/copies';
import type { Operation } from '../domain/operations';
import type { Place } from '../domain/tree';
import { errorOf, keyOf } from '../domain/tree';
import type { IOrderState } from '../model/orders';
import { useExplorer, useExplorerState } from './context';
import { IconButton } from './IconButton';
import { inLanguage, operationLabel, placeText, reasonText, specificLabel } from './words';

/** Operations that have a command so far, in the order of their buttons. */
const OFFERED: readonly Operation[] = ['add_nodes', 'power_on', 'power_off', 'delete'];

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
        </div>
      )}
    </details>
  );
}

function Facts({ place }: { readonly place: Place }): JSX.Element {
  const { trans, language, copyText: copyValue } = useExplorer();
  return (
    <dl className="jp-VcpExplorer-facts">
      {factsOf(place, trans, language).map(({ label, value, copyable }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <span>{value}</span>
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
      ))}
    </dl>
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
  const { title, advice, detail } = errorText(order.error, trans);
  return (
    <div className="jp-VcpExplorer-refusal" role="alert">
      <p>
        {operationLabel(order.operation, trans)}: {title} {advice}
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

function Operations({ place }: { readonly place: Place }): JSX.Element {
  const { trans, copy } = useExplorer();
  const ssh = copyText('ssh', place);
  return (
    <div className="jp-VcpExplorer-operations" role="group" aria-label={trans.__('Operations')}>
      {ssh !== null && (
        <button
          type="button"
          className="jp-mod-styled"
          title={ssh}
          onClick={() => {
            copy('ssh', place);
          }}
        >
          {trans.__('Copy SSH Command')}
        </button>
      )}
      {OFFERED.map(operation => (
        <OperationButton key={operation} operation={operation} place={place} />
      ))}
    </div>
  );
}

function OperationButton({ operation, place }: { readonly operation: Operation; readonly place: Place }): JSX.Element | null {
  const { model, trans, language, operate } = useExplorer();
  const reasonId = useId();
  const verdict = model.judge(operation, place);
  if (!verdict) {
    return null;
  }
  const note = verdict.allowed ? verdict.note && inLanguage(verdict.note, language) : reasonText(verdict.reason, trans, language);
  return (
    <>
      <button
        type="button"
        className={`jp-mod-styled${operation === 'delete' ? ' jp-mod-warn' : ''}`}
        aria-disabled={!verdict.allowed || undefined}
        aria-describedby={note === null ? undefined : reasonId}
        title={note ?? undefined}
        onClick={() => {
          if (verdict.allowed) {
            void operate(operation, place);
          }
        }}
      >
        {specificLabel(operation, place, trans) ?? operationLabel(operation, trans)}
      </button>
      {note !== null && (
        <span id={reasonId} className="jp-VcpExplorer-reason">
          {note}
        </span>
      )}
    </>
  );
}
