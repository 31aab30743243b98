/**
 * The text that rows are searched by, kept in a few long strings: looking through those is many times faster than through 100,000
 * short ones, and takes less memory.
 */

/** Some rows one after the other, in lower case. */
interface IChunk {
  readonly text: string;
  /** Where the text of each row begins; one more at the end, where the next row would. */
  readonly starts: Uint32Array;
}

/** What is searched, in the order of rows. */
export type SearchText = readonly IChunk[];

/** Rows per chunk: joined in a fraction of a millisecond. */
const CHUNK_ROWS = 1000;

function makeChunk(texts: readonly string[]): IChunk {
  const starts = new Uint32Array(texts.length + 1);
  const lower = texts.map(text => text.toLowerCase());
  lower.forEach((text, position) => {
    starts[position + 1] = (starts[position] ?? 0) + text.length + 1;
  });
  return { text: lower.join('\n'), starts };
}

/** Collects the text of rows, one after the other. */
export class SearchTextDraft {
  add(text: string): void {
    this._texts.push(text);
    if (this._texts.length === CHUNK_ROWS) {
      this._close();
    }
  }

  finish(): SearchText {
    this._close();
    return this._chunks;
  }

  private _close(): void {
    if (this._texts.length > 0) {
      this._chunks.push(makeChunk(this._texts));
      this._texts = [];
    }
  }

  private readonly _chunks: IChunk[] = [];
  private _texts: string[] = [];
}

/** The different words of a query; all of them must occur. */
function wordsOf(query: string): readonly string[] {
  const words = new Set(query.toLowerCase().split(/\s+/));
  words.delete('');
  return [...words];
}

/** Adds one to the count of each row of the chunk in which the word occurs. No word has the line break that parts rows. */
function countWord(word: string, { text, starts }: IChunk, counts: Uint16Array, firstRow: number): void {
  let row = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, starts[row] ?? text.length)) {
    while ((starts[row + 1] ?? Infinity) <= at) {
      row += 1;
    }
    counts[firstRow + row] = (counts[firstRow + row] ?? 0) + 1;
    row += 1;
    if (row >= starts.length - 1) {
      return;
    }
  }
}

/**
 * Which rows have all words of a query: 1 for each that has, by number of row. Null when the query has no words, so that all rows have.
 */
export function matchQuery(query: string, search: SearchText, size: number): Uint16Array | null {
  const words = wordsOf(query);
  if (words.length === 0) {
    return null;
  }
  const counts = new Uint16Array(size);
  search.forEach((chunk, position) => {
    words.forEach(word => {
      countWord(word, chunk, counts, position * CHUNK_ROWS);
    });
  });
  return counts.map(count => Number(count === words.length));
}
