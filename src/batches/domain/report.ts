/**
 * The report that a user copies: a Markdown table, which a notebook renders and a mail leaves readable.
 */
import type { IBatch, IRow, RowState } from './batch';

/** The words of the report in the user's language. */
export interface IReportWords {
  /** What was done, to how many, with which outcome: the lines above the table. */
  readonly head: readonly string[];
  /** Names of the columns, in the order of `cells`. */
  readonly columns: readonly string[];
  readonly states: Readonly<Record<RowState, string>>;
}

/** The whole operation as text: the head, then one line per target, in the order of the operation. */
export function report({ rows }: Pick<IBatch, 'rows'>, { head, columns, states }: IReportWords): string {
  const table = [columns, ...rows.map(row => cells(row, states))];
  const widths = columns.map((_, column) => widthOf(table, column));
  const [first = [], ...rest] = table;
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`;
  return [...head, '', lineOf(first, widths), rule, ...rest.map(line => lineOf(line, widths)), ''].join('\n');
}

/** Unit group, unit, node, outcome, last state, start, end, code of the failure, and what the server and the controller said. */
function cells({ target, state, lastState, failure, startedAt, endedAt }: IRow, states: IReportWords['states']): readonly string[] {
  return [
    target.groupName,
    target.unit ?? '',
    target.number === undefined ? (target.node ?? '') : String(target.number),
    states[state],
    lastState ?? '',
    startedAt ?? '',
    endedAt ?? '',
    failure?.code ?? '',
    [failure?.message, failure?.upstreamStatus ? `HTTP ${failure.upstreamStatus}` : '', failure?.upstreamMessage]
      .filter(part => part)
      .join(' – ')
  ].map(inCell);
}

/** A text must not end its cell or its line. */
function inCell(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(/\\/g, '\\\\').replace(/\|/g, '\\|');
}

/** The last cell is as long as it is: padding it would make every line as long as the longest message. */
function widthOf(table: readonly (readonly string[])[], column: number): number {
  const isLast = column === (table[0]?.length ?? 0) - 1;
  return isLast ? 3 : table.reduce((width, line) => Math.max(width, [...(line[column] ?? '')].length), 3);
}

function lineOf(line: readonly string[], widths: readonly number[]): string {
  return `| ${line.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length))).join(' | ')} |`;
}
