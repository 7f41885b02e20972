import { describe, expect, it } from '@jest/globals';
import type { RmaCommand, Setback } from '../../src/aims360-rma/commands.js';
import { at, authorize, credited, observe, posted, processed, refund, returnId, rma } from '../support/returns.js';
import { after, dataOf, typesOf } from '../support/run.js';

const setback = (change: Partial<Setback> = {}): RmaCommand => ({
  kind: 'RecordSetback',
  returnId,
  at,
  setback: {
    operation: 'create-rma',
    detail: null,
    outcome: 'refused',
    reason: 'No such item',
    kind: null,
    values: {},
    ...change,
  },
});

describe('a call that the ERP refused', () => {
  it('is a task with the reason, the remedy and the values', () => {
    const unknown = setback({ kind: 'map-item', values: { upc: '195001000017' } });
    expect(dataOf(after([authorize()]).when(unknown), 'TaskOpened')).toEqual([
      {
        taskId: `create-rma:${returnId}`,
        returnId,
        kind: 'map-item',
        title: 'The RMA could not be created',
        why: 'No such item. Mend the cause and retry the call, or create the RMA in AIMS360 with exactly these values.',
        role: 'operator',
        values: { upc: '195001000017' },
        openedAt: at.toISOString(),
      },
    ]);
  });

  it.each([
    ['create-rma', 'create-rma', 'operator', 'The RMA could not be created'],
    ['credit-rma', 'confirm-credit', 'finance', 'The credit could not be confirmed'],
    ['stage-debit', 'post-debit', 'finance', 'The AR debit could not be entered'],
    ['post-batch', 'post-debit', 'finance', 'The AR debit could not be posted'],
  ] as const)('%s is for the right person', (operation, kind, role, title) => {
    const ran = after([authorize()]).when(setback({ operation }));
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([{ kind, role, title }]);
  });

  it('says so when it is not known what became of it', () => {
    const ran = after([authorize()]).when(setback({ outcome: 'needs-person', reason: 'AIMS360 did not answer.' }));
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([{ title: 'Whether the RMA was created is not known' }]);
  });

  it('is told once for the same reason, and again for another', () => {
    const ran = after([authorize()]).when(setback(), setback(), setback({ reason: 'Not imported' }));
    expect(dataOf(ran, 'TaskOpened').map(({ why }) => why.split('.')[0])).toEqual(['No such item', 'Not imported']);
  });

  it('is done when the RMA is there, made by a retry or by hand', () => {
    const ran = after([authorize(), setback()]).when(observe(rma()));
    expect(typesOf(ran)).toEqual(['ReturnAuthorized', 'TaskClosed']);
    // The RMA is older than the task; the task is closed all the same.
    expect(dataOf(ran, 'TaskClosed')).toMatchObject([
      { taskId: `create-rma:${returnId}`, how: 'The RMA is in AIMS360', closedAt: at.toISOString() },
    ]);
  });

  it('is done when the credit memo or the debit is there', () => {
    const credit = setback({ operation: 'credit-rma' });
    const confirmed = after([authorize(), observe(rma()), credit]).when(observe(credited()));
    expect(dataOf(confirmed, 'TaskClosed')).toMatchObject([{ taskId: `credit-rma:${returnId}` }]);
    const closed = setback({ operation: 'post-batch', detail: 'refund' });
    const before = [authorize(), observe(credited()), refund(), processed(), closed];
    expect(dataOf(after(before).when(posted()), 'TaskClosed')).toMatchObject([
      { taskId: `stage-debit-refund:${returnId}` },
    ]);
  });

  it.each([
    ['create-rma', [observe(rma())]],
    ['credit-rma', [observe(credited())]],
    ['stage-debit', [observe(credited()), posted()]],
  ] as const)('%s asks nobody when it was done meanwhile', (operation, done) => {
    expect(
      typesOf(
        after([authorize(), ...done]).when(
          setback({ operation, detail: operation === 'stage-debit' ? 'refund' : null }),
        ),
      ),
    ).toEqual([]);
  });
});
