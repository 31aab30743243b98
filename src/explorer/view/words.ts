/**
 * The domain's answers in the user's language. Every sentence of the explorer that depends on a code stands here.
 */
import type { TranslationBundle } from '@jupyterlab/translation';

import { ApiError } from '../../api/errors';
import type { IErrorText } from '../../common/errorText';
import { errorText } from '../../common/errorText';
import { inLanguage } from '../../common/bilingual';
import type { AddressFault } from '../domain/addresses';
import type { IDuration } from '../domain/durations';
import type { ILoss, ILostMembers } from '../domain/loss';
import type { NameFault, OwnerFault } from '../domain/names';
import type { Operation, Reason } from '../domain/operations';
import type { Place } from '../domain/tree';
import { nameOf } from '../domain/tree';

/** A name that says more where it stands, e.g. in the menu of a disk; null where the general one is right. */
export function specificLabel(operation: Operation, place: Place, trans: TranslationBundle): string | null {
  switch (operation) {
    case 'add_nodes':
      return place.group.type === 'storage' ? trans.__('Add Disks…') : null;
    case 'delete':
      return place.kind === 'node' ? trans.__('Delete Node…') : place.kind === 'disk' ? trans.__('Delete Disk…') : null;
    default:
      return null;
  }
}

/** What a row says between the order and the first sign of it in the tree. */
export function orderedText(operation: Operation, trans: TranslationBundle): string {
  switch (operation) {
    case 'delete':
      return trans.__('deleting…');
    case 'add_nodes':
      return trans.__('adding nodes…');
    case 'power_on':
      return trans.__('powering on…');
    case 'power_off':
      return trans.__('powering off…');
    default:
      return trans.__('ordered…');
  }
}

type FeatureReason = Extract<Reason, { code: 'feature' }>;

/** Why an operation is not possible. */
export function reasonText(reason: Reason, trans: TranslationBundle, language: string): string {
  switch (reason.code) {
    case 'readonly':
      return trans.__('This access token can only read.');
    case 'ordered':
      return trans.__('An order has just been given; wait until it shows.');
    case 'deleting':
      return trans.__('It is being deleted.');
    case 'busy':
      return trans.__('Unit %1 is being worked on (%2); wait until that has ended.', reason.unit, reason.state);
    case 'feature':
      return featureText(reason, trans, language);
    case 'state':
      return trans.__('The state is %1; possible only in %2.', reason.state, reason.needed.join(', '));
    case 'no_node_in_state':
      return trans.__('No node of the unit is in state %1.', reason.needed.join(', '));
    case 'no_provider':
      return trans.__('The unit has no node yet, so there is nothing to add more of.');
    case 'watched':
      return reason.watched ? trans.__('Liveness monitoring is on already.') : trans.__('Liveness monitoring is off already.');
    case 'in_use':
      return inUseText(reason, trans);
  }
}

/** Names the compute units that have to go first, in their order. */
function inUseText({ disks, by }: Extract<Reason, { code: 'in_use' }>, trans: TranslationBundle): string {
  if (by.length === 0) {
    return trans._n(
      'A disk is attached to a node that you cannot see; that node has to be deleted first.',
      '%1 disks are attached to nodes that you cannot see; those nodes have to be deleted first.',
      disks
    );
  }
  return trans._n(
    'A disk is attached to nodes of a compute unit. Delete first: %2.',
    '%1 disks are attached to nodes of compute units. Delete first: %2.',
    disks,
    by.join(', ')
  );
}

/** What a provider cannot do: in the words of its file, where that has some. */
export function featureText(
  reason: Pick<FeatureReason, 'provider' | 'feature' | 'reason'>,
  trans: TranslationBundle,
  language: string
): string {
  if (reason.reason) {
    return inLanguage(reason.reason, language);
  }
  return reason.feature === 'power'
    ? trans.__('%1 nodes cannot be powered on or off.', reason.provider)
    : trans.__('%1 nodes take no such addresses.', reason.provider);
}

/** What a state word of the controller means. Empty for a word that is not known. */
export function stateMeaning(state: string, trans: TranslationBundle): string {
  const meanings: ReadonlyMap<string, string> = new Map([
    ['APPLYING', trans.__('A change is being made')],
    ['BOOTING', trans.__('Starting: the instance is made, then the base container')],
    ['CREATING', trans.__('Being created')],
    ['RUNNING', trans.__('Running')],
    ['ERROR', trans.__('The last change has failed')],
    ['CONTAINER_ERROR', trans.__('The base container does not answer')],
    ['HOST_ERROR', trans.__('The cloud instance does not answer')],
    ['SUSPENDING', trans.__('The base container is being stopped')],
    ['SUSPENDED', trans.__('The base container is stopped; the instance still costs money')],
    ['RESUMING', trans.__('The base container is being started')],
    ['STOPPING', trans.__('The cloud instance is being terminated')],
    ['STOPPED', trans.__('The cloud instance is gone; starting makes another one')],
    ['SHUTTING_DOWN', trans.__('The power is being switched off')],
    ['POWER_OFF', trans.__('The power is off')],
    ['DELETING', trans.__('Being deleted')],
    ['INDEFINITE', trans.__('The nodes of the unit are in different states')],
    ['UNWATCH', trans.__('Not watched by the controller')]
  ]);
  return meanings.get(state) ?? '';
}

