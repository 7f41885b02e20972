import { describe, expect, it } from '@jest/globals';
import type { RmaCommand } from '../../src/aims360-rma/commands.js';
import type { AdjustmentDraft } from '../../src/aims360-rma/offset/adjustment.js';
import type { RmaPolicy } from '../../src/aims360-rma/policy.js';
import {
  authorize,
  credited,
  exchanged,
  exchangeOrder,
  observe,
  openCredit,
  postDebits,
  posted,
  processed,
  refund,
  returnId,
  staged,
  usd,
} from '../support/returns.js';
import { after, dataOf, run, type Ran } from '../support/run.js';

const start = (policy: Partial<RmaPolicy> = {}, change = {}, fee = 0): RmaCommand[] => [
  authorize({ policy, fee }),
  observe(credited(change)),
];

const debitsOf = ({ calls }: Ran): AdjustmentDraft[] =>
  calls.filter(({ kind }) => kind === 'aims360.stage-debit').map(({ payload }) => payload as AdjustmentDraft);
const amountsOf = (ran: Ran): [string, number, string][] =>
  debitsOf(ran).map(({ reference, amount, reason }) => [reference, amount.amount, reason]);
const openTasks = ({ state }: Ran): string[] => Object.keys(state.tasks).map((id) => id.replace(`:${returnId}`, ''));

const partRefund = refund({ refunded: 3888, tax: 1008 });

describe('the parts of an offset', () => {
  it('are the exchange that the order was discounted by, and the money that went back', () => {
    const ran = run([...start(), partRefund, exchangeOrder(), exchanged()]);
    expect(amountsOf(ran)).toEqual([
      ['LOOP-88120045-R', 3888, 'SHOPREF'],
      ['LOOP-88120045-X', 9720, 'SHOPEXC'],
    ]);
  });

  it('are a gift card and the rest of the money', () => {
    const ran = run([...start(), refund({ refunded: 3608 }), processed(['929361'], 3608, { storeCredit: usd(10000) })]);
    expect(amountsOf(ran)).toEqual([
      ['LOOP-88120045-R', 3608, 'SHOPREF'],
      ['LOOP-88120045-G', 10000, 'SHOPGC'],
    ]);
  });

  it('are a gift card alone, with no refund at all', () => {
    const ran = run([...start(), processed([], 0, { storeCredit: usd(13608) })]);
    expect(amountsOf(ran)).toEqual([['LOOP-88120045-G', 13608, 'SHOPGC']]);
  });

  it('leave out a handling fee that lowered the credit', () => {
    const ran = run([
      ...start({}, { total: usd(13108), fee: usd(500) }, 500),
      refund({ refunded: 13108 }),
      processed(),
    ]);
    expect(amountsOf(ran)).toEqual([['LOOP-88120045-R', 13108, 'SHOPREF']]);
  });

  it('have a debit for a handling fee that did not', () => {
    const ran = run([...start({ fee: 'debit' }, {}, 500), refund({ refunded: 13108 }), processed()]);
    expect(amountsOf(ran)).toEqual([
      ['LOOP-88120045-R', 13108, 'SHOPREF'],
      ['LOOP-88120045-F', 500, 'RETFEE'],
    ]);
  });

  it('share the tax where the ERP carries none, to the cent', () => {
    const net = { total: usd(12600), tax: usd(0) };
    const ran = run([...start({ creditIncludesTax: false }, net), partRefund, exchangeOrder(), exchanged()]);
    expect(amountsOf(ran)).toEqual([
      ['LOOP-88120045-R', 3600, 'SHOPREF'],
      ['LOOP-88120045-X', 9000, 'SHOPEXC'],
    ]);
    const told = after([...start({ creditIncludesTax: false }, net), partRefund, exchangeOrder(), exchanged()]).when(
      posted({ amount: 3600 }),
    );
    expect(dataOf(told, 'CreditOffsetPosted')).toMatchObject([{ amount: usd(3600), taxNotCarried: usd(288) }]);
  });
});

