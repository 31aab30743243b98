/** Bulk operations for specs. */
import type { Batch, BatchRow } from '../../api/types';

export const STARTED = '2026-11-20T01:00:00Z';

export function row(number: number, change: Partial<BatchRow> = {}): BatchRow {
  return {
    target: { group: 'vc1', groupName: 'demo', unit: 'web', node: `n${number}`, number, storage: false, privileged: false },
    state: 'waiting',
    lastState: null,
    failure: null,
    startedAt: null,
    endedAt: null,
    ...change
  };
}

export function done(number: number): BatchRow {
  return row(number, { state: 'done', lastState: 'POWER_OFF', startedAt: STARTED, endedAt: '2026-11-20T01:00:42Z' });
}

export function failed(number: number): BatchRow {
  return row(number, {
    state: 'failed',
    lastState: 'RUNNING',
    failure: { code: 'refused', message: 'The controller refused.', upstreamStatus: 400, upstreamMessage: 'quota | exceeded\nin region x' },
    startedAt: STARTED,
    endedAt: '2026-11-20T01:00:05Z'
  });
}

export function batch(rows: readonly BatchRow[], change: Partial<Batch> = {}): Batch {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    operation: 'power_off',
    onFailure: 'continue',
    state: 'running',
    rows: [...rows],
    plannedBy: null,
    startedAt: STARTED,
    updatedAt: '2026-11-20T01:01:00Z',
    ...change
  };
}

/** Five power-offs that are over: three done, one failed, one not sent. */
export function mixed(change: Partial<Batch> = {}): Batch {
  return batch([done(1), done(2), failed(3), row(4, { state: 'skipped' }), done(5)], { state: 'ended', ...change });
}
