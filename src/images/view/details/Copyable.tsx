import { copyIcon } from '@jupyterlab/ui-components';
import React, { useState } from 'react';

import { IconButton } from '../../../common/components/IconButton';
import { useDetails } from './context';

export interface ICopyableProps {
  /** What is shown. */
  readonly text: string;
  /** What is copied, where it is not the same. */
  readonly copied?: string;
  /** What it is, for the button's name. */
  readonly label: string;
}

/** A text with a button that copies it. */
export function Copyable({ text, copied = text, label }: ICopyableProps): JSX.Element {
  return (
    <span className="jp-VcpImageDetails-copyable">
      <code>
        <LongText text={text} />
      </code>
      <CopyButton text={copied} label={label} />
    </span>
  );
}

export function CopyButton({ text, label }: { readonly text: string; readonly label: string }): JSX.Element {
  const { copyText, say, trans } = useDetails();
  return (
    <IconButton
      icon={copyIcon}
      label={trans.__('Copy %1', label)}
      onClick={() => {
        copyText(text);
        say(trans.__('Copied: %1', label));
      }}
    />
  );
}

/** Characters of a long text that are shown before somebody wants the rest. */
const BEGINNING = 240;

/** A text of any length: a long one is folded, and never cut for good. */
export function LongText({ text }: { readonly text: string }): JSX.Element {
  const { trans } = useDetails();
  const [open, setOpen] = useState(false);
  // A fold that would hide less than its button takes is no gain.
  if (text.length <= BEGINNING * 1.5) {
    return <>{text}</>;
  }
  return (
    <>
      {open ? text : `${text.slice(0, BEGINNING)}…`}{' '}
      <button
        type="button"
        className="jp-VcpImageDetails-link"
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {open ? trans.__('Show less') : trans.__('Show all %1 characters', text.length)}
      </button>
    </>
  );
}
