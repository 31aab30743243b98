import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import { WidgetTracker } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';

import { LazyPanel } from './LazyPanel';
import { openPanel } from './openPanel';

export interface ISinglePanelOptions {
  readonly app: JupyterFrontEnd;
  readonly restorer: ILayoutRestorer | null;
  readonly trans: TranslationBundle;
  /** Name of the feature, e.g. `providers`. */
  readonly feature: string;
  readonly label: string;
  /** Id of the command that opens the panel; a restored layout executes it. */
  readonly command: string;
  /** Imports and builds the content. */
  readonly load: () => Promise<Widget>;
}

/**
 * A panel of which there is one at most: loaded at its first showing, and back with the layout after a reload.
 *
 * @returns Shows the panel, a new one when it was closed.
 */
export function singlePanel({ app, restorer, trans, feature, label, command, load }: ISinglePanelOptions): () => LazyPanel {
  const id = `jp-vcp-${feature}`;
  const tracker = new WidgetTracker<LazyPanel>({ namespace: `jupyterlab-vcp-${feature}` });
  void restorer?.restore(tracker, { command, name: () => id });
  return () => {
    const panel = tracker.currentWidget ?? new LazyPanel({ id, trans, load });
    if (!tracker.has(panel)) {
      panel.title.label = label;
      panel.title.closable = true;
      panel.node.setAttribute('role', 'region');
      panel.node.setAttribute('aria-label', label);
      void tracker.add(panel);
    }
    openPanel(app.shell, panel);
    return panel;
  };
}
