import { describe, expect, it } from '@jest/globals';
import type { RmaCommand } from '../../src/aims360-rma/commands.js';
import { partOfReference, referenceOf } from '../../src/aims360-rma/offset/purposes.js';
import type { RmaPolicy } from '../../src/aims360-rma/policy.js';
import {
  authorize,
  credited,
  minuteAfter,
  observe,
  posted,
  processed,
  refund,
  refundMoney,
  returnId,
  rma,
  staged,
  usd,
} from '../support/returns.js';
import { after, dataOf, run, typesOf } from '../support/run.js';

const creditedReturn = (policy: Partial<RmaPolicy> = {}, change = {}): RmaCommand[] => [
  authorize({ policy }),
  observe(credited(change)),
];

const draft = {
  returnId,
  customerAccount: 'SHPFY-US',
  kind: 'debit',
  purpose: 'refund',
  creditDocument: 'CM-5501',
  amount: usd(13608),
  reason: 'SHOPREF',
  reference: 'LOOP-88120045-R',
  notes: 'Shopify refund #20418',
};

describe('the AR debit', () => {
  it.each([
    ['refund first', [refund(), processed()]],
    ['processed first', [processed(), refund()]],
  ])('is entered for exactly the refunded money, against the credit of this RMA: %s', (_, facts) => {
    const ran = after(creditedReturn()).when(...facts, ...facts);
    expect(ran.calls).toEqual([{ key: `debit:${returnId}:refund`, kind: 'aims360.stage-debit', payload: draft }]);
  });

  it('waits for Loop to say which refund it was', () => {
    expect(after(creditedReturn()).when(refund()).calls).toEqual([]);
    expect(after(creditedReturn()).when(refund(), processed(['929362'])).calls).toEqual([]);
  });

  it('waits for the credit when the money was faster', () => {
    const ran = after([authorize(), observe(rma()), refund(), processed()]).when(observe(credited()));
    expect(ran.calls).toMatchObject([{ key: `debit:${returnId}:refund` }]);
  });

  it('waits for every refund of the return, and is their sum', () => {
    const parts = [refund({ refunded: 10000, tax: 1008 }), refund({ refundId: '929362', refunded: 3608, tax: 0 })];
    const both = processed(['929361', '929362', '929361']);
    expect(after(creditedReturn()).when(both, ...parts.slice(0, 1)).calls).toEqual([]);
    expect(after(creditedReturn()).when(both, ...parts).calls).toMatchObject([{ payload: { amount: usd(13608) } }]);
  });

  it('leaves out a refund of the same order that is not of this return', () => {
    const other = refund({ refundId: '1', refunded: 5000 });
    expect(after(creditedReturn()).when(other, refund(), processed()).calls).toMatchObject([{ payload: draft }]);
  });

  it('is posted once entered, and told once posted', () => {
    const before = [...creditedReturn(), refund(), processed()];
    const entered = after(before).when(staged(), staged());
    expect(entered.calls).toEqual([
      {
        key: `post:${returnId}:refund`,
        kind: 'aims360.post-batch',
        payload: { ...draft, batchId: 'batch of DA-771', document: 'DA-771' },
      },
    ]);
    const told = after([...before, staged()]).when(posted(), posted());
    expect(dataOf(told, 'CreditOffsetPosted')).toEqual([
      {
        returnId,
        creditDocument: 'CM-5501',
        documentNumber: 'DA-771',
        amount: usd(13608),
        reason: 'SHOPREF',
        reference: 'LOOP-88120045-R',
        purpose: 'refund',
        taxNotCarried: usd(0),
        postedAt: minuteAfter(60),
        system: 'AIMS360',
      },
    ]);
    expect(typesOf(told)).toEqual(['DebitObserved', 'CreditOffsetPosted']);
  });

  it('takes the place of nothing that was not asked for', () => {
    expect(typesOf(run([...creditedReturn(), staged()]))).not.toContain('DebitStaged');
  });

  it('is compared net of tax where the ERP carries none', () => {
    const net = { total: usd(12600), tax: usd(0) };
    const ran = after(creditedReturn({ creditIncludesTax: false }, net)).when(refund(), processed());
    expect(ran.calls).toMatchObject([{ payload: { amount: usd(12600) } }]);
  });

  it('carries a reference that AIMS360 can hold, and that leads back to the return', () => {
    expect(referenceOf('88120045', 'refund')).toBe('LOOP-88120045-R');
    expect(partOfReference('LOOP-88120045-X')).toEqual({ externalReturnId: '88120045', purpose: 'exchange' });
    expect(partOfReference('LOOP-88120045-Z')).toBeNull();
    expect(partOfReference('CHARGEBACK 7')).toBeNull();
    expect(referenceOf('9'.repeat(40), 'fee')).toHaveLength(30);
  });
});

