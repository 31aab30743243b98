import React, { useMemo, useState } from 'react';

import { firstSentence } from '../../domain';
import { useComposer } from '../composer';
import { UnbrokenText } from './UnbrokenText';

interface IHelpTextProps {
  /** Id of the text, which the control refers to. */
  readonly id: string;
  /** Label of the field. */
  readonly label: string;
  readonly text: string;
}

/**
 * The help of a field: its first sentence, and the rest on request.
 *
 * #### Notes
 * Not on focus: the fields below would move away from under the pointer that has just been pressed on one of them.
 */
export function HelpText({ id, label, text }: IHelpTextProps): JSX.Element {
  const { trans } = useComposer();
  const [open, setOpen] = useState(false);
  const { first, rest } = useMemo(() => firstSentence(text), [text]);
  return (
    <p className="jp-VcpSpec-help">
      <span id={id}>
        <UnbrokenText text={open && rest !== '' ? text : first} />
      </span>{' '}
      {rest === '' ? null : (
        <button
          type="button"
          className="jp-VcpSpec-more"
          aria-expanded={open}
          aria-label={open ? trans.__('Less about %1', label) : trans.__('More about %1', label)}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {open ? trans.__('less') : trans.__('more')}
        </button>
      )}
    </p>
  );
}
