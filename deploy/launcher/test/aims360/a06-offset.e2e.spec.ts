import { describe, expect, it } from '@jest/globals';
import { NORTHFOLD, NORTHFOLD_SHOP } from '../../src/index.js';
import { ACCOUNT } from '../support/northfold.js';
import type { SentBack } from '../support/watch.js';
import { onStage, type OnStage } from '../support/on-stage.js';

const JACKET = 'NFJKT-SLATE-M';
const VEST = 'NFVST-MOSS-M';

/** The account ends with no open credit of the return, and so do its books. */
async function expectEven({ northfold }: OnStage, one: SentBack): Promise<void> {
  await northfold.settled(one);
  expect(northfold.credit(one)).toMatchObject({ openBalance: 0, status: 'Applied' });
  expect(await northfold.uncleared(one)).toEqual([]);
  northfold.office.assertInvariants();
}

describe('A6: the open credit is offset by AR debits of exactly what consumed it', () => {
  const on = onStage();
  const creditOf = (one: SentBack): string => String(on.northfold.credit(one)?.['creditMemo']);
  const sendsJacketBack = () => on.northfold.sendsBack(on.northfold.buys({ [JACKET]: 1 }), [JACKET]);

  it.each([
    ['a refund', {}, ['-R 151.20'], 151.2],
    ['a gift card', { storeCredit: true }, ['-G 151.20'], 151.2],
    ['part refund, part gift card', { storeCredit: 5_000 }, ['-G 50.00', '-R 101.20'], 151.2],
    ['a refund less the handling fee, which lowers the credit', { handlingFee: 500 }, ['-R 146.20'], 146.2],
  ])('by policy: %s', async (_, wishes, offsets, credited) => {
    const { northfold } = on;
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET], wishes);
    await northfold.receivedAndCredited(one);
    await expectEven(on, one);
    expect(northfold.credit(one)).toMatchObject({ amount: credited });
    expect(northfold.offsets(one)).toEqual(offsets);
  });

  it('with amount, reason, reference, against the very credit, and posted', async () => {
    const { northfold } = on;
    const one = await sendsJacketBack();
    await northfold.receivedAndCredited(one);
    await expectEven(on, one);
    const debits = northfold.office.arTransactions().filter((row) => row['reference'] === `LOOP-${one.number}-R`);
    expect(debits).toMatchObject([
      {
        transactionType: 'DebitAdjustment',
        customerAccount: 'SHPFY-US',
        amount: 151.2,
        reasonCode: 'SHOPREF',
        appliedToTransactionID: northfold.credit(one)?.['transactionID'],
        posted: true,
      },
    ]);
  });

  it('two equal credits that are open at once are each offset by their own debit', async () => {
    const { northfold } = on;
    const both = [await sendsJacketBack(), await sendsJacketBack()];
    await Promise.all(both.map((one) => northfold.receivedAndCredited(one)));
    for (const one of both) await expectEven(on, one);
    expect(both.map((one) => northfold.offsets(one))).toEqual([['-R 151.20'], ['-R 151.20']]);
  });

  it('a debit that a person had posted by hand, without our reference, is not posted again', async () => {
    const { northfold, stage } = on;
    const { aims360, loop } = stage.world.simulators;
    loop.door.failNextProcessing(NORTHFOLD, 'Held for a moment');
    const one = await sendsJacketBack();
    await northfold.receivedAndCredited(one);
    await northfold.taskOf(one, 'processing-failed');
    aims360.door.operatorPostDebit(ACCOUNT, { creditMemo: creditOf(one), amount: 15_120, reasonCode: 'SHOPREF' });
    loop.door.process(one.number);
    await expectEven(on, one);
    expect(northfold.offsets(one)).toEqual(['null 151.20']);
  });

  it('any other difference is for finance: nothing is posted until somebody has closed it', async () => {
    const { northfold, stage } = on;
    const { aims360, loop } = stage.world.simulators;
    loop.door.failNextProcessing(NORTHFOLD, 'Held for a moment');
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1, [VEST]: 1 }), [JACKET, VEST]);
    await northfold.receivedAndCredited(one);
    await northfold.taskOf(one, 'processing-failed');
    const vest = loop.door.return(one.number).lines.find(({ sku }) => sku === VEST);
    loop.door.rejectLines(one.number, [vest?.lineItemId ?? '']);
    loop.door.process(one.number);
    const task = await northfold.taskOf(one, 'credit-refund-differ');
    expect(task).toMatchObject({
      role: 'finance',
      values: { account: 'SHPFY-US', credit: creditOf(one), credited: '248.40 USD', difference: '97.20 USD' },
    });
    expect(northfold.offsets(one)).toEqual([]);
    aims360.door.operatorPostDebit(ACCOUNT, { creditMemo: creditOf(one), amount: 9_720, reasonCode: 'RETFEE' });
    await northfold.seen(one, 'CreditOffsetPosted');
    await northfold.eventually('the credit to be closed', () => northfold.credit(one)?.['openBalance'] === 0);
    expect(northfold.offsets(one)).toEqual(['-R 151.20', 'null 97.20']);
  });

  it('in a closed period finance is asked, with the exact values; once it is open the debit is posted, once', async () => {
    const { northfold, stage } = on;
    const { aims360 } = stage.world.simulators;
    const one = await sendsJacketBack();
    await northfold.seen(one, 'ReturnAuthorized');
    northfold.office.receive(one.number);
    await northfold.seen(one, 'ReceiptRecorded');
    northfold.office.confirmCredit(one.number);
    aims360.door.closePeriod(ACCOUNT, '2099-12-31');
    const task = await northfold.taskOf(one, 'post-debit');
    expect(task).toMatchObject({ role: 'finance', values: { account: 'SHPFY-US', amount: '151.20 USD' } });
    aims360.door.openPeriod(ACCOUNT);
    const call = encodeURIComponent(task.values['call'] ?? '');
    const path = `/admin/effects/${call}/retry`;
    await northfold.api.ask({ service: 'aims360-adapter', path, role: 'finance', body: { by: 'Dana' } });
    await expectEven(on, one);
    expect(northfold.offsets(one)).toEqual(['-R 151.20']);
    await northfold.noTaskOf(one);
  });

  it('and nothing is posted while the refund is not confirmed', async () => {
    const { northfold, stage } = on;
    const { shopify } = stage.world.simulators;
    const gateway = 'bank_transfer';
    shopify.door.setPendingGateway(NORTHFOLD_SHOP, gateway);
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }, { gateway }), [JACKET]);
    await northfold.receivedAndCredited(one);
    await northfold.seen(one, 'ReturnProcessed');
    await northfold.seen(one, 'RefundRecorded');
    expect(northfold.offsets(one)).toEqual([]);
    const pending = northfold.order(one).transactions.find(({ status }) => status === 'PENDING');
    shopify.door.settleTransaction(NORTHFOLD_SHOP, pending?.id ?? '', 'SUCCESS');
    await expectEven(on, one);
    expect(northfold.offsets(one)).toEqual(['-R 151.20']);
  });
});

