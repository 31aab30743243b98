import { keepFocus } from '../keepFocus';

let root: HTMLElement;

beforeEach(() => {
  document.body.innerHTML = '<div id="root"><a href="#" id="rest">rest</a><button id="first"></button><button id="second"></button></div>';
  document.body.insertAdjacentHTML('beforeend', '<input id="outside">');
  root = byId('root');
});

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`no ${id}`);
  }
  return found;
}

/** Observers of the page are told after the present work. */
const settled = () => new Promise(resolve => setTimeout(resolve, 0));

it('gives the focus on when the element that has it is taken away', async () => {
  keepFocus(root, () => byId('rest'));
  byId('first').focus();
  byId('first').remove();
  await settled();
  expect(document.activeElement).toBe(byId('rest'));
});

it('takes it from nobody', async () => {
  keepFocus(root, () => byId('rest'));
  byId('first').focus();
  byId('outside').focus();
  byId('first').remove();
  await settled();
  expect(document.activeElement).toBe(byId('outside'));
  byId('second').focus();
  byId('second').blur();
  await settled();
  byId('second').remove();
  await settled();
  expect(document.activeElement).toBe(document.body);
});

it('does nothing after its end', async () => {
  const kept = keepFocus(root, () => byId('rest'));
  kept.dispose();
  byId('first').focus();
  byId('first').remove();
  await settled();
  expect(document.activeElement).toBe(document.body);
});
