import { arrange, keepUp } from '../domain/arrangement';
import type { RowFilter } from '../domain/arrangement';
import { clockText, countRows, elapsed, outcome, rowElapsed, targetPath, unfinished } from '../domain/batch';
import { report } from '../domain/report';
import { batch, done, failed, mixed, row } from './batches';

const NOW = Date.parse('2026-11-20T01:02:05Z');
const skipped = (number: number) => row(number, { state: 'skipped' });
const ordered = (number: number) => row(number, { state: 'ordered', startedAt: '2026-11-20T01:02:00Z' });

describe('outcome', () => {
  it.each([
    ['running', batch([done(1), row(2)]), 'running'],
    ['stopping', batch([ordered(1), skipped(2)], { state: 'stopping' }), 'stopping'],
    ['all done', batch([done(1)], { state: 'ended' }), 'succeeded'],
    ['one failed, one not sent', mixed(), 'failed'],
    ['stopped by the user', batch([done(1), skipped(2)], { state: 'ended' }), 'incomplete']
  ] as const)('%s', (_, given, expected) => {
    expect(outcome(given)).toBe(expected);
  });

  it('counts rows by state; what waits or goes on is left', () => {
    expect(countRows(batch([done(1), row(2), ordered(3), failed(4), skipped(5)]))).toEqual({
      total: 5,
      waiting: 1,
      ordered: 1,
      done: 1,
      failed: 1,
      skipped: 1,
      left: 2
    });
  });

  it('is repeated for what failed or was not sent', () => {
    expect(unfinished(mixed().rows).map(({ node }) => node)).toEqual(['n3', 'n4']);
  });
});

describe('times', () => {
  it('run until the end', () => {
    expect(elapsed(batch([]), NOW)).toBe(125_000);
    expect(elapsed(mixed(), NOW)).toBe(60_000);
    expect(rowElapsed(done(1), NOW)).toBe(42_000);
    expect(rowElapsed(ordered(1), NOW)).toBe(5_000);
    expect(rowElapsed(row(1), NOW)).toBeNull();
  });

  it('do not go backwards when the clock of the server is ahead, and are nothing when not understood', () => {
    expect(elapsed(batch([], { startedAt: '2026-11-20T02:00:00Z' }), NOW)).toBe(0);
    expect(elapsed(batch([], { startedAt: 'yesterday' }), NOW)).toBe(0);
  });

  it.each([
    [0, '0:00'],
    [7_999, '0:07'],
    [750_000, '12:30'],
    [3_723_000, '1:02:03']
  ])('%d ms are %s', (milliseconds, text) => {
    expect(clockText(milliseconds)).toBe(text);
  });
});

describe('targets', () => {
  it.each([
    [{ group: 'vc1', groupName: 'demo' }, 'demo'],
    [{ group: 'vc1', groupName: 'demo', unit: 'web' }, 'demo/web'],
    [{ group: 'vc1', groupName: 'demo', unit: 'web', node: 'n7', number: 3 }, 'demo/web/3'],
    [{ group: 'vc1', groupName: 'demo', unit: 'web', node: 'n7' }, 'demo/web/n7']
  ])('%j', (target, path) => {
    expect(targetPath(target)).toBe(path);
  });
});

describe('arrangement', () => {
  const rows = [done(1), failed(2), row(3), skipped(4), ordered(5), failed(6)];

  it.each<[RowFilter, boolean, readonly number[]]>([
    ['all', false, [0, 1, 2, 3, 4, 5]],
    ['all', true, [1, 5, 3, 4, 2, 0]],
    ['failed', false, [1, 5]],
    ['left', true, [4, 2]],
    ['done', false, [0]],
    ['skipped', false, [3]]
  ])('%s, failed first: %s', (filter, failedFirst, order) => {
    expect(arrange(rows, filter, failedFirst).order).toEqual(order);
  });

  it('keeps every row where it is when the operation goes on', () => {
    const later = [done(1), failed(2), failed(3), skipped(4), done(5), failed(6)];
    const all = arrange(rows, 'all', true);
    expect(keepUp(all, later)).toBe(all);
    expect(keepUp(arrange(rows, 'failed', false), later).order).toEqual([1, 5, 2]);
    expect(keepUp(arrange(rows, 'left', false), later).order).toEqual([2, 4]);
  });
});

describe('report', () => {
  const words = {
    head: ['Power Off: 5'],
    columns: ['Unit group', 'Unit', 'Node', 'Outcome', 'State', 'Start', 'End', 'Code', 'Message'],
    states: { waiting: 'waiting', ordered: 'in progress', done: 'done', failed: 'failed', skipped: 'not sent' }
  };

  it('is a Markdown table with one line per target, in which no text breaks a cell', () => {
    const lines = report({ rows: [done(1), failed(3), skipped(4)] }, words).split('\n');
    expect(lines).toEqual([
      'Power Off: 5',
      '',
      '| Unit group | Unit | Node | Outcome  | State     | Start                | End                  | Code    | Message |',
      '| ---------- | ---- | ---- | -------- | --------- | -------------------- | -------------------- | ------- | --- |',
      '| demo       | web  | 1    | done     | POWER_OFF | 2026-11-20T01:00:00Z | 2026-11-20T01:00:42Z |         |     |',
      '| demo       | web  | 3    | failed   | RUNNING   | 2026-11-20T01:00:00Z | 2026-11-20T01:00:05Z | refused | The controller refused. – HTTP 400 – quota \\| exceeded in region x |',
      '| demo       | web  | 4    | not sent |           |                      |                      |         |     |',
      ''
    ]);
  });

  it('is made of 2,000 targets', () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => done(index + 1));
    expect(report({ rows }, words).split('\n')).toHaveLength(2_005);
  });
});
