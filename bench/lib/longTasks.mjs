/**
 * Work that kept a page from answering.
 */

/** Runs in the page before anything else: notes every long task, in ms since the page began. */
export function noteLongTasks() {
  /** @type {{ start: number, duration: number }[]} */
  const tasks = [];
  Reflect.set(window, 'vcpLongTasks', tasks);
  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries()) {
      tasks.push({ start: startTime, duration });
    }
  }).observe({ type: 'longtask', buffered: true });
}

/**
 * @param {import('@playwright/test').Page} page With `noteLongTasks`.
 * @param {number} from ms since the page began.
 * @returns {Promise<readonly number[]>} milliseconds of each long task since
 */
export function longTasksSince(page, from) {
  return page.evaluate(
    since =>
      Reflect.get(window, 'vcpLongTasks')
        .filter((/** @type {{ start: number }} */ task) => task.start >= since)
        .map((/** @type {{ duration: number }} */ task) => task.duration),
    from
  );
}
