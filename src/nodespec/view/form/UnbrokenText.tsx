import React from 'react';

/** A command line option, such as `--hostname`. Lines may be broken after hyphens, which would leave its two hyphens behind. */
const OPTION = /(--[a-z][\w-]*)/;

/** A text whose command line options stay in one piece. Nothing is put into the text, so that it can be copied. */
export function UnbrokenText({ text }: { readonly text: string }): JSX.Element {
  // Splitting by a pattern with one group answers text and option in turn.
  const parts = text.split(OPTION);
  return (
    <>
      {parts.map((part, position) =>
        position % 2 === 0 ? (
          part
        ) : (
          <span key={position} className="jp-VcpSpec-option">
            {part}
          </span>
        )
      )}
    </>
  );
}