/** A span of time, short: `12 d`. */
export function durationText({ count, unit }: IDuration, trans: TranslationBundle): string {
  switch (unit) {
    case 'day':
      return trans._n('%1 day', '%1 days', count);
    case 'hour':
      return trans.__('%1 h', count);
    case 'minute':
      return trans.__('%1 min', count);
    case 'second':
      return trans.__('%1 s', count);
  }
}

/** The place with its kind, for sentences. */
export function placeText(place: Place, trans: TranslationBundle): string {
  switch (place.kind) {
    case 'group':
      return trans.__('unit group %1', place.group.name);
    case 'unit':
      return trans.__('unit %1', place.unit.name);
    case 'node':
      return trans.__('node %1 of unit %2', nameOf(place), place.unit.name);
    case 'disk':
      return trans.__('disk %1 of unit %2', nameOf(place), place.unit.name);
  }
}

/** One sentence for each kind of thing that a deletion takes away. */
export function lossTexts(loss: ILoss, trans: TranslationBundle): readonly string[] {
  return [
    ...loss.nodes.map(nodes => nodesLost(nodes, trans)),
    ...loss.disks.map(({ provider, count }) =>
      trans._n('%1 disk on %2 is deleted with everything on it.', '%1 disks on %2 are deleted with everything on them.', count, provider)
    )
  ];
}

function nodesLost({ provider, count }: ILostMembers, trans: TranslationBundle): string {
  return provider === 'onpremises'
    ? trans._n('%1 server is released; its containers stop.', '%1 servers are released; their containers stop.', count)
    : trans._n('%1 node on %2 stops; its root disk is gone.', '%1 nodes on %2 stop; their root disks are gone.', count, provider);
}

export function nameFaultText(fault: NameFault, trans: TranslationBundle): string {
  switch (fault) {
    case 'empty':
      return trans.__('Enter a name.');
    case 'first':
      return trans.__('The name must begin with a letter (A–Z, a–z).');
    case 'characters':
      return trans.__('Only letters (A–Z, a–z), digits, - and _ are possible.');
    case 'long':
      return trans.__('At most 128 characters are possible.');
    case 'taken':
      return trans.__('A unit group of this name exists already.');
  }
}

export function ownerFaultText(fault: OwnerFault, trans: TranslationBundle): string {
  switch (fault) {
    case 'empty':
      return trans.__('Enter a user name.');
    case 'characters':
      return trans.__('A user name contains no spaces.');
    case 'long':
      return trans.__('At most 128 characters are possible.');
    case 'same':
      return trans.__('This user is the owner already.');
  }
}

/** Failures after which nobody knows whether the order has arrived. */
const IN_DOUBT: ReadonlySet<string> = new Set(['timeout', 'unreachable', 'not_understood', 'too_large', 'internal']);

/** Why an order has failed. Where it may have arrived all the same, says so: giving it again could do it twice. */
export function orderErrorText(error: unknown, trans: TranslationBundle): IErrorText {
  const text = errorText(error, trans);
  if (!(error instanceof ApiError)) {
    return text;
  }
  const doubt = trans.__('The order may have arrived all the same; look at the state before you give it again.');
  const status = error.failure?.upstreamStatus ?? 0;
  if (status >= 200 && status < 300) {
    return { ...text, title: trans.__('The VC Controller answered HTTP %1 instead of 202 (accepted).', status), advice: doubt };
  }
  const inDoubt = error.kind === 'offline' || error.kind === 'not-understood' || IN_DOUBT.has(error.code ?? '');
  return inDoubt ? { ...text, advice: [text.advice, doubt].filter(part => part !== '').join(' ') } : text;
}

/** What failed, why, and what to do; of a plain refusal also the controller's own words, which say more than ours. */
export function failureText(what: string, error: unknown, trans: TranslationBundle): string {
  const { title, advice } = orderErrorText(error, trans);
  const refusal = error instanceof ApiError && error.code === 'refused' ? (error.failure?.upstreamMessage ?? '') : '';
  return [what, title, advice, refusal].filter(part => part !== '').join(' ');
}

export function addressFaultText(fault: AddressFault, trans: TranslationBundle): string {
  switch (fault.code) {
    case 'not_ipv4':
      return trans.__('%1 is not an IPv4 address.', fault.address);
    case 'twice':
      return trans.__('%1 is there twice.', fault.address);
    case 'outside':
      return trans.__('%1 is outside the range of the VPN catalog.', fault.address);
    case 'in_use':
      return trans.__('%1 is used by %2.', fault.address, fault.by);
  }
}
