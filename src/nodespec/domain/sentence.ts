/** A help text in two parts: what everybody reads, and what stands behind "more". */
export interface Help {
  readonly first: string;
  /** Empty when the text is one sentence. */
  readonly rest: string;
}

// A full stop ends an English sentence when a blank and something that can begin one follow; abbreviations such as "e.g." go on in lower case.
const sentenceEnd = /。|[.!?]\)?(?=\s+[A-Z0-9"])/;

/** Cuts a help text after its first sentence. */
export function firstSentence(text: string): Help {
  const end = sentenceEnd.exec(text);
  const cut = end === null ? text.length : end.index + end[0].length;
  return { first: text.slice(0, cut).trim(), rest: text.slice(cut).trim() };
}
