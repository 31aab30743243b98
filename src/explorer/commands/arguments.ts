/** What the explorer's commands take; loaded when somebody asks for it. */
import { NO_ARGUMENTS } from '../../common/noArguments';
import { CommandIDs } from './ids';

interface IDescription {
  readonly args: {
    readonly type: 'object';
    readonly properties: Readonly<Record<string, { readonly type: string; readonly description: string }>>;
  };
}

/** A place in the tree. Without arguments, the row with the focus is meant. */
const PLACE: IDescription = {
  args: {
    type: 'object',
    properties: {
      group: { type: 'string', description: 'Id of the unit group' },
      unit: { type: 'string', description: 'Name of the unit' },
      node: { type: 'string', description: 'Id of the node or disk' }
    }
  }
};

const GROUP: IDescription = {
  args: {
    type: 'object',
    properties: { group: { type: 'string', description: 'Id of the unit group; without it, the row with the focus' } }
  }
};

const OTHERS: ReadonlyMap<string, IDescription> = new Map([
  [CommandIDs.toggleAllGroups, NO_ARGUMENTS],
  [CommandIDs.createGroup, NO_ARGUMENTS],
  [CommandIDs.setReminder, GROUP],
  [CommandIDs.planPowerOff, GROUP]
]);

/** JSON Schema of the arguments of a command. */
export function argumentsOf(id: string): IDescription {
  return OTHERS.get(id) ?? PLACE;
}
