/**
 * Two ways to do the same work: by mouse and by keyboard only. A spec that takes a hand shows that both lead to the end.
 */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { rowNamed } from './explorer';
import { chooseByTyping, press, tabTo, typeInto } from './keyboard';

/** More rows than the scenario of the tests has. */
const MOST_ROWS = 60;

/** More radio buttons than any group of ours has. */
const MOST_CHOICES = 10;

/** What hands do with controls. */
export interface IHand {
  readonly name: string;
  /** Presses a button, a tab, a menu entry. */
  use(control: Locator): Promise<void>;
  /** Replaces the text of a field. */
  write(field: Locator, text: string): Promise<void>;
  /** Chooses an option of a native select. */
  choose(select: Locator, option: string): Promise<void>;
  /** Opens the row of a tree that is named so, and makes it the current one. */
  openRow(tree: Locator, name: string): Promise<void>;
  /** Makes the row the current one. */
  selectRow(tree: Locator, name: string): Promise<void>;
  /** Selects these rows and no others. */
  selectRows(tree: Locator, names: readonly string[]): Promise<void>;
  /** Chooses one of several radio buttons. */
  pick(radio: Locator): Promise<void>;
}

/** Any use of the mouse in a test by keyboard is a mistake of the test, not a way around. */
export async function forbidMouse(page: Pick<Page, 'evaluate'>): Promise<void> {
  await page.evaluate(() => {
    window.addEventListener(
      'pointerdown',
      () => {
        throw new Error('a mouse was used');
      },
      { capture: true }
    );
  });
}

/** Clicks, as most people do; only text is typed. */
export function mouse(): IHand {
  const selectRow: IHand['selectRow'] = async (tree, name) => {
    await rowNamed(tree, name).click();
    await expect(rowNamed(tree, name)).toHaveAttribute('aria-selected', 'true');
  };
  return {
    name: 'mouse',
    use: control => control.click(),
    write: async (field, text) => {
      await field.click();
      await field.fill(text);
    },
    choose: async (select, option) => {
      await select.selectOption(option);
    },
    selectRow,
    selectRows: async (tree, [first, ...others]) => {
      if (first !== undefined) {
        await selectRow(tree, first);
      }
      for (const name of others) {
        await rowNamed(tree, name).click({ modifiers: ['ControlOrMeta'] });
        await expect(rowNamed(tree, name)).toHaveAttribute('aria-selected', 'true');
      }
    },
    pick: radio => radio.check(),
    openRow: async (tree, name) => {
      if ((await rowNamed(tree, name).getAttribute('aria-expanded')) === 'false') {
        await rowNamed(tree, name).dblclick();
      }
      await expect(rowNamed(tree, name)).toHaveAttribute('aria-expanded', 'true');
    }
  };
}

/** Tab, arrows, Enter and letters. Nothing here touches the mouse or sets the focus by script. */
export function keyboard(page: Page): IHand {
  const selectRow: IHand['selectRow'] = async (tree, name) => {
    // Once more when JupyterLab takes the focus away: it goes to the main area some time after a command of the palette.
    await expect(async () => {
      await tabTo(page, tree);
      await page.keyboard.press('Home');
      for (let step = 0; step < MOST_ROWS && !(await isCurrent(tree, name)); step += 1) {
        await page.keyboard.press('ArrowDown');
      }
      expect(await isCurrent(tree, name), `the row ${name} is the current one`).toBe(true);
    }).toPass({ timeout: 30_000 });
  };
  return {
    name: 'keyboard',
    use: control => press(page, control),
    write: (field, text) => typeInto(page, field, text),
    choose: (select, option) => chooseByTyping(page, select, option),
    selectRow,
    selectRows: async (tree, names) => {
      await tabTo(page, tree);
      await page.keyboard.press('Escape');
      for (const name of names) {
        await selectRow(tree, name);
        await page.keyboard.press('Space');
        await expect(rowNamed(tree, name)).toHaveAttribute('aria-selected', 'true');
      }
    },
    // Radio buttons are one tab stop; the arrows choose among them.
    pick: async radio => {
      await tabTo(page, radio.page().locator('input[type="radio"]:checked').filter({ visible: true }));
      for (let step = 0; step < MOST_CHOICES && !(await radio.isChecked()); step += 1) {
        await page.keyboard.press('ArrowDown');
      }
      await expect(radio).toBeChecked();
    },
    openRow: async (tree, name) => {
      await selectRow(tree, name);
      await page.keyboard.press('ArrowRight');
      await expect(rowNamed(tree, name)).toHaveAttribute('aria-expanded', 'true');
    }
  };
}

/** Whether the tree's own focus is on the row, selected or not. */
async function isCurrent(tree: Locator, name: string): Promise<boolean> {
  const [current, row] = await Promise.all([tree.getAttribute('aria-activedescendant'), rowId(rowNamed(tree, name))]);
  return row !== null && row === current;
}

/** Null while the row is scrolled out of the page. */
async function rowId(row: Locator): Promise<string | null> {
  return (await row.count()) === 0 ? null : row.getAttribute('id');
}
