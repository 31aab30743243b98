import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';

import { CommandIDs, PLACE_ARGUMENTS } from './ids';
import type { IExplorerHandle } from '../handle';

/** Command of the composer. */
const NEW_SPEC = 'vcp:new-spec';

/** Registers the command that begins a spec for a unit, or for disks, in the unit group of a row. */
export function addNewUnitCommand({ commands }: JupyterFrontEnd, handle: IExplorerHandle, trans: TranslationBundle): void {
  commands.addCommand(CommandIDs.newUnit, {
    label: args => {
      const unit = handle.current?.newUnit(args);
      return [unit?.label ?? trans.__('New Unit…'), unit?.refusal].filter(text => text).join(' – ');
    },
    caption: trans.__('Describe a new unit of the unit group in a spec'),
    describedBy: PLACE_ARGUMENTS,
    isEnabled: args => (handle.current === null ? 'group' in args : handle.current.newUnit(args)?.refusal === ''),
    isVisible: args => commands.hasCommand(NEW_SPEC) && (handle.current === null || handle.current.newUnit(args) !== null),
    execute: async args => {
      const unit = (await handle.load()).newUnit(args);
      if (unit?.refusal === '') {
        await commands.execute(NEW_SPEC, { unitGroup: unit.unitGroup, unitType: unit.unitType });
      }
    }
  });
}
