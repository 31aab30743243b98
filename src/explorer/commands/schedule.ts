import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';

import { CommandIDs } from './ids';
import type { IUnitGroup } from '../domain/tree';
import type { IExplorer, IExplorerHandle, PlaceArguments } from '../handle';

const GROUP_ARGUMENT = {
  args: {
    type: 'object',
    properties: { group: { type: 'string', description: 'Id of the unit group; without it, the row with the focus' } }
  }
} as const;

/** Registers the commands around the schedule of a unit group; their code is loaded when one is executed. */
export function addScheduleCommands({ commands }: JupyterFrontEnd, handle: IExplorerHandle, trans: TranslationBundle): void {
  const groupFor = (args: PlaceArguments): IUnitGroup | null => (handle.current ? groupOf(handle.current, args) : null);
  const isThere = (args: PlaceArguments): boolean => (handle.current === null ? 'group' in args : groupFor(args) !== null);
  const execute = async (args: PlaceArguments, act: (explorer: IExplorer, group: IUnitGroup) => Promise<void>): Promise<void> => {
    const explorer = await handle.load();
    await explorer.model.prepare();
    const group = groupOf(explorer, args);
    if (group) {
      await act(explorer, group);
    }
  };
  commands.addCommand(CommandIDs.setReminder, {
    label: trans.__('Set Reminder…'),
    caption: trans.__('Be reminded of the unit group on a day'),
    describedBy: GROUP_ARGUMENT,
    isEnabled: isThere,
    isVisible: args => handle.current === null || isThere(args),
    execute: args => execute(args, ({ scheduling }, group) => scheduling.setReminder(group))
  });
  const refusal = (args: PlaceArguments): string => {
    const group = groupFor(args);
    return group ? (handle.current?.scheduling.powerOffRefusal(group) ?? '') : '';
  };
  commands.addCommand(CommandIDs.planPowerOff, {
    // A menu shows no tooltip, so the reason stands in the label.
    label: args => [trans.__('Power Off at…'), refusal(args)].filter(text => text !== '').join(' – '),
    caption: trans.__('Power all nodes of the unit group off at a time'),
    describedBy: GROUP_ARGUMENT,
    isEnabled: args => isThere(args) && refusal(args) === '',
    isVisible: args => handle.current === null || groupFor(args)?.type === 'compute',
    execute: args => execute(args, ({ scheduling }, group) => scheduling.planPowerOff(group))
  });
}

/** The unit group that the arguments name, else that of the row with the focus. */
function groupOf({ model }: IExplorer, args: PlaceArguments): IUnitGroup | null {
  const { group } = args;
  const place = typeof group === 'string' ? model.find(group) : model.focusedPlace;
  return place?.kind === 'group' ? place.group : null;
}
