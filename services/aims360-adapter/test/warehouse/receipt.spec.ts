import { describe, expect, it } from '@jest/globals';
import { receiptDecider, type ReceiptEvent } from '@backhaul/erp-kit';
import { receiptRules, type WarehouseReceipt } from '../../src/warehouse/receipt.js';
import type { ReceiptCommand } from '../../src/warehouse/receipts.js';

const receipt = receiptDecider<WarehouseReceipt>(receiptRules);

const at = new Date('2026-03-09T15:20:00.000Z');
const asked = { merchantId: 'northfold', at };
const told: WarehouseReceipt = {
  receiptId: 'RCV880017',
  revision: 1,
  receivedAt: at.toISOString(),
  warehouse: 'WEST1',
  rmaNumber: '30115',
  externalReturnId: null,
  trackingNumber: null,
  lines: [{ sku: 'RIDGE-PINE-M', barcode: null, quantity: 2, disposition: 'RESTOCK', note: null }],
};
const take = (change: Partial<WarehouseReceipt> = {}, returnId: string | null = null): ReceiptCommand => ({
  ...asked,
  kind: 'TakeReceipt',
  receipt: { ...told, ...change },
  returnId,
});
const match: ReceiptCommand = { ...asked, kind: 'MatchReceipt', returnId: 'northfold-88120045', by: 'Dana Ruiz' };
const handOver: ReceiptCommand = { ...asked, kind: 'HandOver' };

/** What each command led to, one after the other. */
function run(...commands: ReceiptCommand[]): (readonly ReceiptEvent[])[] {
  let state = receipt.initial;
  return commands.map((command) => {
    const { events } = receipt.decide(command, state);
    state = events.reduce(receipt.evolve, state);
    return events;
  });
}
const types = (...commands: ReceiptCommand[]) => run(...commands).map((events) => events.map(({ type }) => type));

describe('a receipt that a warehouse posts', () => {
  it('that belongs to a known return is matched, and handed over once', () => {
    expect(types(take({}, 'northfold-88120045'), handOver, handOver)).toEqual([
      ['ReceiptTaken', 'ReceiptMatched'],
      ['ReceiptHandedOver'],
      [],
    ]);
  });

  it('that belongs to none is a task with its items and numbers, until somebody knows', () => {
    const [taken, matched] = run(take(), match);
    expect(taken?.[1]?.data).toMatchObject({
      kind: 'blind-receipt',
      values: { items: '2 × RIDGE-PINE-M RESTOCK', rma: '30115', warehouse: 'WEST1' },
    });
    expect(matched?.map(({ type }) => type)).toEqual(['ReceiptMatched', 'TaskClosed']);
  });

  it('is the same receipt however often it comes; an older revision that comes late changes nothing', () => {
    expect(types(take({ revision: 2 }), take({ revision: 2 }), take())).toEqual([
      ['ReceiptTaken', 'TaskOpened'],
      [],
      [],
    ]);
  });

  it('corrected before it is booked counts as corrected; after that a person puts the difference right', () => {
    const less = { revision: 2, lines: told.lines.map((line) => ({ ...line, quantity: 1 })) };
    expect(types(take(), take(less), match, handOver)).toEqual([
      ['ReceiptTaken', 'TaskOpened'],
      ['ReceiptTaken', 'TaskOpened'],
      ['ReceiptMatched', 'TaskClosed'],
      ['ReceiptHandedOver'],
    ]);
    const taskId = 'receipt-revised:northfold:RCV880017:2';
    const close: ReceiptCommand = { ...asked, kind: 'CloseTask', taskId, by: 'Dana Ruiz', reason: 'Booked one less.' };
    const [, , corrected, closed] = run(take({}, 'northfold-88120045'), handOver, take(less), close);
    expect(corrected?.[1]?.data).toMatchObject({
      taskId,
      values: { before: '2 × RIDGE-PINE-M RESTOCK', now: '1 × RIDGE-PINE-M RESTOCK' },
    });
    expect(closed?.map(({ type }) => type)).toEqual(['TaskClosed']);
  });

  it('with a word that means nothing waits until it is mapped', () => {
    const noteUnmapped: ReceiptCommand = { ...asked, kind: 'NoteUnmapped', words: ['HOLD'] };
    expect(types(take({}, 'northfold-88120045'), noteUnmapped, noteUnmapped, handOver)).toEqual([
      ['ReceiptTaken', 'ReceiptMatched'],
      ['WordsUnmapped', 'TaskOpened'],
      [],
      ['ReceiptHandedOver', 'TaskClosed'],
    ]);
  });
});