describe('refunded money that is still under way', () => {
  const pending = [...creditedReturn(), processed(), refund({ refunded: 10000, pending: 3608 })];

  it('keeps the debit back until it has settled', () => {
    expect(run(pending).calls).toHaveLength(1);
    expect(after(pending).when(refundMoney('f1', { settled: 3608 })).calls).toMatchObject([{ payload: draft }]);
  });

  it('counts a settlement once, however often it comes, and two of the same amount as two', () => {
    const half = { settled: 1804 };
    expect(after(pending).when(refundMoney('f1', half), refundMoney('f1', half)).calls).toEqual([]);
    expect(after(pending).when(refundMoney('f1', half), refundMoney('f2', half)).calls).toMatchObject([
      { payload: draft },
    ]);
  });

  it('that fails leaves the debit to a person, with both amounts', () => {
    const ran = after(pending).when(refundMoney('f1', { failed: 3608 }));
    expect(ran.calls).toEqual([]);
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([
      { kind: 'credit-refund-differ', role: 'finance', values: { credited: '136.08 USD', difference: '36.08 USD' } },
    ]);
  });

  it('may settle before the refund itself is known', () => {
    const ran = after(creditedReturn()).when(
      refundMoney('f1', { settled: 3608 }),
      processed(),
      refund({ refunded: 10000, pending: 3608 }),
    );
    expect(ran.calls).toMatchObject([{ payload: draft }]);
  });
});

describe('a debit that is left to a person', () => {
  it('says what to post when credit and refund differ; nothing is posted', () => {
    const ran = after(creditedReturn()).when(refund({ refunded: 13000 }), processed());
    expect(ran.calls).toEqual([]);
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([
      {
        taskId: `credit-refund-differ:${returnId}`,
        values: {
          credited: '136.08 USD',
          account: 'SHPFY-US',
          credit: 'CM-5501',
          difference: '6.08 USD',
          refund: '130.00 USD, reason SHOPREF, reference LOOP-88120045-R',
        },
      },
    ]);
  });

  it('is for a person too when no money went back at all', () => {
    const ran = after(creditedReturn()).when(processed([], 0));
    expect(ran.calls).toEqual([]);
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([{ kind: 'credit-refund-differ' }]);
  });

  it('by policy of the store comes with the exact values to key, and closes itself when it is seen as posted', () => {
    const before = [...creditedReturn({ postDebit: 'person' }), refund(), processed()];
    const told = run(before);
    expect(told.calls).toHaveLength(1);
    expect(dataOf(told, 'TaskOpened')).toMatchObject([
      {
        kind: 'post-debit',
        role: 'finance',
        values: {
          account: 'SHPFY-US',
          credit: 'CM-5501',
          adjustment: 'debit',
          amount: '136.08 USD',
          reason: 'SHOPREF',
          reference: 'LOOP-88120045-R',
        },
      },
    ]);
    const seen = after(before).when(posted());
    expect(typesOf(seen)).toEqual(['DebitObserved', 'CreditOffsetPosted', 'TaskClosed']);
    expect(dataOf(seen, 'TaskClosed')).toMatchObject([{ taskId: `post-debit-refund:${returnId}` }]);
  });
});

describe('a debit that a person posted by hand', () => {
  it('before the refund was known is told at once, and no second one is entered', () => {
    const ran = after(creditedReturn()).when(posted({ document: 'DA-9' }), refund(), processed());
    expect(dataOf(ran, 'CreditOffsetPosted')).toMatchObject([{ documentNumber: 'DA-9', amount: usd(13608) }]);
    expect(ran.calls).toEqual([]);
    expect(dataOf(ran, 'TaskOpened')).toEqual([]);
  });

  it('before the credit was seen waits for the credit', () => {
    const ran = after([authorize(), observe(rma()), posted()]).when(observe(credited()));
    expect(typesOf(ran).slice(-2)).toEqual(['ReturnCleared', 'CreditOffsetPosted']);
  });

  it('of another amount is told as it is, and is for finance once the refund is proven', () => {
    const ran = after(creditedReturn()).when(posted({ amount: 12000 }), refund(), processed(), refund());
    expect(dataOf(ran, 'CreditOffsetPosted')).toMatchObject([{ amount: usd(12000) }]);
    expect(ran.calls).toEqual([]);
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([
      { kind: 'debit-refund-differ', values: { posted: '120.00 USD', due: '136.08 USD' } },
    ]);
  });

  it('while ours was being entered is told once', () => {
    const ran = after([...creditedReturn(), refund(), processed()]).when(posted(), staged(), posted());
    expect(dataOf(ran, 'CreditOffsetPosted')).toHaveLength(1);
    expect(ran.calls).toEqual([]);
  });

  it('with another reference is not ours', () => {
    expect(typesOf(after(creditedReturn()).when(posted({ reference: 'LOOP-1-R', creditDocument: 'CM-1' })))).toEqual(
      [],
    );
  });
});
