import { useState } from 'react';

/** What a text control shows, and what it calls. */
export interface ITyped {
  readonly text: string;
  readonly type: (text: string) => void;
  readonly leave: () => void;
}

/**
 * Keeps what is being typed as it was typed, while the document holds what it means: `007` stays so in the control although the document
 * has 7, and an emptied field stays empty although the flavor's value applies. Undo and other people's changes win over it.
 *
 * @param own - text of the document's value; null when there is none.
 * @param inherited - what is shown when there is none.
 * @param textOf - text that the document will hold after `text` was typed; null for none.
 */
export function useTyped(
  own: string | null,
  inherited: string,
  textOf: (text: string) => string | null,
  emit: (text: string) => void
): ITyped {
  const [typed, setTyped] = useState<{ readonly text: string; readonly own: string | null } | null>(null);
  const current = typed !== null && typed.own === own ? typed.text : (own ?? inherited);
  return {
    text: current,
    type: text => {
      setTyped({ text, own: textOf(text) });
      emit(text);
    },
    leave: () => {
      setTyped(null);
    }
  };
}
