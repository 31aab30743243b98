import { caretDownIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { copyText } from '../domain/copies';
import type { Operation } from '../domain/operations';
import type { Place } from '../domain/tree';
import { inLanguage } from '../../common/bilingual';
import type { MenuEntry } from '../../common/commandMenu';
import { openCommandMenu } from '../../common/commandMenu';
import { operationLabel } from '../../common/operationText';
import { useConnectionState, useExplorer } from './context';
import { newUnitIn } from './newUnit';
import { ReasonedButton } from './ReasonedButton';
import { reasonText, specificLabel } from './words';

const NEW_UNIT = 'vcp:new-unit';

/** Operations that are wanted often enough for a button, in the order of the buttons. */
const BUTTONS: readonly Operation[] = ['add_nodes', 'power_on', 'power_off', 'delete'];

/** The commands of the menu beside them, in groups; those that do not exist for the row do not show. */
const MENU: readonly (readonly string[])[] = [
  ['vcp:suspend-nodes', 'vcp:resume-nodes', 'vcp:stop-nodes', 'vcp:start-nodes', 'vcp:back-up-node'],
  ['vcp:watch-nodes', 'vcp:unwatch-nodes'],
  ['vcp:rename-group', 'vcp:change-owner', 'vcp:clear-processing']
];

/** For all units of a group; units and nodes have buttons. */
const POWER: readonly string[] = ['vcp:power-on', 'vcp:power-off'];

const COPIES = [
  ['address', 'vcp:copy-address'],
  ['ssh', 'vcp:copy-ssh-command'],
  ['id', 'vcp:copy-id']
] as const;

/** What can be done with the row: the usual as buttons, the rest in a menu, each with the reason where it is not possible. */
export function Operations({ place }: { readonly place: Place }): JSX.Element {
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
      {place.kind === 'group' && <NewUnitButton place={place} />}
      {BUTTONS.map(operation => (
        <OperationButton key={operation} operation={operation} place={place} />
      ))}
      <MoreButton place={place} />
    </div>
  );
}

function OperationButton({ operation, place }: { readonly operation: Operation; readonly place: Place }): JSX.Element | null {
  const { model, trans, language, operate } = useExplorer();
  const verdict = model.judge(operation, place);
  return (
    verdict && (
      <ReasonedButton
        label={specificLabel(operation, place, trans) ?? operationLabel(operation, trans)}
        refusal={verdict.allowed ? null : reasonText(verdict.reason, trans, language)}
        note={verdict.allowed && verdict.note ? inLanguage(verdict.note, language) : null}
        look={operation === 'delete' ? 'warn' : undefined}
        onClick={() => void operate(operation, place)}
      />
    )
  );
}

/** Begins a spec for a unit, or for disks, of the group. */
function NewUnitButton({ place }: { readonly place: Place }): JSX.Element | null {
  const explorer = useExplorer();
  const { commands } = explorer;
  const user = useConnectionState()?.authority?.user ?? null;
  const unit = newUnitIn(place, user, explorer);
  if (!unit || !commands.hasCommand(NEW_UNIT) || !commands.isVisible(NEW_UNIT, argumentsOf(place))) {
    return null;
  }
  return (
    <ReasonedButton
      label={unit.label}
      refusal={unit.refusal === '' ? null : unit.refusal}
      look={place.group.units.length === 0 ? 'accept' : undefined}
      onClick={() => void commands.execute(NEW_UNIT, argumentsOf(place))}
    />
  );
}

function MoreButton({ place }: { readonly place: Place }): JSX.Element {
  const { commands, trans } = useExplorer();
  return (
    <button
      type="button"
      className="jp-mod-styled jp-VcpExplorer-menuButton"
      aria-haspopup="menu"
      onClick={({ currentTarget }) => {
        openCommandMenu(commands, menuOf(place), currentTarget);
      }}
    >
      {trans.__('More Operations')}
      <caretDownIcon.react tag="span" elementSize="small" elementPosition="center" />
    </button>
  );
}

function menuOf(place: Place): readonly MenuEntry[] {
  const args = argumentsOf(place);
  const copies = COPIES.filter(([kind]) => copyText(kind, place) !== null).map(([, command]) => command);
  return [place.kind === 'group' ? POWER : [], ...MENU, copies].flatMap((group, index): readonly MenuEntry[] => {
    const entries = group.map(command => ({ command, args }));
    return index === 0 ? entries : ['separator', ...entries];
  });
}

/** The place as the commands take it. */
function argumentsOf(place: Place): Readonly<Record<string, string>> {
  const group = place.group.id;
  switch (place.kind) {
    case 'group':
      return { group };
    case 'unit':
      return { group, unit: place.unit.name };
    case 'node':
      return { group, unit: place.unit.name, node: place.node.id };
    case 'disk':
      return { group, unit: place.unit.name, node: place.disk.id };
  }
}
