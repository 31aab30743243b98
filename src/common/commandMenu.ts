import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import { CommandRegistry } from '@lumino/commands';
import { Menu } from '@lumino/widgets';

/** A command of a menu, or a line between two groups of them. */
export type MenuEntry = { readonly command: string; readonly args?: ReadonlyJSONObject } | 'separator';

/**
 * Opens a menu of commands below a button; commands that do not exist are left out. When it closes, the focus is on the button
 * again.
 */
export function openCommandMenu(commands: JupyterFrontEnd['commands'], entries: readonly MenuEntry[], button: HTMLElement): void {
  const menu = new Menu({ commands });
  for (const entry of entries) {
    if (entry === 'separator') {
      menu.addItem({ type: 'separator' });
    } else if (commands.hasCommand(entry.command)) {
      menu.addItem({ command: entry.command, args: entry.args ?? {} });
    }
  }
  // The menu lives as long as it is open; a command that it triggers runs after it has closed.
  menu.aboutToClose.connect(closing => {
    // A Lumino menu takes the focus and, once closed, leaves it nowhere.
    button.focus();
    requestAnimationFrame(() => {
      closing.dispose();
    });
  }, menu);
  const { left, right, bottom } = button.getBoundingClientRect();
  // Towards the middle of the page: a side bar is narrow.
  const atLeft = left + right < window.innerWidth;
  menu.open(atLeft ? left : right, bottom, { horizontalAlignment: atLeft ? 'left' : 'right' });
}

/** An entry that no command stands for. */
export interface IMenuAction {
  /** With the reason when it is not possible: a menu shows no tooltip. */
  readonly label: string;
  readonly enabled: boolean;
  readonly run: () => void;
}

/** Opens a menu like `openCommandMenu`, of actions that belong to the button alone. */
export function openActionMenu(actions: readonly IMenuAction[], button: HTMLElement): void {
  const commands = new CommandRegistry();
  const entries = actions.map(({ label, enabled, run }, index): MenuEntry => {
    const command = `action:${index}`;
    commands.addCommand(command, { label, isEnabled: () => enabled, describedBy: { args: {} }, execute: run });
    return { command };
  });
  openCommandMenu(commands, entries, button);
}
