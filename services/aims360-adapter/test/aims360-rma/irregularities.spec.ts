import { describe, expect, it } from '@jest/globals';
import type { RmaCommand } from '../../src/aims360-rma/commands.js';
import { at, authorize, line, observe, restocked, returnId, rma } from '../support/returns.js';
import { after, dataOf, run, typesOf } from '../support/run.js';

const authorized = [authorize(), observe(rma())];

describe('what people do in AIMS360 beside the flow', () => {
  it('an RMA that was voided is for a person, once: the return would wait for ever', () => {
    const look = observe(rma({ status: 'void', minute: 2 }));
    expect(dataOf(after(authorized).when(look, look), 'TaskOpened')).toMatchObject([
      { kind: 'rma-void', role: 'operator', values: { rma: '30115' } },
    ]);
  });

  it('a receipt that was corrected is for a person, with what is booked now; nothing is taken back', () => {
    const corrected = line({ received: 1, restocked: 0, seconds: 1 });
    const ran = after([...authorized, observe(rma({ lines: [restocked()], minute: 5 }))]).when(
      observe(rma({ lines: [corrected], minute: 8 })),
      observe(rma({ lines: [corrected], minute: 8 })),
    );
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([
      {
        kind: 'receipt-corrected',
        values: { 'RIDGE-PINE-M': 'now 1 received, 0 restocked, 1 seconds, 0 written off' },
      },
    ]);
    expect(dataOf(ran, 'ReceiptRecorded')).toEqual([]);
    expect(dataOf(ran, 'InventoryRestocked')).toMatchObject([{ movements: [{ quality: 'second', quantity: 1 }] }]);
  });

  it('less than before in an older look is no correction', () => {
    const before = [...authorized, observe(rma({ lines: [restocked()], minute: 5 }))];
    expect(typesOf(after(before).when(observe(rma({ minute: 4 })), observe(rma({ minute: 5 }))))).toEqual([]);
  });

  it('an RMA that cannot be read is for a person, until it can be read again', () => {
    const unreadable: RmaCommand = {
      kind: 'ReportUnreadable',
      returnId,
      rmaNumber: '30115',
      problem: 'the RMA does not fit its contract (tax: expected number)',
      at,
    };
    const told = after(authorized).when(unreadable, unreadable);
    expect(dataOf(told, 'TaskOpened')).toMatchObject([{ kind: 'read-rma', taskId: `read-rma:${returnId}` }]);
    const read = after([...authorized, unreadable]).when(observe(rma({ minute: 9 })));
    expect(dataOf(read, 'TaskClosed')).toMatchObject([{ taskId: `read-rma:${returnId}` }]);
    expect(typesOf(run([unreadable]))).toEqual([]);
  });
});
