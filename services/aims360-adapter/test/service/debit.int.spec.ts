import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { FaultEffect } from '@backhaul/simulators';
import {
  refundMoneyFailed,
  refundMoneySettled,
  refundRecorded,
  returnInitiated,
  returnProcessed,
} from '../support/envelopes.js';
import { usd } from '../support/returns.js';
import { startAdapter, type Adapter } from '../support/service.js';

describe('the AR debit that offsets the credit', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterEach(() => {
    adapter.erp.faults.clear();
    adapter.erp.door.configure('NORTHFOLD', { closedThrough: null });
  });
  afterAll(() => adapter.stop());

  const openBalance = (creditMemo: string) =>
    adapter.erp.door.credits('NORTHFOLD').find((row) => row['creditMemo'] === creditMemo)?.['openBalance'];

  it.each(['the refund', 'the outcome'])(
    'is posted once, of exactly the refunded money, with reason and reference, when %s comes first',
    async (first) => {
      const story = adapter.story();
      const creditMemo = await adapter.credited(story);
      const refund = refundRecorded(story, '929361');
      const outcome = returnProcessed(story, ['929361']);
      const [one, two] = first === 'the refund' ? [refund, outcome] : [outcome, refund];
      await adapter.publish(one);
      await adapter.quiet();
      expect(adapter.debits(story)).toEqual([]);
      await adapter.publish(two, one, two);
      const [posted] = await adapter.waitFor(story, 'CreditOffsetPosted');
      expect(posted?.data).toMatchObject({
        creditDocument: creditMemo,
        amount: usd(13608),
        reason: 'SHOPREF',
        reference: `LOOP-${story.number}-R`,
      });
      await adapter.quiet();
      expect(adapter.debits(story)).toMatchObject([
        { amount: 136.08, posted: true, reasonCode: 'SHOPREF', document: posted?.data.documentNumber },
      ]);
      expect(openBalance(creditMemo)).toBe(0);
      expect(adapter.published(story, 'CreditOffsetPosted')).toHaveLength(1);
    },
  );

  it('comes also when the refund was known before the return', async () => {
    const story = adapter.story();
    await adapter.publish(refundRecorded(story, '929361'), returnProcessed(story, ['929361']));
    await adapter.credited(story);
    await adapter.waitFor(story, 'CreditOffsetPosted');
  });

  it('waits for pending money, and counts it once although the return is told again', async () => {
    const story = adapter.story();
    await adapter.credited(story);
    const parts = { refunded: 10000, pending: 3608 };
    await adapter.publish(refundRecorded(story, '1', parts), returnProcessed(story, ['1']));
    await adapter.publish(refundMoneySettled(story, '1', 1804), returnInitiated(story), returnInitiated(story));
    await adapter.quiet();
    expect(adapter.debits(story)).toEqual([]);
    await adapter.publish(refundMoneySettled(story, '1', 1804));
    await adapter.waitFor(story, 'CreditOffsetPosted');
    expect(adapter.debits(story)).toMatchObject([{ amount: 136.08 }]);
  });

  it('is left to finance, with the exact values, when a part of the money failed', async () => {
    const story = adapter.story();
    const creditMemo = await adapter.credited(story);
    const parts = { refunded: 10000, pending: 3608 };
    await adapter.publish(refundRecorded(story, '1', parts), returnProcessed(story, ['1']));
    await adapter.publish(refundMoneyFailed(story, '1', 3608));
    const [task] = await adapter.waitFor(story, 'TaskOpened');
    expect(task?.data).toMatchObject({
      kind: 'credit-refund-differ',
      role: 'finance',
      values: { credited: '136.08 USD', difference: '36.08 USD', credit: creditMemo, account: 'SHPFY-US' },
    });
    await adapter.quiet();
    expect(adapter.debits(story)).toEqual([]);
  });

  const atEntry = { method: 'POST', path: '/adjustment$' };
  const atPosting = { method: 'POST', path: '/post$' };
  const faults: [string, { method: string; path: string }, FaultEffect & { times?: number }][] = [
    ['500 after it was entered', atEntry, { kind: 'after-commit', then: 500 }],
    ['no answer after it was entered', atEntry, { kind: 'after-commit', then: 'timeout' }],
    ['a burst of 503 at the entry', atEntry, { kind: 'status', status: 503, times: 3 }],
    ['500 after it was posted', atPosting, { kind: 'after-commit', then: 500 }],
    ['no answer after it was posted', atPosting, { kind: 'after-commit', then: 'timeout' }],
    ['a page for people at the posting', atPosting, { kind: 'html', status: 200 }],
    ['429 at the posting', atPosting, { kind: 'rate-limit', retryAfterSeconds: 1 }],
  ];
  it.each(faults)('is posted once after %s', async (_, match, effect) => {
    const story = adapter.story();
    const creditMemo = await adapter.credited(story);
    adapter.erp.faults.add({ match, ...effect });
    await adapter.publish(refundRecorded(story, '1'), returnProcessed(story, ['1']));
    await adapter.waitFor(story, 'CreditOffsetPosted');
    await adapter.quiet();
    expect(adapter.debits(story)).toMatchObject([{ amount: 136.08, posted: true }]);
    expect(openBalance(creditMemo)).toBe(0);
    expect(adapter.published(story, 'CreditOffsetPosted')).toHaveLength(1);
    expect(adapter.published(story, 'TaskOpened')).toEqual([]);
  });

  it('is a task in a closed period, with nothing posted; after the retry it is posted and the task closed', async () => {
    const story = adapter.story();
    const creditMemo = await adapter.credited(story);
    adapter.erp.door.configure('NORTHFOLD', { closedThrough: '2100-01-01' });
    await adapter.publish(refundRecorded(story, '1'), returnProcessed(story, ['1']));
    const [task] = await adapter.waitFor(story, 'TaskOpened');
    expect(task?.data).toMatchObject({
      kind: 'post-debit',
      role: 'finance',
      why: expect.stringContaining('period'),
      values: {
        account: 'SHPFY-US',
        credit: creditMemo,
        amount: '136.08 USD',
        reason: 'SHOPREF',
        reference: `LOOP-${story.number}-R`,
        code: 'PeriodClosed',
        call: `debit:${story.returnId}:refund`,
      },
    });
    expect(adapter.debits(story)).toEqual([]);
    expect(openBalance(creditMemo)).toBe(136.08);
    adapter.erp.door.configure('NORTHFOLD', { closedThrough: null });
    await adapter.retry(`debit:${story.returnId}:refund`);
    await adapter.waitFor(story, 'CreditOffsetPosted');
    await adapter.waitFor(story, 'TaskClosed');
    expect(openBalance(creditMemo)).toBe(0);
  });

  it('is seen when a person posts it by hand, before the refund is known: no second one is entered', async () => {
    const story = adapter.story();
    const creditMemo = await adapter.credited(story);
    const byHand = { creditMemo, amount: 13608, reasonCode: 'SHOPREF', reference: `LOOP-${story.number}-R` };
    const { document } = adapter.erp.door.operatorPostDebit('NORTHFOLD', byHand);
    const [posted] = await adapter.waitFor(story, 'CreditOffsetPosted');
    expect(posted?.data.documentNumber).toBe(document);
    await adapter.publish(refundRecorded(story, '1'), returnProcessed(story, ['1']));
    await adapter.quiet();
    expect(adapter.debits(story)).toHaveLength(1);
    expect(adapter.published(story, 'TaskOpened')).toEqual([]);
  });

  it('is a task where the store posts by hand, which closes itself when the posting is seen', async () => {
    const story = adapter.story('harbor');
    await adapter.authorized(story);
    adapter.erp.door.operatorReceive('HARBOR', story.number);
    const [credit] = await adapter.waitFor(story, 'CreditIssued');
    await adapter.publish(refundRecorded(story, '1'), returnProcessed(story, ['1']));
    const [task] = await adapter.waitFor(story, 'TaskOpened');
    expect(task?.data).toMatchObject({ kind: 'post-debit', values: { amount: '136.08 USD' } });
    expect(adapter.debits(story)).toEqual([]);
    const { reason = '', reference = '' } = task?.data.values ?? {};
    const creditMemo = credit?.data.documentNumber ?? '';
    adapter.erp.door.operatorPostDebit('HARBOR', { creditMemo, amount: 13608, reasonCode: reason, reference });
    await adapter.waitFor(story, 'CreditOffsetPosted');
    await adapter.waitFor(story, 'TaskClosed');
  });
});
