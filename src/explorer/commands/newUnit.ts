import type { PlaceArguments } from '../handle';
import type { INewUnit } from '../view/newUnit';
import { newUnitIn } from '../view/newUnit';
import { CommandIDs } from './ids';
import type { Entry, ICommandContext } from './loaded';
import { placeNamed } from './named';

/** Command of the composer. */
const NEW_SPEC = 'vcp:new-spec';

/** The command that begins a spec for a unit, or for disks, in the unit group of a row. */
export function newUnitCommand(context: ICommandContext): Entry {
  const { commands, model, trans, user } = context;
  const unitFor = (args: PlaceArguments): INewUnit | null => {
    const place = placeNamed(model, args);
    return place && newUnitIn(place, user(), context);
  };
  return [
    CommandIDs.newUnit,
    {
      caption: trans.__('Describe a new unit of the unit group in a spec'),
      nameFor: args => unitFor(args)?.label ?? null,
      refusal: args => unitFor(args)?.refusal ?? null,
      isVisible: args => commands.hasCommand(NEW_SPEC) && unitFor(args) !== null,
      execute: async args => {
        const unit = unitFor(args);
        if (unit?.refusal === '') {
          await commands.execute(NEW_SPEC, { unitGroup: unit.unitGroup, unitType: unit.unitType });
        }
      }
    }
  ];
}
