import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { Widget } from '@lumino/widgets';

/**
 * Shows a panel where the application can show it: the main area of JupyterLab, the right area of Notebook 7, whose main area takes
 * only the page's own document.
 */
export function openPanel(shell: JupyterFrontEnd.IShell, widget: Widget): void {
  if (!widget.isAttached) {
    shell.add(widget, hasMainArea(shell) ? 'main' : 'right', { activate: true });
  }
  shell.activateById(widget.id);
}

/** Whether panels and documents of ours can open in the main area. */
export function hasMainArea(shell: JupyterFrontEnd.IShell): boolean {
  // ILabShell is the only shell with a `mode`; requiring its token would lock the extension out of Notebook 7.
  return 'mode' in shell;
}
