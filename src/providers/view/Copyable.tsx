import { copyIcon } from '@jupyterlab/ui-components';
import React from 'react';

import { IconButton } from '../../common/components/IconButton';
import { useProviders } from './context';

/** A path, address or reference with a button that copies it. */
export function Copyable({
  text,
  label
}: {
  readonly text: string;
  /** What it is, for the button's name. */ readonly label: string;
}): JSX.Element {
  return (
    <span className="jp-VcpProviders-copyable">
      <code>{breakable(text)}</code>
      <CopyButton text={text} label={label} />
    </span>
  );
}

/** Paths break behind their slashes, not in the middle of a name. */
function breakable(text: string): readonly React.ReactNode[] {
  return text.split(/(?<=[^/]\/)(?=[^/])/).map((part, position) => (
    <React.Fragment key={position}>
      {position > 0 && <wbr />}
      {part}
    </React.Fragment>
  ));
}

/** Copies a text that stands beside it. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }): JSX.Element {
  const { copyText, say, trans } = useProviders();
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
