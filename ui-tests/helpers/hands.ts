/**
 * Two ways to do the same work: by mouse and by keyboard only. A spec that takes a hand shows that both lead to the end.
 */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { rowNamed } from './explorer';
import { chooseByTyping, press, tabTo, typeInto } from './keyboard';

/** More rows than the scenario of the tests has. */
const MOST_ROWS = 60;

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
    await tabTo(page, tree);
    await page.keyboard.press('Home');
    for (let step = 0; step < MOST_ROWS && (await rowNamed(tree, name).getAttribute('aria-selected')) !== 'true'; step += 1) {
      await page.keyboard.press('ArrowDown');
    }
    await expect(rowNamed(tree, name)).toHaveAttribute('aria-selected', 'true');
  };
  return {
    name: 'keyboard',
    use: control => press(page, control),
    write: (field, text) => typeInto(page, field, text),
    choose: (select, option) => chooseByTyping(page, select, option),
    selectRow,
    openRow: async (tree, name) => {
      await selectRow(tree, name);
      await page.keyboard.press('ArrowRight');
      await expect(rowNamed(tree, name)).toHaveAttribute('aria-expanded', 'true');
    }
  };
}
