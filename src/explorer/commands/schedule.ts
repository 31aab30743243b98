import type { IUnitGroup } from '../domain/tree';
import type { PlaceArguments } from '../handle';
import { CommandIDs } from './ids';
import type { Entry, ICommandContext } from './loaded';

/** Commands around the schedule of a unit group. */
export function scheduleCommands({ model, scheduling, trans }: ICommandContext): readonly Entry[] {
  /** The unit group that the arguments name, else that of the row with the focus. */
  const groupFor = ({ group }: PlaceArguments): IUnitGroup | null => {
    const place = typeof group === 'string' ? model.find(group) : model.focusedPlace;
    return place?.kind === 'group' ? place.group : null;
  };
  const withGroup = async (args: PlaceArguments, act: (group: IUnitGroup) => Promise<void>): Promise<void> => {
    await model.prepare();
    const group = groupFor(args);
    if (group) {
      await act(group);
    }
  };
  return [
    [
      CommandIDs.setReminder,
      {
        caption: trans.__('Be reminded of the unit group on a day'),
        refusal: args => (groupFor(args) ? '' : null),
        isVisible: args => groupFor(args) !== null,
        execute: args => withGroup(args, group => scheduling.setReminder(group))
      }
    ],
    [
      CommandIDs.planPowerOff,
      {
        caption: trans.__('Power all nodes of the unit group off at a time'),
        refusal: args => {
          const group = groupFor(args);
          return group && scheduling.powerOffRefusal(group);
        },
        isVisible: args => groupFor(args)?.type === 'compute',
        execute: args => withGroup(args, group => scheduling.planPowerOff(group))
      }
    ]
  ];
}
