/** A stretch of a line with the class that colours it; the class is empty for plain text. */
export interface IToken {
  readonly text: string;
  readonly className: string;
}

/** Cuts highlighted text, as JupyterLab's highlighter renders it, into lines. */
export function linesOfTokens(rendered: Node): readonly (readonly IToken[])[] {
  const lines: IToken[][] = [[]];
  const visit = (node: Node, className: string): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      const [first = '', ...rest] = (node.textContent ?? '').split('\n');
      push(first, className);
      for (const text of rest) {
        lines.push([]);
        push(text, className);
      }
      return;
    }
    const own = node instanceof Element ? node.className : className;
    node.childNodes.forEach(child => {
      visit(child, own);
    });
  };
  const push = (text: string, className: string): void => {
    if (text !== '') {
      lines[lines.length - 1]?.push({ text, className });
    }
  };
  visit(rendered, '');
  return lines;
}
