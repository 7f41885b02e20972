import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { causeForReturn } from '@backhaul/service-kit';
import { rmas } from '../../src/rmas.js';
import {
  exchangeOrderCreated,
  exchangeOrderIdOf,
  refundRecorded,
  returnCancelled,
  returnInitiated,
  returnProcessed,
  returnRevised,
  unitsRemoved,
  type Story,
} from '../support/envelopes.js';
import { jacket, receipt, requestCredit, usd } from '../support/returns.js';
import { startAdapter, type Adapter } from '../support/service.js';
import type { RmaCommand } from '../../src/aims360-rma/commands.js';

describe('what becomes of an RMA between its return and its credit', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterAll(() => adapter.stop());

  /** As the API of the service runs a command of a person or a warehouse. */
  const command = (story: Story, one: RmaCommand): Promise<unknown> =>
    adapter.transactions.run((tx) =>
      rmas.execute(
        tx,
        story.returnId,
        { ...one, returnId: story.returnId } as RmaCommand,
        causeForReturn(returnInitiated(story), story.returnId),
      ),
    );
  const sizesOf = (story: Story): unknown =>
    adapter.rmas(story).flatMap((rma) => (rma['lineItems'] as { sizes: unknown[] }[]).flatMap(({ sizes }) => sizes));

  it('is voided when the return is cancelled and nothing came', async () => {
    const story = adapter.story();
    await adapter.authorized(story);
    await adapter.publish(returnCancelled(story));
    await adapter.waitFor(story, 'AuthorizationCancelled');
    expect(adapter.rmas(story)).toMatchObject([{ status: 'Void' }]);
  });

  it('has the units of the edited return', async () => {
    const story = adapter.story();
    await adapter.authorized(story);
    await adapter.publish(returnRevised(story, [jacket('u1'), jacket('u2')]));
    await adapter.quiet();
    expect(sizesOf(story)).toMatchObject([{ authorizedQuantity: 2 }]);
    expect(adapter.rmas(story)).toMatchObject([{ tax: 20.16 }]);
  });

  it('takes the receipt of a warehouse once, restocks only then, and tells what became of each unit', async () => {
    const story = adapter.story();
    await adapter.publish(returnInitiated(story, [jacket('u1'), jacket('u2')]));
    await adapter.waitFor(story, 'ReturnAuthorized');
    const posted = receipt([{}, { disposition: 'seconds', note: 'Torn sleeve' }], `WH-${story.number}`);
    await command(story, posted);
    await command(story, posted);
    const [received] = await adapter.waitFor(story, 'ReceiptRecorded');
    expect(received?.data).toMatchObject({
      final: true,
      units: [{ disposition: 'restock' }, { disposition: 'seconds', note: 'Torn sleeve' }],
    });
    await adapter.waitFor(story, 'InventoryRestocked');
    expect(sizesOf(story)).toMatchObject([{ receivedQuantity: 2, restockedQuantity: 1, secondsQuantity: 1 }]);
  });

  it('is credited for what came when a person asks, and goes on once the rest is taken off the return', async () => {
    const story = adapter.story();
    await adapter.publish(returnInitiated(story, [jacket('u1'), jacket('u2')]));
    await adapter.waitFor(story, 'ReturnAuthorized');
    await command(story, receipt([{}], `WH-${story.number}`));
    await adapter.waitFor(story, 'ReceiptRecorded');
    await command(story, requestCredit());
    const [credit] = await adapter.waitFor(story, 'CreditIssued');
    expect(credit?.data).toMatchObject({ total: usd(13608), tax: usd(1008) });
    expect(adapter.published(story, 'ReturnCleared')).toEqual([]);
    await adapter.publish(unitsRemoved(story, 'u2'));
    await adapter.waitFor(story, 'ReturnCleared');
  });

  it('has a unit that the shopper keeps written off and credited, with no goods told', async () => {
    const story = adapter.story('harbor');
    await adapter.publish(returnInitiated(story, [jacket('k1', { outcome: 'keep' })]));
    const [credit] = await adapter.waitFor(story, 'CreditIssued');
    expect(credit?.data.total).toEqual(usd(13608));
    expect(sizesOf(story)).toMatchObject([{ writtenOffQuantity: 1, restockedQuantity: 0 }]);
    expect(adapter.published(story, 'InventoryRestocked')).toEqual([]);
  });

  it('has late units received on an RMA of their own', async () => {
    const story = adapter.story();
    await adapter.publish(returnInitiated(story, [jacket('u1'), jacket('u2')]));
    await adapter.waitFor(story, 'ReturnAuthorized');
    await command(story, receipt([{}], `WH-${story.number}-1`));
    await adapter.waitFor(story, 'ReceiptRecorded');
    await command(story, requestCredit());
    await adapter.waitFor(story, 'CreditIssued');
    await command(story, receipt([{}], `WH-${story.number}-2`));
    await adapter.waitFor(story, 'InventoryRestocked', 2);
    const late = adapter.published(story, 'TaskOpened').find(({ data }) => data.kind === 'late-units');
    expect(late?.data.role).toBe('finance');
  });

  it('is offset part by part when the return was an exchange with a refund', async () => {
    const story = adapter.story();
    const creditMemo = await adapter.credited(story);
    const exchangeOrders = [{ orderId: exchangeOrderIdOf(story), orderName: 'EXC', native: false }];
    await adapter.publish(
      refundRecorded(story, '1', { refunded: 3888 }),
      returnProcessed(story, ['1'], 3888, { exchangeCredit: usd(9720), exchangeOrders }),
      exchangeOrderCreated(story),
    );
    const posted = await adapter.waitFor(story, 'CreditOffsetPosted', 2);
    expect(posted.map(({ data }) => [data.purpose, data.amount.amount])).toEqual([
      ['refund', 3888],
      ['exchange', 9720],
    ]);
    const credit = adapter.erp.door.arTransactions('NORTHFOLD').find((row) => row['document'] === creditMemo);
    expect(Number(credit?.['openBalance'])).toBe(0);
  });

  it('is offset to the cent when the credit lacks one: a credit adjustment first, then the debit', async () => {
    const story = adapter.story();
    const creditMemo = await adapter.credited(story);
    await adapter.publish(refundRecorded(story, '1', { refunded: 13609 }), returnProcessed(story, ['1'], 13609));
    const posted = await adapter.waitFor(story, 'CreditOffsetPosted', 2);
    expect(posted.map(({ data }) => [data.purpose, data.amount.amount])).toEqual([
      ['rounding', -1],
      ['refund', 13609],
    ]);
    const credit = adapter.erp.door.arTransactions('NORTHFOLD').find((row) => row['document'] === creditMemo);
    expect(Number(credit?.['openBalance'])).toBe(0);
  });
});
