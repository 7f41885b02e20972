import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LoopReturn, ReturnRequest } from '@backhaul/simulators';
import { waitFor } from '@backhaul/testkit';
import { cleared } from '../support/events.js';
import { startGateway, type Gateway } from '../support/service.js';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

const submitted = async (request: Partial<ReturnRequest> = {}, from = gateway): Promise<LoopReturn> => {
  const one = await from.shop.request(request);
  await from.told('ReturnInitiated', one.id);
  return one;
};
const current = (one: LoopReturn): LoopReturn => gateway.shop.loop.door.return(one.id);
const twoJackets = { units: [{ sku: 'NF-JKT-M' }, { sku: 'NF-JKT-M' }] };
const forVest = { exchangeFor: [{ sku: 'NF-VST-M' }] };

describe('a return that a person edits in Loop', () => {
  it('is told anew in full, and what was taken off is named', async () => {
    const one = await submitted(twoJackets);
    const [first, second] = one.lines.map(({ lineItemId }) => lineItemId);
    await gateway.shop.loop.door.editReturn(one.id, {
      removeLines: [first ?? ''],
      reasons: { [second ?? '']: { reason: 'Wrong color' } },
      ...forVest,
    });
    const revised = await gateway.told('ReturnRevised', one.id);
    expect(revised.data).toMatchObject({
      revision: 2,
      units: [{ unitId: second, reason: 'Wrong color', outcome: 'return' }],
      exchangeItems: [{ sku: 'NF-VST-M', outOfStock: false }],
    });
    expect(revised.data.shopper).toMatchObject({ postalCode: '55802' });
    expect((await gateway.told('ReturnUnitsRemoved', one.id)).data.unitIds).toEqual([first]);
  });

  it('and of which a unit is rejected goes on without it; wholly rejected, it ends without outcome', async () => {
    const one = await submitted(twoJackets);
    const lines = one.lines.map(({ lineItemId }) => lineItemId);
    gateway.shop.loop.door.rejectLines(one.id, lines.slice(1));
    expect((await gateway.told('ReturnUnitsRemoved', one.id)).data.unitIds).toEqual(lines.slice(1));
    gateway.shop.loop.door.rejectReturn(one.id);
    await gateway.told('ReturnClosed', one.id);
    expect(gateway.published('ReturnUnitsRemoved', one.id).flatMap(({ data }) => data.unitIds)).toEqual(
      lines.toReversed(),
    );
  });
});

describe('what processing gives', () => {
  it.each<[string, Partial<ReturnRequest>, object]>([
    ['store credit', { storeCredit: true }, { refundIds: [], storeCredit: { amount: 6804 }, exchangeOrders: [] }],
    ['a gift return', { gift: true }, { refundIds: [], storeCredit: { amount: 6804 } }],
    ['an item that the shopper keeps', { units: [{ sku: 'NF-JKT-M', keep: true }] }, { refunded: { amount: 6804 } }],
  ])('%s is told once it is processed at our request', async (_, request, given) => {
    const one = await submitted(request);
    await gateway.publish(cleared(one));
    const { data } = await gateway.told('ReturnProcessed', one.id);
    expect(data).toMatchObject({ ...given, partial: false, processedByUs: true });
  });

  it('a gift return is told as one, and what is kept as kept', async () => {
    const one = await submitted({ gift: true, units: [{ sku: 'NF-JKT-M', keep: true }] });
    expect((await gateway.told('ReturnInitiated', one.id)).data).toMatchObject({
      gift: true,
      units: [{ outcome: 'keep' }],
    });
  });

  it('an exchange for something cheaper is its own order beside the refund', async () => {
    const one = await submitted(forVest);
    await gateway.publish(cleared(one));
    const { data } = await gateway.told('ReturnProcessed', one.id);
    expect(data).toMatchObject({
      refunded: { amount: 6804 - 4919 },
      exchangeCredit: { amount: 4919 },
      upsell: { amount: 0 },
      exchangeOrders: [{ orderId: current(one).exchanges[0]?.orderId, native: false }],
    });
  });

  it('an instant exchange has its order from the start, and processing is no revision', async () => {
    const one = await submitted({ ...forVest, instant: true });
    const order = { orderId: current(one).exchanges[0]?.orderId };
    expect((await gateway.told('ReturnInitiated', one.id)).data.exchangeOrders).toMatchObject([order]);
    await gateway.publish(cleared(one));
    expect((await gateway.told('ReturnProcessed', one.id)).data.exchangeOrders).toMatchObject([order]);
    expect(gateway.published('ReturnRevised', one.id)).toEqual([]);
  });

  it.each(['original', 'null'] as const)('a native exchange is the original order, shown as %s', async (shown) => {
    const native = await startGateway({ loop: { exchangeMode: 'native', quirks: { nativeExchangeOrder: shown } } });
    const one = await submitted({ exchangeFor: [{ sku: 'NF-VST-M', price: 6300 }] }, native);
    await native.publish(cleared(one));
    const { data } = await native.told('ReturnProcessed', one.id);
    expect(data).toMatchObject({
      refundIds: [],
      exchangeCredit: { amount: 6804 },
      exchangeOrders: [{ orderId: one.providerOrderId, orderName: one.orderName, native: true }],
    });
    await native.stop();
  });

  it('without the exchange item that is out of stock is partial, and is told again when money is given instead', async () => {
    const { shopify, loop } = gateway.shop;
    shopify.door.addProduct({
      shop: 'northfold.myshopify.com',
      sku: 'NF-CAP',
      title: 'Cap',
      price: 2000,
      stock: { Duluth: 0 },
    });
    const one = await submitted({ exchangeFor: [{ sku: 'NF-CAP' }] });
    await gateway.publish(cleared(one));
    const partial = await gateway.told('ReturnProcessed', one.id);
    expect(partial.data).toMatchObject({
      refunded: { amount: 6804 - 2160 },
      exchangeCredit: { amount: 0 },
      exchangeOrders: [],
      partial: true,
      processedByUs: true,
    });
    expect((await gateway.told('TaskOpened', one.id)).data.kind).toBe('exchange-out-of-stock');
    loop.door.resolveOutOfStock(one.id, 'refund');
    await gateway.told('TaskClosed', one.id);
    const told = await waitFor('the rest', () => gateway.published('ReturnProcessed', one.id)[1]);
    expect(told.data).toMatchObject({ refunded: { amount: 6804 }, exchangeCredit: { amount: 0 }, partial: false });
    expect(told.data.refundIds).toHaveLength(2);
    await gateway.quiet();
    expect(gateway.published('ReturnProcessed', one.id)).toHaveLength(2);
  });
});
