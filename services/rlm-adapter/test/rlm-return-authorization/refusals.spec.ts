import { describe, expect, it } from '@jest/globals';
import type { RaCommand, RaOperation } from '../../src/rlm-return-authorization/commands.js';
import { at, raNumber, returnId } from '../support/returns.js';
import { announced, importReturn, story } from '../support/story.js';

const refused = (operation: RaOperation, reason: string, inDoubt = false): RaCommand => ({
  kind: 'RecordRefusal',
  returnId,
  operation,
  callKey: `some:${operation}`,
  reason,
  inDoubt,
  values: { order: 'EC-10442' },
  at,
});
const done = (operation: RaOperation): RaCommand => ({
  kind: 'RecordSuccess',
  returnId,
  operation,
  callKey: `some:${operation}`,
  at,
});

describe('a call that was refused', () => {
  it.each<[RaOperation]>([
    ['create-ra'],
    ['announce'],
    ['transmit'],
    ['post-receipt'],
    ['read-receipts'],
    ['mark-exported'],
    ['import-refund'],
    ['read-inventory'],
  ])('is a task for a person with the vendor’s words and how to find the call: %s', (operation) => {
    const told = announced().when(refused(operation, 'Invalid SKU Number on Line 1'));
    expect(told.told('TaskOpened')).toMatchObject([
      {
        kind: operation,
        role: 'operator',
        why: 'Invalid SKU Number on Line 1. Mend the cause, then retry the call.',
        values: { return: '88400012', ra: raNumber, order: 'EC-10442', call: `some:${operation}` },
      },
    ]);
    expect(told.calls).toEqual([]);
  });

  it('is told once, and again when the reason is another one', () => {
    const told = story.when(importReturn()).when(refused('create-ra', 'Order Not Found'));
    expect(told.when(refused('create-ra', 'Order Not Found')).events).toEqual([]);
    const other = told.when(refused('create-ra', 'Invalid Warehouse')).told('TaskOpened');
    expect(other).toMatchObject([{ taskId: told.told('TaskOpened')[0]?.taskId }]);
  });

  it('closes its task when it goes through after all, and says nothing when there was none', () => {
    const told = announced().when(refused('announce', 'no such warehouse'));
    const closed = told.when(done('announce'), done('announce'));
    expect(closed.told('TaskClosed')).toMatchObject([{ taskId: told.told('TaskOpened')[0]?.taskId }]);
    expect(announced().when(done('announce')).events).toEqual([]);
  });

  it('and one that is still in doubt are told apart', () => {
    const told = announced().when(refused('import-refund', 'RLM did not answer in time', true));
    expect(told.told('TaskOpened')[0]?.why).toMatch(/^It is not known whether the call went through: RLM did not/);
  });
});
