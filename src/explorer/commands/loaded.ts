/** What the explorer's commands are and do, by their ids. Loaded with the explorer; their names are in the start-up chunk. */
import type { CommandRegistry } from '@lumino/commands';
import type { TranslationBundle } from '@jupyterlab/translation';

import { reasonText } from '../view/words';
import type { IExplorer, ILoadedCommand } from '../handle';
import { copyCommands } from './copies';
import { CommandIDs } from './ids';
import { newUnitCommand } from './newUnit';
import { operationCommands } from './operations';
import { scheduleCommands } from './schedule';

export interface ICommandContext extends Pick<
  IExplorer,
  'model' | 'operate' | 'operateAll' | 'copy' | 'bulkRefusal' | 'scheduling' | 'createGroup'
> {
  /** The application's commands, those of other features among them. */
  readonly commands: Pick<CommandRegistry, 'hasCommand' | 'execute'>;
  readonly trans: TranslationBundle;
  readonly language: string;
  /** Name of the user that the controller knows, or null. */
  readonly user: () => string | null;
}

/** A command with its id. */
export type Entry = readonly [id: string, command: ILoadedCommand];

export function loadedCommands(context: ICommandContext): ReadonlyMap<string, ILoadedCommand> {
  return new Map([
    ...panelCommands(context),
    newUnitCommand(context),
    ...operationCommands(context),
    ...scheduleCommands(context),
    ...copyCommands(context)
  ]);
}

function panelCommands({ model, createGroup, trans, language }: ICommandContext): readonly Entry[] {
  return [
    [
      CommandIDs.toggleAllGroups,
      {
        caption: trans.__('Privileged mode; needs a user with the role super'),
        refusal: () => (model.state.canSeeAll ? '' : trans.__('only for users with the role super')),
        execute: () => model.setAll(!model.state.all)
      }
    ],
    [
      CommandIDs.createGroup,
      {
        caption: trans.__('Create an empty unit group'),
        refusal: () => {
          const fault = model.creationFault();
          return fault ? reasonText(fault, trans, language) : '';
        },
        execute: createGroup
      }
    ]
  ];
}
