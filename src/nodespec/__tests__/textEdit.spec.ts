import fc from 'fast-check';

import { smallestEdit } from '../model/textEdit';

function applied(before: string, after: string): string {
  const edit = smallestEdit(before, after);
  return edit ? before.slice(0, edit.start) + edit.insert + before.slice(edit.end) : before;
}

describe('smallestEdit', () => {
  it('is null for equal texts', () => {
    expect(smallestEdit('same', 'same')).toBeNull();
  });

  it('replaces only what differs', () => {
    expect(smallestEdit('{"a": 1, "b": 2}', '{"a": 10, "b": 2}')).toEqual({ start: 7, end: 7, insert: '0' });
  });

  it('does not cut a surrogate pair', () => {
    expect(smallestEdit('x😀y', 'x😁y')).toEqual({ start: 1, end: 3, insert: '😁' });
  });

  it('makes the new text of the old one, whatever they are', () => {
    fc.assert(
      fc.property(fc.fullUnicodeString(), fc.fullUnicodeString(), fc.fullUnicodeString(), (head, before, after) => {
        expect(applied(head + before, head + after)).toBe(head + after);
      })
    );
  });
});
