import type { CopyKind } from '../domain/copies';
import { copyText } from '../domain/copies';
import { CommandIDs } from './ids';
import type { Entry, ICommandContext } from './loaded';
import { placeNamed } from './named';

/** Commands that copy something of a row. */
export function copyCommands({ model, copy, trans }: ICommandContext): readonly Entry[] {
  const table: readonly (readonly [id: string, kind: CopyKind, caption: string])[] = [
    [CommandIDs.copyAddress, 'address', trans.__('Copy the address of the node, or of all nodes of the unit')],
    [CommandIDs.copySshCommand, 'ssh', trans.__('Copy the command that opens a shell in the node')],
    [CommandIDs.copyId, 'id', trans.__('Copy the id that the SDK takes')]
  ];
  return table.map(([id, kind, caption]) => [
    id,
    {
      caption,
      refusal: args => {
        const place = placeNamed(model, args);
        return place && copyText(kind, place) !== null ? '' : null;
      },
      execute: args => {
        const place = placeNamed(model, args);
        if (place) {
          copy(kind, place);
        }
      }
    }
  ]);
}
