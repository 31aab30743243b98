import '@testing-library/jest-dom';
import { render, screen } from '@testing-library/react';
import React, { useRef } from 'react';

import { useFirstFocus } from '../useFirstFocus';

function Body({ first }: { readonly first?: boolean }): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  useFirstFocus(field, first);
  return <input ref={field} aria-label="Name" />;
}

describe('useFirstFocus', () => {
  it('takes the focus from the button that the dialog chose before the body was rendered', () => {
    const button = document.createElement('button');
    document.body.append(button);
    button.focus();
    render(<Body />);
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveFocus();
    button.remove();
  });

  it('leaves the focus alone otherwise', () => {
    render(<Body first={false} />);
    expect(screen.getByRole('textbox', { name: 'Name' })).not.toHaveFocus();
  });
});