describe('A6: where a person posts what we have entered, and a fee is a debit', () => {
  const on = onStage({ aims360: { postDebit: 'staged', fee: 'debit' } });

  it('the totals are shown, and Post Transactions closes the task and the credit', async () => {
    const { northfold, stage } = on;
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET], { handlingFee: 500 });
    await northfold.receivedAndCredited(one);
    const task = await northfold.taskOf(one, 'post-staged-debits', { total: '151.20 USD' });
    expect(task).toMatchObject({ role: 'finance', values: { account: 'SHPFY-US' } });
    expect(northfold.offsets(one)).toEqual([]);
    const staged = northfold.office
      .arTransactions()
      .filter((row) => String(row['reference']).startsWith(`LOOP-${one.number}-`));
    expect(staged).toMatchObject([{ posted: false }, { posted: false }]);
    for (const batch of new Set(staged.map((row) => String(row['batchID']))))
      stage.world.simulators.aims360.door.operatorPostBatch(ACCOUNT, batch);
    await expectEven(on, one);
    expect(northfold.offsets(one)).toEqual(['-F 5.00', '-R 146.20']);
    await northfold.noTaskOf(one);
  });
});

describe('A6: where a person keys the debits, in an ERP that carries no sales tax', () => {
  const on = onStage({
    inAims360: { creditIncludesTax: false },
    aims360: { postDebit: 'person', creditIncludesTax: false },
  });

  it('the task has the exact values; keyed with them it is seen, and the account is even net of tax', async () => {
    const { northfold, stage } = on;
    const one = await northfold.sendsBack(northfold.buys({ [JACKET]: 1 }), [JACKET]);
    await northfold.receivedAndCredited(one);
    const { values, role } = await northfold.taskOf(one, 'post-debit');
    expect(role).toBe('finance');
    expect(values).toMatchObject({
      account: 'SHPFY-US',
      amount: '140.00 USD',
      reason: 'SHOPREF',
      reference: `LOOP-${one.number}-R`,
      credit: String(northfold.credit(one)?.['creditMemo']),
    });
    stage.world.simulators.aims360.door.operatorPostDebit(ACCOUNT, {
      creditMemo: values['credit'] ?? '',
      amount: Math.round(Number.parseFloat(values['amount'] ?? '') * 100),
      reasonCode: values['reason'] ?? '',
      reference: values['reference'] ?? '',
    });
    await expectEven(on, one);
    expect(northfold.offsets(one)).toEqual(['-R 140.00']);
    await northfold.noTaskOf(one);
  });
});
