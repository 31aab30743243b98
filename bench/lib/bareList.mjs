/**
 * The peer of the tree: as many rows of the same height, with text of the same length and nothing else; only those in view are in the
 * page, moved and filled anew by hand when it scrolls.
 */

const ROW = 24;

/**
 * @param {import('@playwright/test').Page} page
 * @param {number} count
 */
export async function showBareList(page, count) {
  await page.setContent('<div id="list" style="height: 600px; width: 300px; overflow: auto; position: relative"></div>');
  await page.evaluate(
    ({ count, row }) => {
      const list = /** @type {HTMLElement} */ (document.getElementById('list'));
      const filler = document.createElement('div');
      filler.style.height = `${count * row}px`;
      list.append(filler);
      const rows = Array.from({ length: Math.ceil(list.clientHeight / row) + 16 }, () => {
        const element = document.createElement('div');
        element.style.cssText = `position: absolute; inset-block-start: 0; height: ${row}px; white-space: nowrap`;
        list.append(element);
        return element;
      });
      const fill = () => {
        const first = Math.max(0, Math.floor(list.scrollTop / row) - 8);
        rows.forEach((element, index) => {
          element.style.transform = `translateY(${(first + index) * row}px)`;
          element.textContent = `${first + index} 172.30.${(first + index) >> 8}.${(first + index) & 255} RUNNING 41 days`;
        });
      };
      list.addEventListener('scroll', fill);
      fill();
    },
    { count, row: ROW }
  );
}
