import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLoopSimulator, type LoopReturn, type Order } from '../../src/index.js';
import { buy, DOMAIN, openPair, type Pair } from './loop.js';

let pair: Pair;
let order: Order;
let one: LoopReturn;
const open = async (...settings: Parameters<typeof openPair>): Promise<void> => {
  pair = await openPair(...settings);
  order = await buy(pair);
  one = await pair.ida.submitReturn(order, ['NF-JKT-M', 'NF-VST-M']);
};
beforeEach(() => open());
afterEach(() => pair.close());

const process = () => pair.send('POST', `/warehouse/return/${one.id}/process`, { rma: '10042' });
const work = async (): Promise<void> => {
  pair.clock.advance(300);
  await pair.loop.idle();
};
const current = (): LoopReturn => pair.loop.door.return(one.id);
const refunds = () => pair.shopify.door.orders(DOMAIN)[0]?.refunds ?? [];

describe('processing', () => {
  it('answers true long before anything has happened', async () => {
    expect(await process()).toEqual({ status: 200, body: true });
    expect([current().state, refunds()]).toEqual(['open', []]);
  });

  it('then refunds to the original payment in Shopify, restocks, and closes the return', async () => {
    await process();
    await work();
    expect(current()).toMatchObject({
      state: 'closed',
      refunds: [{ gateway: 'shopify_payments', amount: 11232, currency: 'USD', providerRefundId: refunds()[0]?.id }],
    });
    expect(refunds()).toMatchObject([
      {
        note: `Loop return ${one.id}`,
        lines: [
          { quantity: 1, restockType: 'RETURN' },
          { quantity: 1, restockType: 'RETURN' },
        ],
      },
    ]);
    const shopifyOrder = pair.shopify.door.orders(DOMAIN)[0];
    expect(shopifyOrder?.transactions.at(-1)).toMatchObject({
      kind: 'REFUND',
      amount: 11232,
      gateway: 'shopify_payments',
    });
    expect(pair.shopify.door.inventory(DOMAIN, 'NF-JKT-M')).toEqual({ Duluth: 49 });
    const { body } = await pair.get(`/warehouse/return/details?return_id=${one.id}`);
    expect(body).toMatchObject([
      { state: 'closed', refunds: [{ amount: '112.32', provider: 'shopify', provider_refund_id: refunds()[0]?.id }] },
    ]);
  });

  it('leaves the stock alone when a person has unticked restock', async () => {
    pair.loop.door.setRestock(one.id, 'no_restock');
    await process();
    await work();
    expect(refunds()[0]?.lines[0]).toMatchObject({ restockType: 'NO_RESTOCK', locationId: null });
    expect(pair.shopify.door.inventory(DOMAIN, 'NF-JKT-M')).toEqual({ Duluth: 48 });
  });

  it('called twice refunds once', async () => {
    await Promise.all([process(), process()]);
    await work();
    await process();
    await work();
    expect(refunds()).toHaveLength(1);
  });

  it('splits over gift card and card, gift card first', async () => {
    const split = await pair.ida.buys([{ sku: 'NF-JKT-M', quantity: 1 }], {
      payments: [
        { gateway: 'shopify_payments', amount: 5000 },
        { gateway: 'gift_card', amount: 2000 },
      ],
    });
    const { id } = await pair.ida.submitReturn(split, ['NF-JKT-M']);
    pair.loop.door.process(id);
    await work();
    expect(pair.loop.door.return(id).refunds.map(({ gateway, amount }) => [gateway, amount])).toEqual([
      ['gift_card', 2000],
      ['shopify_payments', 5000],
    ]);
  });

  it('keeps a handling fee back and shares it over the lines', async () => {
    await pair.close();
    await open({ handlingFee: 500 });
    await process();
    await work();
    expect(current().refunds[0]?.amount).toBe(10732);
    const { body } = await pair.get('/warehouse/return/list');
    expect(body).toMatchObject([
      {
        return_total: '112.32',
        handling_fee: '5.00',
        refund: '107.32',
        line_items: [{ refund: '65.01' }, { refund: '42.31' }],
      },
    ]);
  });
});

describe('a failure in the background', () => {
  it('leaves the return open and refunds nothing; a second try succeeds', async () => {
    pair.loop.door.failNextProcessing('northfold', null);
    await process();
    await work();
    expect([current().state, refunds()]).toEqual(['open', []]);
    await process();
    await work();
    expect(current().state).toBe('closed');
  });

  it('comes from Shopify too, in its words', async () => {
    pair.shopify.door.refundForReturn({
      shop: DOMAIN,
      orderId: order.id,
      key: 'by hand',
      note: '',
      lines: [],
      amount: 18000,
      restockType: 'return',
    });
    await process();
    await work();
    expect(current().state).toBe('open');
    expect(refunds()).toHaveLength(1);
  });
});

describe('a crash in the middle', () => {
  it('loses no queued work, and refunds once even when Shopify had refunded already', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'loop-'));
    await pair.close();
    await open({}, join(folder, 'state.json'));
    await process();
    // The first process stays as it was, as if killed; the refund of its unfinished work exists under the same key.
    const key = `loop-return-${one.id}`;
    pair.shopify.door.refundForReturn({
      shop: DOMAIN,
      orderId: order.id,
      key,
      note: '',
      lines: [],
      amount: 11232,
      restockType: 'return',
    });
    const again = await startLoopSimulator({
      clock: pair.clock,
      shopifyUrl: pair.shopify.url,
      stateFile: join(folder, 'state.json'),
    });
    await pair.loop.close();
    pair.clock.advance(300);
    await again.idle();
    expect(again.door.return(one.id)).toMatchObject({ state: 'closed', refunds: [{ amount: 11232 }] });
    expect(refunds()).toHaveLength(1);
    await again.close();
    rmSync(folder, { recursive: true });
  });
});

describe('automatic processing', () => {
  it('starts with the carrier status that the shop has chosen', async () => {
    await pair.close();
    await open({ processOn: 'in_transit' });
    pair.loop.door.progressLabel(one.id, 'pre_transit');
    await work();
    expect(current().state).toBe('open');
    pair.loop.door.progressLabel(one.id, 'in_transit');
    await work();
    expect(current().state).toBe('closed');
  });
});
