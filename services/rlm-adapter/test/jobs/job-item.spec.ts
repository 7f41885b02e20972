import { describe, expect, it } from '@jest/globals';
import { jobItem, type JobItemCommand } from '../../src/jobs/item/decide.js';
import type { JobItemEvent, Outcome } from '../../src/jobs/item/events.js';
import { retryStateOf, type JobItem } from '../../src/jobs/item/state.js';

const at = new Date('2026-03-10T12:00:00.000Z');
const outcome = (change: Partial<Outcome> = {}): Outcome => ({
  ...{ runId: 'run-1', seq: 1, job: 'ShopifyImportRefunds', entity: 'refund', externalId: '991' },
  ...{ returnId: 'oaklinen-1', document: null, result: 'CREATED', severity: 'INFO', message: null, callKey: 'call-1' },
  ...change,
});
const record = (change: Partial<Outcome> = {}): JobItemCommand => ({
  kind: 'Record',
  itemId: 'oaklinen-ShopifyImportRefunds-refund-991',
  outcome: outcome(change),
  at,
});
const failure = (change: Partial<Outcome> = {}): JobItemCommand =>
  record({ result: 'ERROR', severity: 'ERROR', message: 'No Second Quality Warehouse Assigned', ...change });
const retry: JobItemCommand = { kind: 'Retry', by: 'Ida', reason: 'The warehouse is assigned now.', at };

function after(commands: readonly JobItemCommand[]): { state: JobItem; events: JobItemEvent[] } {
  const events: JobItemEvent[] = [];
  let state = jobItem.initial;
  for (const command of commands) {
    const news = jobItem.decide(command, state).events;
    events.push(...news);
    state = news.reduce(jobItem.evolve, state);
  }
  return { state, events };
}
const times = (count: number, command: JobItemCommand): JobItemCommand[] =>
  Array.from({ length: count }, () => command);
const typesOf = (events: readonly JobItemEvent[]): string[] => [...new Set(events.map(({ type }) => type))];

describe('an item of a job', () => {
  it('that went well is left alone', () => {
    const { state, events } = after([record({ document: '5001' })]);
    expect(retryStateOf(state)).toBe('NONE');
    expect(state.rows).toMatchObject([{ document: '5001', attempt: 1, retryState: 'NONE' }]);
    expect(typesOf(events)).toEqual(['JobItemRecorded']);
  });

  it('that failed is tried again nine times, and then given up with a task', () => {
    const pending = after(times(9, failure()));
    expect(retryStateOf(pending.state)).toBe('PENDING');
    expect(typesOf(pending.events)).toEqual(['JobItemRecorded']);
    const dead = after(times(10, failure()));
    expect(retryStateOf(dead.state)).toBe('DEAD');
    expect(dead.state.rows.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(dead.events.at(-1)).toMatchObject({
      type: 'TaskOpened',
      data: { kind: 'dead-job-item', returnId: 'oaklinen-1', values: { id: '991', call: 'call-1' } },
    });
    expect(after(times(12, failure())).events.filter(({ type }) => type === 'TaskOpened')).toHaveLength(1);
  });

  it('begins to count anew when a person retries it, and its task stays until it goes through', () => {
    const retried = after([...times(10, failure()), retry, failure()]);
    expect(retryStateOf(retried.state)).toBe('PENDING');
    expect(retried.state.rows.at(-1)).toMatchObject({ attempt: 1 });
    expect(retried.state.task).not.toBeNull();
    const through = after([...times(10, failure()), retry, record({ document: '5001' })]);
    expect(retryStateOf(through.state)).toBe('NONE');
    expect(through.events.at(-1)).toMatchObject({ type: 'TaskClosed' });
  });

  it('is open as long as one of its calls has failed', () => {
    const half = after([failure(), failure({ callKey: 'call-2' }), record()]);
    expect(half.state.failing).toEqual(['call-2']);
    expect(retryStateOf(half.state)).toBe('PENDING');
    expect(
      retryStateOf(after([failure(), failure({ callKey: 'call-2' }), record(), record({ callKey: 'call-2' })]).state),
    ).toBe('NONE');
  });

  it('that was there already is said once per run, as an information', () => {
    const known = { result: 'SKIPPED', message: 'Refund ID Already Exists' } as const;
    const { state } = after([...times(3, record(known)), record({ ...known, runId: 'run-2' })]);
    expect(state.rows.map(({ runId, severity }) => ({ runId, severity }))).toEqual([
      { runId: 'run-1', severity: 'INFO' },
      { runId: 'run-2', severity: 'INFO' },
    ]);
    expect(retryStateOf(state)).toBe('NONE');
  });

  it('shows its last fifty looks', () => {
    const { state } = after(Array.from({ length: 60 }, (_, index) => record({ runId: `run-${index}`, seq: index })));
    expect(state.rows).toHaveLength(50);
    expect(state.rows.at(-1)?.seq).toBe(59);
  });
});
