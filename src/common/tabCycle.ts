/** What Tab stops at. Of radio buttons that is the chosen one. */
const STOPS = [
  'input:not([type="radio"]):not([hidden])',
  'input[type="radio"]:checked',
  'select',
  'textarea',
  'button',
  'a[href]',
  'summary',
  '[tabindex="0"]'
].map(stop => `${stop}:not(:disabled):not([tabindex="-1"])`);

/**
 * Tab on the last button of a dialog goes on with what is first in it. Answers whether the event was that.
 *
 * #### Notes
 * `Dialog` does so with what was first when it was attached, before React has rendered the body: Tab would go round the buttons for
 * ever and never come to a field.
 */
export function cycleFocus(dialog: HTMLElement, event: Event): boolean {
  if (!(event instanceof KeyboardEvent) || event.type !== 'keydown' || event.key !== 'Tab' || event.shiftKey) {
    return false;
  }
  const last = [...dialog.querySelectorAll('.jp-Dialog-footer button')].pop();
  if (last === undefined || document.activeElement !== last) {
    return false;
  }
  event.preventDefault();
  event.stopPropagation();
  dialog.querySelector<HTMLElement>(STOPS.join(', '))?.focus();
  return true;
}
