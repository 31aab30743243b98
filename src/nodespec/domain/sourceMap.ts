import { isUnder, type Path } from './diagnostic';

/** A generated line and the place in the document that it comes from; null: from no field in particular. */
export interface SourceLine {
  readonly text: string;
  readonly path: Path | null;
}

/** A generated text that knows where its lines come from, so that preview and form can point at each other. */
export interface MappedText {
  readonly text: string;
  /** One entry per line of `text`. */
  readonly lines: readonly SourceLine[];
}

/** Lines as one text without a final line feed; a line that holds line feeds counts as several. */
export function mapLines(lines: readonly SourceLine[]): MappedText {
  const single = lines.flatMap(({ text, path }) => text.split('\n').map(part => ({ text: part, path })));
  return { text: single.map(line => line.text).join('\n'), lines: single };
}

/** The place that a line (from 0) comes from; null when it comes from none. */
export function pathOfLine(mapped: MappedText, line: number): Path | null {
  return mapped.lines[line]?.path ?? null;
}

/**
 * The lines (from 0) that a place produces: those of exactly this place or below it; when there are none, those of the nearest place
 * above it, since a list in one line belongs to all its entries.
 */
export function linesOfPath(mapped: MappedText, path: Path): readonly number[] {
  const matching = (fits: (line: Path) => boolean): readonly number[] =>
    mapped.lines.flatMap((line, position) => (line.path !== null && line.path.length > 0 && fits(line.path) ? [position] : []));
  const exact = matching(line => isUnder(line, path));
  return exact.length > 0 ? exact : matching(line => isUnder(path, line));
}
