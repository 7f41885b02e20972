import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NORTHFOLD, northfoldOffice, northfoldOrder, startProduct, submit, type Product } from '../src/index.js';
import { seen, setStage, settled, type Stage } from './support/stage.js';

/** The steps of "How it works" and "Process a return" of the AIMS360 article, on both kinds of bus. */
describe.each(['postgres', 'kafka'] as const)('Loop and AIMS360: a standard return over %s', (bus) => {
  let stage: Stage;
  let product: Product | undefined;

  beforeAll(async () => {
    stage = await setStage({ bus });
    product = await startProduct({ config: stage.config });
  });

  afterAll(async () => {
    await product?.stop();
    await stage?.close();
  });

  it('goes from the shopper’s click to an account with no open credit', async () => {
    const { world, ledger } = stage;
    const { simulators } = world;
    const office = northfoldOffice(simulators);
    const shopper = { email: 'ida.berg@northfold.example', firstName: 'Ida', lastName: 'Berg' };
    const order = northfoldOrder(simulators, [{ sku: 'NFJKT-SLATE-M', quantity: 1 }], shopper);
    const stockBefore = simulators.aims360.door.stock('NORTHFOLD', 'MAIN', '810000000102');

    // The shopper submits a return to Loop.
    const reason = { quantity: 1, reason: 'Too warm', parentReason: 'Not as expected' };
    const returnId = await submit(simulators, NORTHFOLD, order, { sendsBack: [{ sku: 'NFJKT-SLATE-M', ...reason }] });
    const number = returnId.slice(NORTHFOLD.length + 1);

    // The integration automatically creates a return merchandise authorization (RMA) in AIMS360.
    await seen(ledger, returnId, 'ReturnAuthorized');
    const [rma] = office.rmas();
    expect(office.rmas()).toHaveLength(1);
    expect(rma).toMatchObject({ thirdPartyReturnID: number, status: 'Open', receiptStatus: 'None' });

    // Nothing is restocked before the item has arrived, and nothing is refunded.
    expect(simulators.aims360.door.stock('NORTHFOLD', 'MAIN', '810000000102')).toBe(stockBefore);
    expect(simulators.shopify.door.orders('northfold.myshopify.com')[0]?.refunds).toHaveLength(0);

    // Once the returned item is received, the RMA is updated to confirm receipt.
    office.receive(number);
    const received = await seen(ledger, returnId, 'InventoryRestocked');
    expect(received).toContain('1 unit received in good condition at MAIN');
    expect(simulators.aims360.door.stock('NORTHFOLD', 'MAIN', '810000000102')).toBe(stockBefore + 1);

    // Issue the return credit to the shopper by clicking Credit > Confirm.
    office.confirmCredit(number);
    await seen(ledger, returnId, 'CreditIssued');

    // The credit is refunded to the shopper's original payment method through Loop.
    await seen(ledger, returnId, 'ReturnProcessed');
    const refunded = simulators.shopify.door.orders('northfold.myshopify.com')[0];
    expect(refunded?.refunds).toHaveLength(1);
    expect(refunded?.transactions.filter(({ kind }) => kind === 'REFUND')).toMatchObject([
      { amount: 15_120, status: 'SUCCESS' },
    ]);

    // An AR adjustment debit offsets the open credit: amount, reason, reference, Post Transactions.
    await settled(ledger, [returnId]);
    const debits = office.arTransactions().filter((row) => row['transactionType'] === 'DebitAdjustment');
    expect(debits).toMatchObject([
      { amount: 151.2, reasonCode: 'SHOPREF', reference: `LOOP-${number}-R`, posted: true, openBalance: 0 },
    ]);
    const credits = office.arTransactions().filter((row) => row['transactionType'] === 'CreditMemo');
    expect(credits).toMatchObject([{ amount: -151.2, openBalance: 0 }]);
    office.assertInvariants();

    // Every clearing account is at 0.00, and Loop's own history tells each milestone.
    const clearing = (await ledger.balances(returnId)).filter((each) => each.clearing);
    expect(clearing.length).toBeGreaterThan(0);
    expect(clearing.every((each) => each.balance.amount === 0)).toBe(true);
    const types = (await ledger.history(returnId)).map((line) => line.type);
    expect(types.filter((type) => type !== 'OrderRecorded')).toEqual([
      'ReturnInitiated',
      'ReturnAuthorized',
      'ReceiptRecorded',
      'InventoryRestocked',
      'CreditIssued',
      'ReturnCleared',
      ...(types.indexOf('ReturnProcessed') < types.indexOf('RefundRecorded')
        ? ['ReturnProcessed', 'RefundRecorded']
        : ['RefundRecorded', 'ReturnProcessed']),
      'CreditOffsetPosted',
      'ReturnSettled',
    ]);
  });
});
