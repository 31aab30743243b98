/** What `vcp:new-spec` takes and does; loaded when it is executed or described. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

import { FACTORY, FILE_TYPE } from './commands';
import type { ICommandOptions } from './commands';
import { needsCompletion, newSpecText, startOf } from './newSpec';

type ISpecCreation = Pick<ICommandOptions, 'documents' | 'folder' | 'complete'>;

/** Makes `untitled.vcpspec` and opens it: a tab in JupyterLab, its own page in Notebook 7. Resolves to the widget, if it is on this page. */
export async function createSpec(options: ISpecCreation, args: ReadonlyPartialJSONObject): Promise<unknown> {
  const { documents } = options;
  const { contents } = documents.services;
  const start = startOf(args);
  const text = newSpecText(needsCompletion(start) ? await options.complete(start) : start);
  const file = await contents.newUntitled({ path: start.folder ?? options.folder(), type: 'file', ext: `.${FILE_TYPE}` });
  await contents.save(file.path, { type: 'file', format: 'text', content: text });
  return documents.openOrReveal(file.path, FACTORY);
}

/** JSON Schema of the arguments. */
export function newSpecArguments(trans: TranslationBundle) {
  return {
    args: {
      type: 'object',
      properties: {
        cwd: { type: 'string', description: trans.__('Folder of the new file') },
        provider: { type: 'string', description: trans.__('Provider plugin, for example aws') },
        flavor: { type: 'string', description: trans.__('Flavor of the provider') },
        image: { type: 'string', description: trans.__('Base container image') },
        unitGroup: { type: 'string', description: trans.__('Name of the unit group') },
        unitType: { type: 'string', enum: ['compute', 'storage'], description: trans.__('Nodes (compute) or disks (storage)') },
        unit: { type: 'string', description: trans.__('Name of the unit') },
        attributes: { type: 'object', description: trans.__('SDK attributes, for example disks') },
        isPalette: { type: 'boolean', description: trans.__('Whether the command stands in the palette') }
      }
    }
  };
}
