/**
 * What the browser makes of styles: colours of the system, outlines, overflow.
 */
import type { Locator, Page } from '@playwright/test';

/** What a system colour is in this browser, as computed styles write it. */
export function systemColor(page: Page, name: 'GrayText' | 'Highlight' | 'ButtonText' | 'CanvasText'): Promise<string> {
  return page.evaluate(color => {
    const probe = document.createElement('span');
    probe.style.cssText = `color: ${color}; forced-color-adjust: none`;
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  }, name);
}

/** A computed style of the element, or of one of its pseudo-elements. */
export function style(element: Locator, property: string, pseudo?: '::before' | '::after'): Promise<string> {
  return element.evaluate((each, [name, part]) => getComputedStyle(each, part).getPropertyValue(name ?? ''), [property, pseudo]);
}

/**
 * One line per element inside whose text does not fit it, e.g. `P.jp-VcpSpec-help: 412 > 280`. Boxes that scroll fit everything.
 *
 * @param except Selector of elements that leave out whole parts on purpose.
 */
export function clipped(panel: Locator, except: string): Promise<readonly string[]> {
  return panel.evaluate(
    (root, leftOut) =>
      [root, ...root.querySelectorAll('*')]
        .filter(element => element instanceof HTMLElement && element.checkVisibility() && element.clientWidth > 1)
        .filter(element => !element.matches(leftOut))
        .filter(element => !['auto', 'scroll'].includes(getComputedStyle(element).overflowX) || element === root)
        .filter(element => getComputedStyle(element).display !== 'inline' && element.scrollWidth > element.clientWidth + 1)
        .filter(element => getComputedStyle(element).textOverflow !== 'ellipsis')
        .map(element => `${element.tagName}.${element.className}: ${element.scrollWidth} > ${element.clientWidth}`),
    except
  );
}

/** Controls that cannot be brought into view whole, or that something else covers when they are: what one cannot click. */
export function outOfReach(panel: Locator): Promise<readonly string[]> {
  return panel.evaluate(root => {
    const controls = [...root.querySelectorAll<HTMLElement>('button, input, select, textarea, summary, [role=treeitem]')];
    return controls
      .filter(control => control.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter(control => {
        control.scrollIntoView({ block: 'center', inline: 'nearest' });
        const { left, right, top, bottom, width, height } = control.getBoundingClientRect();
        if (width <= 1 || height <= 1) {
          return false; // for screen readers only
        }
        const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        const inside = left >= -1 && right <= innerWidth + 1 && top >= -1 && bottom <= innerHeight + 1;
        return (
          !inside ||
          hit === null ||
          !(control.contains(hit) || hit.contains(control) || [...(control.closest('label')?.children ?? [])].includes(hit))
        );
      })
      .map(control => `${control.tagName} ${control.getAttribute('aria-label') ?? control.textContent?.slice(0, 30) ?? ''}`);
  });
}
