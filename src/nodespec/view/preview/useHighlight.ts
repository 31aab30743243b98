import { useEffect, useState } from 'react';

import { useComposer } from '../composer';
import { linesOfTokens } from './tokens';
import type { IToken } from './tokens';

const NONE: ReadonlyMap<string, readonly IToken[]> = new Map();

/**
 * The coloured lines of a text, by the line's text: while a new text is being coloured, the lines that it shares with the old one keep
 * their colours, so that typing does not flicker.
 *
 * @param language - name in JupyterLab's registry of editor languages. Where there is no registry, nothing is coloured.
 */
export function useHighlight(text: string, language: string): ReadonlyMap<string, readonly IToken[]> {
  const { languages } = useComposer();
  const [tokens, setTokens] = useState(NONE);
  useEffect(() => {
    const spec = languages?.findByName(language);
    if (!languages || !spec) {
      return;
    }
    let wanted = true;
    const host = document.createElement('div');
    languages.highlight(text, spec, host).then(
      () => {
        if (wanted) {
          const lines = linesOfTokens(host);
          setTokens(new Map(text.split('\n').map((line, position) => [line, lines[position] ?? []])));
        }
      },
      () => {
        // The grammar could not be loaded: plain text is as correct.
      }
    );
    return () => {
      wanted = false;
    };
  }, [languages, language, text]);
  return tokens;
}
