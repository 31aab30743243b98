/**
 * What a page writes to the browser's console, in a form that can be compared between two starts.
 */

/**
 * Collects warnings, errors and uncaught exceptions.
 *
 * @param {import('playwright-core').Page} page
 * @returns {{ messages: () => string[] }} Sorted, each once.
 */
export function watchConsole(page) {
  /** @type {Set<string>} */
  const messages = new Set();
  page.on('console', message => {
    if (message.type() === 'warning' || message.type() === 'error') {
      messages.add(`${message.type()}: ${normalised(message.text())}`);
    }
  });
  page.on('pageerror', error => messages.add(`uncaught: ${normalised(error.message)}`));
  return { messages: () => [...messages].sort() };
}

/**
 * Takes out what differs from start to start: addresses with ports, hashes in file names, ids, numbers, stack traces.
 *
 * @param {string} text
 * @returns {string}
 */
export function normalised(text) {
  return text
    .replace(/\n[\s\S]*$/, '')
    .replace(/https?:\/\/[^\s)'"]+/g, '<url>')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
    .replace(/\b[0-9a-f]{16,}\b/g, '<hash>')
    .replace(/\d+/g, '<n>')
    .trim();
}
