/** What can be copied from a place, and as what. */
import { sshCommand } from './ssh';
import type { Place } from './tree';

export type CopyKind = 'address' | 'ssh' | 'id';

/** Text for the clipboard, or null when the place has none of that kind. Several nodes of a unit: one address per line. */
export function copyText(kind: CopyKind, place: Place): string | null {
  switch (kind) {
    case 'address':
      return addressesOf(place).join('\n') || null;
    case 'ssh':
      return place.kind === 'node' ? sshCommand(place.node.address) : null;
    case 'id':
      return idOf(place);
  }
}

function addressesOf(place: Place): readonly string[] {
  switch (place.kind) {
    case 'node':
      return [place.node.address].filter(address => address !== '');
    case 'unit':
      return place.unit.nodes.map(node => node.address).filter(address => address !== '');
    default:
      return [];
  }
}

/** The id that the SDK takes; a unit has none but its name. */
function idOf(place: Place): string {
  switch (place.kind) {
    case 'group':
      return place.group.id;
    case 'unit':
      return place.unit.name;
    case 'node':
      return place.node.id;
    case 'disk':
      return place.disk.id;
  }
}
