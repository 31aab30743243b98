import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Menu } from '@lumino/widgets';

import { CommandIDs } from './ids';

/** Rows of nodes, and of units that have some. */
const ROWS = ".jp-VcpExplorer-row[data-type='compute']:not([data-kind='group'])";

/**
 * Adds the submenus of the context menu. The rest of it stands in `schema/explorer.json`; a submenu's label there would be translated
 * only by a catalogue of the Jupyter server, which not every installation has.
 */
export function addSubmenus({ commands, contextMenu }: JupyterFrontEnd, trans: TranslationBundle): void {
  const submenus = [
    [trans.__('Container and Instance'), 4, [CommandIDs.suspend, CommandIDs.resume, CommandIDs.stop, CommandIDs.start, CommandIDs.backUp]],
    [trans.__('Liveness Monitoring'), 5, [CommandIDs.watch, CommandIDs.unwatch]]
  ] as const;
  for (const [label, rank, ids] of submenus) {
    const submenu = new Menu({ commands });
    submenu.title.label = label;
    ids.forEach(command => submenu.addItem({ command }));
    contextMenu.addItem({ type: 'submenu', submenu, selector: ROWS, rank });
  }
}