describe('an exchange', () => {
  it('waits until its order is seen in the shop', () => {
    const before = [...start(), partRefund, exchanged()];
    expect(debitsOf(run(before))).toEqual([]);
    expect(debitsOf(after(before).when(exchangeOrder({ exchangeOrderId: 'of another return' })))).toEqual([]);
    expect(debitsOf(after(before).when(exchangeOrder()))).toHaveLength(2);
  });

  it('waits while an item is out of stock, until it was given', () => {
    const before = [...start(), partRefund, exchangeOrder(), exchanged({ partial: true })];
    expect(debitsOf(run(before))).toEqual([]);
    expect(debitsOf(after(before).when(exchanged(), exchanged({ partial: true })))).toHaveLength(2);
  });

  it.each([
    ['at full price', {}],
    ['natively', { native: true }],
  ])('%s is applied to the invoice: a task with the amount, closed when the balance shows it', (_, change) => {
    const before = [...start(), partRefund, exchangeOrder({ creditDiscount: usd(0), ...change }), exchanged()];
    const ran = run(before);
    expect(amountsOf(ran)).toEqual([['LOOP-88120045-R', 3888, 'SHOPREF']]);
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([
      { kind: 'apply-credit', values: { credit: 'CM-5501', amount: '97.20 USD', order: 'EXC-20418' } },
    ]);
    const partly = after(before).when(posted({ amount: 3888 }), openCredit(4720));
    expect(dataOf(partly, 'CreditApplied')).toMatchObject([{ applied: usd(5000) }]);
    expect(partly.state.tasks[`apply-credit:${returnId}`]?.why).toContain('47.20 USD');
    const wholly = after(before).when(posted({ amount: 3888 }), openCredit(4720), openCredit(0, 95));
    expect(dataOf(wholly, 'CreditApplied').at(-1)).toMatchObject({ applied: usd(9720) });
    expect(openTasks(wholly)).toEqual([]);
  });

  it('takes no later adjustment for an application to an invoice', () => {
    const order = exchangeOrder({ creditDiscount: usd(0) });
    const ran = run([...start(), partRefund, order, exchanged(), openCredit(3888, 50), posted({ amount: 3888 })]);
    expect(dataOf(ran, 'CreditApplied')).toMatchObject([{ applied: usd(9720) }]);
  });

  it.each([
    ['was cancelled', [exchangeOrder({ cancelled: true }), exchanged()], 'EXC-20418 was cancelled'],
    ['names no order', [exchanged({ exchangeOrderIds: [] })], 'Loop names no order'],
  ])('that %s is for finance, and nothing is posted', (_, facts, why) => {
    const ran = run([...start(), partRefund, ...facts]);
    expect(debitsOf(ran)).toEqual([]);
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([
      { kind: 'credit-refund-differ', why: expect.stringContaining(why) },
    ]);
  });
});

describe('a difference of cents', () => {
  it('that is left of the credit is debited', () => {
    const ran = run([...start({}, { total: usd(13610) }), refund(), processed()]);
    expect(amountsOf(ran)).toEqual([
      ['LOOP-88120045-R', 13608, 'SHOPREF'],
      ['LOOP-88120045-D', 2, 'ROUND'],
    ]);
  });

  it('that the credit lacks is a credit adjustment, posted before the debits have room', () => {
    const before = [...start({}, { total: usd(13607) }), refund(), processed()];
    const first = run(before);
    expect(debitsOf(first)).toMatchObject([{ kind: 'credit', purpose: 'rounding', amount: usd(1), reason: 'ROUND' }]);
    const rounding = posted({ kind: 'credit', reference: 'LOOP-88120045-D', amount: 1, document: 'CA-1' });
    const then = after(before).when(staged('rounding', 'CA-1'), rounding);
    expect(dataOf(then, 'CreditOffsetPosted')).toMatchObject([{ purpose: 'rounding', amount: usd(-1) }]);
    expect(debitsOf(then)).toMatchObject([{ kind: 'debit', purpose: 'refund', amount: usd(13608) }]);
  });

  it('beyond the tolerance of the store is for finance', () => {
    expect(debitsOf(run([...start({}, { total: usd(13611) }), refund(), processed()]))).toEqual([]);
    expect(debitsOf(run([...start({ toleranceCents: 0 }, { total: usd(13609) }), refund(), processed()]))).toEqual([]);
  });

  it('is never taken for money of another currency', () => {
    const euros = { amount: 13608, currency: 'EUR' };
    const ran = run([...start(), processed([], 0, { refunded: euros, storeCredit: euros })]);
    expect(debitsOf(ran)).toEqual([]);
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([{ why: expect.stringContaining('paid in EUR') }]);
  });
});

