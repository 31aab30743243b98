import type { TranslationBundle } from '@jupyterlab/translation';

import type { IAttachments } from '../domain/attachments';
import { unitsBefore, usersOf, volumesOf } from '../domain/attachments';
import type { INode, Place } from '../domain/tree';
import { imageOf, keyOf, membersBelow } from '../domain/tree';
import { pathText } from './bulkWords';
import { stateMeaning } from './words';

/** One line of the details. */
export interface IFact {
  readonly label: string;
  readonly value: string;
  readonly copyable: boolean;
  /** Other rows of the tree that the value is about; they stand after it. */
  readonly links: readonly { readonly key: string; readonly text: string }[];
  /** Whether the value is an image, to be looked up in the image catalog. */
  readonly isImage: boolean;
}

/** What is known of a place, most wanted first; what is empty is left out. */
export function factsOf(place: Place, attachments: IAttachments, trans: TranslationBundle, language: string): readonly IFact[] {
  const date = (value: string | null | undefined): string => dateText(value, language);
  return [...ownFacts(place, trans, date), ...imageFact(place, trans), ...attachmentFacts(place, attachments, trans)];
}

type DateText = (value: string | null | undefined) => string;

function ownFacts(place: Place, trans: TranslationBundle, date: DateText): readonly IFact[] {
  switch (place.kind) {
    case 'group':
      return present([
        ...stateFact(place.group.state, trans),
        [trans.__('Owner'), place.group.owner, false],
        [trans.__('Type'), place.group.type, false],
        [trans.__('Nodes and disks'), String(membersBelow(place).length), false],
        [trans.__('Created'), date(place.group.createdAt), false],
        [trans.__('Number'), place.group.number ? String(place.group.number) : '', false],
        [trans.__('Id'), place.group.id, true]
      ]);
    case 'unit':
      return present([
        ...stateFact(place.unit.state, trans),
        [trans.__('Provider'), place.unit.provider ?? '', false],
        [trans.__('Nodes and disks'), String(membersBelow(place).length), false],
        [trans.__('Created'), date(place.unit.createdAt), false]
      ]);
    case 'node':
      return present([...stateFact(place.node.state, trans), ...nodeFacts(place.node, trans, date)]);
    case 'disk':
      return present([
        ...stateFact(place.disk.state, trans),
        [trans.__('Provider'), place.disk.provider, false],
        [trans.__('Size'), place.disk.size ? trans.__('%1 GB', place.disk.size) : '', false],
        [trans.__('Created'), date(place.disk.createdAt), false],
        [trans.__('Volume id'), place.disk.volumeId ?? '', true],
        [trans.__('Id'), place.disk.id, true]
      ]);
  }
}

type Entry = readonly [label: string, value: string, copyable: boolean];

function nodeFacts(node: INode, trans: TranslationBundle, date: DateText): readonly Entry[] {
  return [
    [trans.__('Address'), node.address, true],
    [trans.__('Provider'), node.provider, false],
    [trans.__('Booted'), date(node.bootedAt), false],
    [trans.__('Container started'), date(node.containerStartedAt), false],
    [trans.__('Liveness monitoring'), monitoring(node.watched, trans), false],
    [trans.__('Instance id'), node.instanceId ?? '', true],
    [trans.__('Id'), node.id, true]
  ];
}

/** A node shows the image of its unit: all nodes of a unit run the same. */
function imageFact(place: Place, trans: TranslationBundle): readonly IFact[] {
  const value = imageOf(place);
  return value === null ? [] : [{ label: trans.__('Image'), value, copyable: true, links: [], isImage: true }];
}

/** Both ends of attaching: a disk says which nodes have it, a node says which of its volumes are VC disks. */
function attachmentFacts(place: Place, attachments: IAttachments, trans: TranslationBundle): readonly IFact[] {
  if (place.kind === 'node') {
    return volumesOf(attachments, place.node).map(({ id, device, disk }) => ({
      label: device === null ? trans.__('Volume') : trans.__('Volume %1', device),
      value: id,
      copyable: true,
      links: disk === null ? [] : [linkTo(disk)],
      isImage: false
    }));
  }
  if (place.group.type !== 'storage') {
    return [];
  }
  const users = place.kind === 'disk' ? usersOf(attachments, place) : unitsBefore(attachments, place);
  const inUse = membersBelow(place).some(member => member.kind === 'disk' && member.inUse);
  const unseen = inUse ? trans.__('a node that you cannot see') : trans.__('no');
  return [
    { label: trans.__('Attached to'), value: users.length === 0 ? unseen : '', copyable: false, links: users.map(linkTo), isImage: false }
  ];
}

function linkTo(place: Place): IFact['links'][number] {
  return { key: keyOf(place), text: pathText(place) };
}

function monitoring(watched: boolean | null | undefined, trans: TranslationBundle): string {
  if (watched === null || watched === undefined) {
    return '';
  }
  return watched ? trans.__('on') : trans.__('off');
}

function stateFact(state: string, trans: TranslationBundle): readonly Entry[] {
  const meaning = stateMeaning(state, trans);
  return [[trans.__('State'), meaning === '' ? state : `${state} – ${meaning}`, false]];
}

function present(entries: readonly Entry[]): readonly IFact[] {
  return entries
    .filter(([, value]) => value !== '')
    .map(([label, value, copyable]) => ({ label, value, copyable, links: [], isImage: false }));
}

/** In the user's own time zone; the controller's words where the date was not understood. */
function dateText(value: string | null | undefined, language: string): string {
  const time = value ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? (value ?? '') : new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(time);
}
