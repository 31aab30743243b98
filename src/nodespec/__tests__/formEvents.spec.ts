import { leftAt } from '../view/formEvents';

function field(path: string): HTMLElement {
  const frame = document.createElement('div');
  frame.setAttribute('data-vcp-path', path);
  frame.innerHTML = '<input><button></button>';
  document.body.append(frame);
  return frame;
}

/** Answers which field the listener is told of when the focus goes from one element to the other. */
function leaving(from: Element, to: Element | null): readonly (string | number)[] | null {
  let left: readonly (string | number)[] | null = null;
  const listen = (event: FocusEvent): void => {
    left = leftAt(event);
  };
  document.body.addEventListener('focusout', listen);
  from.dispatchEvent(new FocusEvent('focusout', { bubbles: true, relatedTarget: to }));
  document.body.removeEventListener('focusout', listen);
  return left;
}

describe('leftAt', () => {
  const [unit, disks] = [field('unit'), field('attributes.disks')];
  const outside = document.body.appendChild(document.createElement('input'));
  const [input, button] = [...disks.children] as [Element, Element];

  it('names the field when the focus goes to another one, out of the form, or nowhere', () => {
    expect(leaving(input, unit.firstElementChild)).toEqual(['attributes', 'disks']);
    expect(leaving(input, outside)).toEqual(['attributes', 'disks']);
    expect(leaving(input, null)).toEqual(['attributes', 'disks']);
  });

  it('names none while the focus moves inside the field', () => {
    expect(leaving(input, button)).toBeNull();
  });

  it('names none when the focus was in no field', () => {
    expect(leaving(outside, input)).toBeNull();
  });
});