describe('an adjustment of somebody else on the credit', () => {
  const byHand = { reference: null, reason: 'OTHER' };

  it('of the exact amount of a part counts as that part, and is not entered again', () => {
    const ran = run([...start(), posted({ ...byHand, document: 'DA-9' }), refund(), processed()]);
    expect(debitsOf(ran)).toEqual([]);
    expect(dataOf(ran, 'CreditOffsetPosted')).toMatchObject([
      { documentNumber: 'DA-9', purpose: 'refund', reference: 'DA-9', reason: 'OTHER' },
    ]);
  });

  it('of another amount stops the posting, and is named to finance', () => {
    const ran = run([...start(), posted({ ...byHand, document: 'DA-9', amount: 5000 }), refund(), processed()]);
    expect(debitsOf(ran)).toEqual([]);
    expect(dataOf(ran, 'CreditOffsetPosted')).toEqual([]);
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([{ why: expect.stringContaining('DA-9 of 50.00 USD') }]);
  });

  it('that closes a difference lets the rest go on', () => {
    const before = [...start(), refund({ refunded: 13000 }), processed()];
    const ran = after(before).when(posted({ ...byHand, document: 'DA-9', amount: 608 }));
    expect(amountsOf(ran)).toEqual([['LOOP-88120045-R', 13000, 'SHOPREF']]);
    expect(openTasks(ran)).toEqual([]);
    expect(dataOf(ran, 'CreditOffsetPosted')).toMatchObject([{ documentNumber: 'DA-9', amount: usd(608) }]);
  });

  it('on another credit of the same amount is nothing to this return', () => {
    const ran = run([...start(), refund(), processed(), posted({ ...byHand, creditDocument: 'CM-5502' })]);
    expect(dataOf(ran, 'CreditOffsetPosted')).toEqual([]);
  });

  it('with our reference on the credit of another return is for finance', () => {
    const ran = run([...start(), posted({ creditDocument: 'CM-5502' }), refund(), processed()]);
    expect(debitsOf(ran)).toEqual([]);
    expect(dataOf(ran, 'TaskOpened')).toMatchObject([{ why: expect.stringContaining('posted against CM-5502') }]);
  });

  it('while ours was being entered leaves ours unposted', () => {
    const before = [...start(), refund(), processed(), posted({ ...byHand, document: 'DA-9', amount: 5000 })];
    expect(after(before).when(staged()).calls).toEqual([]);
  });
});

describe('staged debits', () => {
  const before = [...start({ postDebit: 'staged' }), partRefund, exchangeOrder(), exchanged()];
  const entered = [staged('refund', 'DA-1'), staged('exchange', 'DA-2')];

  it('wait for a person, with the total and each document', () => {
    const ran = after(before).when(...entered);
    expect(ran.calls).toEqual([]);
    expect(dataOf(ran, 'TaskOpened').at(-1)).toMatchObject({
      kind: 'post-staged-debits',
      role: 'finance',
      values: {
        total: '136.08 USD',
        refund: '38.88 USD, document DA-1, batch batch of DA-1, reference LOOP-88120045-R',
        exchange: '97.20 USD, document DA-2, batch batch of DA-2, reference LOOP-88120045-X',
      },
    });
  });

  it('are posted once a person says so, once', () => {
    const ran = after([...before, ...entered]).when(postDebits, postDebits);
    expect(ran.calls.map(({ key }) => key)).toEqual([`post:${returnId}:refund`, `post:${returnId}:exchange`]);
    expect(openTasks(ran)).toEqual([]);
  });

  it('are posted as they come in when a person was faster', () => {
    expect(after([...before, postDebits]).when(...entered).calls).toHaveLength(2);
  });

  it('of a store that posts by hand are entered and posted when finance asks for it', () => {
    const byHand = [...start({ postDebit: 'person' }), refund(), processed()];
    expect(openTasks(run(byHand))).toEqual(['post-debit-refund']);
    const ran = after(byHand).when(postDebits, staged());
    expect(ran.calls.map(({ key }) => key)).toEqual([`debit:${returnId}:refund`, `post:${returnId}:refund`]);
    expect(openTasks(ran)).toEqual([]);
  });
});
