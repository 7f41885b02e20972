import { describe, expect, it } from '@jest/globals';
import type { RmaLine } from '../../src/aims360-rma/rma-snapshot.js';
import {
  authorize,
  credit,
  credited,
  jacket,
  line,
  minuteAfter,
  observe,
  restocked,
  returnId,
  rma,
  usd,
} from '../support/returns.js';
import { after, dataOf, typesOf } from '../support/run.js';

const authorized = [authorize(), observe(rma())];
const byPolicy = (units = [jacket('u1')]) => [authorize({ units, policy: { confirmCredit: 'policy' } })];

describe('Credit › Confirm by a person', () => {
  it('is never asked for by us', () => {
    expect(after(authorized).when(observe(rma({ lines: [restocked()], minute: 5 }))).calls).toEqual([]);
  });

  it('issues the credit and clears the return, once', () => {
    const ran = after(authorized).when(observe(credited()), observe(credited()));
    expect(dataOf(ran, 'CreditIssued')).toEqual([
      {
        returnId,
        documentKind: 'credit-memo',
        documentNumber: 'CM-5501',
        issuedAt: minuteAfter(30),
        total: usd(13608),
        merchandise: usd(12600),
        tax: usd(1008),
        freight: usd(0),
        fee: usd(0),
        adjustment: usd(0),
        system: 'AIMS360',
        job: null,
      },
    ]);
    expect(dataOf(ran, 'ReturnCleared')).toEqual([
      { returnId, clearedAt: minuteAfter(30), basis: 'credit-issued', documentNumber: 'CM-5501', job: null },
    ]);
  });

  it('tells receipt, restock, credit and clearance of a single late look in that order', () => {
    expect(typesOf(after([authorize()]).when(observe(credited())))).toEqual([
      'ReturnAuthorized',
      'QuantitiesObserved',
      'ReceiptRecorded',
      'InventoryRestocked',
      'CreditIssued',
      'ReturnCleared',
    ]);
  });

  it('of another amount holds the return with both amounts, and does not clear it', () => {
    const ran = after(authorized).when(observe(credited({ total: usd(12600), tax: usd(0) })));
    expect(dataOf(ran, 'ReturnCleared')).toEqual([]);
    expect(dataOf(ran, 'ReturnHeld')).toMatchObject([
      {
        reasons: [
          {
            kind: 'amount-differs',
            text: 'Credit CM-5501 on RMA 30115 is 126.00 USD, the return is worth 136.08 USD',
          },
        ],
      },
    ]);
  });

  it('in full clears a return that was held: a person has decided', () => {
    const damaged = line({ received: 1, seconds: 1 });
    const held = [...authorized, observe(rma({ lines: [damaged], minute: 5 }))];
    const decided = rma({ status: 'credited', lines: [damaged], credit: credit({ minute: 9 }), minute: 9 });
    expect(typesOf(after(held).when(observe(decided)))).toEqual(['CreditIssued', 'ReturnCleared']);
  });
});

describe('Credit › Confirm by policy of the store', () => {
  it('is asked for once everything has come and is back in stock', () => {
    const ran = after(byPolicy()).when(
      observe(rma()),
      observe(rma({ lines: [line({ received: 1 })], minute: 4 })),
      observe(rma({ lines: [restocked()], minute: 5 })),
      observe(rma({ lines: [restocked()], minute: 6 })),
    );
    expect(ran.calls).toEqual([
      {
        key: `credit:${returnId}`,
        kind: 'aims360.credit-rma',
        payload: {
          returnId,
          rmaNumber: '30115',
          customerAccount: 'SHPFY-US',
          externalReturnId: '88120045',
          expected: usd(13608),
        },
      },
    ]);
  });

  const unfit: [string, RmaLine[]][] = [
    ['a part has come', [restocked(1, 2)]],
    ['a unit is damaged', [line({ authorized: 2, received: 2, restocked: 1, seconds: 1 })]],
    ['a unit is written off', [line({ authorized: 2, received: 2, restocked: 1, writtenOff: 1 })]],
    ['a unit is missing', [line({ authorized: 2, received: 1, restocked: 1, missing: 1 })]],
    ['one too many came', [line({ authorized: 3, received: 3, restocked: 3 })]],
    ['something else came too', [restocked(2), line({ sku: 'CAP-RED-OS', barcode: null, received: 1, restocked: 1 })]],
    ['it is not in stock yet', [line({ authorized: 2, received: 2 })]],
    ['a person has lowered what is authorised', [restocked(1)]],
    ['the RMA has no lines', []],
  ];
  it.each(unfit)('is not asked for when %s', (_, lines) => {
    const two = byPolicy([jacket('u1'), jacket('u2')]);
    expect(after(two).when(observe(rma({ lines, minute: 5 }))).calls).toEqual([]);
  });

  it('is not asked for on a void RMA, or when a person was faster', () => {
    const look = { lines: [restocked()], minute: 5 };
    expect(after(byPolicy()).when(observe(rma({ ...look, status: 'void' }))).calls).toEqual([]);
    expect(after(byPolicy()).when(observe(credited())).calls).toEqual([]);
  });
});
