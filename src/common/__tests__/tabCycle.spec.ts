import { cycleFocus } from '../tabCycle';

function dialogOf(body: string): HTMLElement {
  document.body.innerHTML = `<div id="dialog"><div>${body}</div><div class="jp-Dialog-footer"><button>Cancel</button><button>OK</button></div></div>`;
  const dialog = document.getElementById('dialog');
  if (!dialog) {
    throw new Error('no dialog');
  }
  return dialog;
}

function press(dialog: HTMLElement, from: string, options: KeyboardEventInit = { key: 'Tab' }): boolean {
  const button = [...dialog.querySelectorAll('button')].find(({ textContent }) => textContent === from);
  button?.focus();
  return cycleFocus(dialog, new KeyboardEvent('keydown', options));
}

describe('Tab on the last button', () => {
  it.each([
    ['a field', '<p>text</p><input id="first"><input>'],
    ['the chosen radio button', '<input type="radio" name="a"><input type="radio" name="a" checked id="first">'],
    [
      'what can be reached only',
      '<input disabled><a tabindex="-1" href="#">x</a><input type="file" hidden><details><summary id="first">x</summary></details>'
    ],
    ['a region that scrolls', '<div tabindex="0" id="first"></div><input>']
  ])('goes to %s', (_, body) => {
    const dialog = dialogOf(body);
    expect(press(dialog, 'OK')).toBe(true);
    expect(document.activeElement?.id).toBe('first');
  });

  it('goes to the first button where the body has nothing', () => {
    expect(press(dialogOf('<p>text</p>'), 'OK')).toBe(true);
    expect(document.activeElement?.textContent).toBe('Cancel');
  });

  it('is all it cares for', () => {
    const dialog = dialogOf('<input>');
    expect(press(dialog, 'Cancel')).toBe(false);
    expect(press(dialog, 'OK', { key: 'Tab', shiftKey: true })).toBe(false);
    expect(press(dialog, 'OK', { key: 'Enter' })).toBe(false);
    expect(document.activeElement?.textContent).toBe('OK');
  });
});
