import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Order } from '@backhaul/simulators';
import { OAK_LINEN, OAK_LINEN_SHOP, type Row } from '../../src/index.js';
import { onStage, type OnStage } from '../support/on-stage.js';
import { RLM_COMPANY } from '../support/stage.js';
import type { SentBack } from '../support/watch.js';

const SHIRT = 'OLSHT-WHITE-M';
const SHIRT_L = 'OLSHT-WHITE-L';
const SCARF = 'OLSCF-INDIGO-M';
/** At the prices of the rows: 100.00 and 60.00, in the shirts' division. */
const TUNIC = 'OLTUN-SAND-M';
const VEST = 'OLVST-SAND-M';

const exchangeOrders = ({ stage, oakLinen }: OnStage, one: SentBack): Order[] => {
  const { name } = oakLinen.order(one);
  return stage.world.simulators.shopify.door
    .orders(OAK_LINEN_SHOP)
    .filter(({ attributes }) => attributes.some(({ value }) => value === name));
};

/** What RLM has of the return's exchange orders, by division. */
const inRlm = (on: OnStage, one: SentBack): Row[] =>
  on.stage.world.simulators.rlm.door
    .orders(RLM_COMPANY)
    .filter((row) => row['special02'] === one.number)
    .sort((left, right) => Number(left['order_number']) - Number(right['order_number']));

const chargesOf = (row: Row): string[] =>
  (row['misc_charges'] as { code: string; amount: string }[]).map(({ code, amount }) => `${code} ${amount}`);

/** Misc. charge, discount as a fraction, and A/R. */
const moneyOf = (row: Row) => ({ charges: chargesOf(row), discount: row['discount'], receivable: row['total'] });

/** Picked and shipped as any other order: nothing is left open on the customer's account. */
function shipped({ stage }: OnStage, order: Row): void {
  const { rlm } = stage.world.simulators;
  rlm.door.ship(RLM_COMPANY, Number(order['order_number']));
  const invoice = rlm.door.invoices(RLM_COMPANY).find((row) => row['order_number'] === order['order_number']);
  expect(invoice).toMatchObject({ total: order['total'], open_balance: '0.00' });
}

/** What of the return's credits is kept for something else than money. */
const kept = ({ oakLinen }: OnStage, one: SentBack): string[] => oakLinen.credits(one).flatMap(chargesOf);

describe('R2: exchanges', () => {
  const on = onStage({ oakLinen: { rlm: { exchange: { lookSeconds: 0.4 } } } });

  beforeAll(() => {
    const { shopify, rlm } = on.stage.world.simulators;
    for (const [sku, price, title] of [
      [TUNIC, 10_000, 'Linen Tunic - M'],
      [VEST, 6_000, 'Linen Vest - M'],
    ] as const) {
      const [style = '', color = '', size = ''] = sku.split('-');
      shopify.door.addProduct({ shop: OAK_LINEN_SHOP, sku, title, price, stock: { 'West 1': 50 } });
      rlm.door.addItem(RLM_COMPANY, { style, color, size, sku, openingStock: { '1': 50 } });
    }
  });

  it.each([
    {
      row: 'even, discount off',
      wants: SHIRT_L,
      rlm: { charges: ['LOOPEXC -87.10'], discount: '0.00000', receivable: '0.00' },
    },
    {
      row: 'upsell, discount off',
      wants: TUNIC,
      rlm: { charges: ['LOOPEXC -87.10'], discount: '0.00000', receivable: '21.78' },
    },
    {
      row: 'cheaper item, rest refunded',
      wants: VEST,
      refund: '21.77',
      rlm: { charges: ['LOOPEXC -65.33'], discount: '0.00000', receivable: '0.00' },
    },
    {
      row: 'even, discount on',
      loopDiscount: true,
      taxRate: 0,
      wants: SHIRT_L,
      rlm: { charges: [], discount: '1.00000', receivable: '0.00' },
    },
    {
      row: 'upsell, discount on',
      loopDiscount: true,
      taxRate: 0,
      wants: TUNIC,
      rlm: { charges: [], discount: '0.80000', receivable: '20.00' },
    },
    {
      row: 'even, discount on, its tax left over',
      loopDiscount: true,
      wants: SHIRT_L,
      rlm: { charges: ['LOOPEXC -7.10'], discount: '1.00000', receivable: '0.00' },
    },
  ])(
    '$row: the order comes in after processing, is offset to what was paid, and flows as a regular order',
    async (row) => {
      const { oakLinen, stage } = on;
      const { loopDiscount = false, taxRate, refund = '0.00' } = row;
      stage.world.simulators.loop.door.configureExchanges(OAK_LINEN, { loopDiscount, exchangeMode: 'separate' });
      const bought = oakLinen.buys({ [SHIRT]: 1 }, taxRate === undefined ? {} : { inShop: { taxRate } });
      const onHand = oakLinen.onHand(SHIRT);
      const one = await oakLinen.sendsBack(bought, [SHIRT], { exchangeFor: [{ sku: row.wants }] });
      await oakLinen.seen(one, 'AsnTransmitted');
      // Loop makes the exchange order when the return processes, not before.
      expect(exchangeOrders(on, one)).toEqual([]);
      await oakLinen.received(one);
      await oakLinen.seen(one, 'ExchangeOrderImported');
      await oakLinen.settled(one);

      const [order, ...others] = inRlm(on, one);
      expect(others).toEqual([]);
      expect(order === undefined ? null : moneyOf(order)).toEqual(row.rlm);
      const [sold] = exchangeOrders(on, one);
      expect(order).toMatchObject({ customer_po: sold?.name, special03: String(oakLinen.ra(one)['ra_number']) });
      // The returned goods are back; what paid for the exchange is kept from the credit, so that nothing stays open.
      expect(oakLinen.onHand(SHIRT)).toBe(onHand + 1);
      expect(oakLinen.credits(one)).toMatchObject([{ total: refund }]);
      expect(await oakLinen.uncleared(one)).toEqual([]);
      await oakLinen.noTaskOf(one);
      expect(oakLinen.notes(one)).toContain(
        `Exchange order ${sold?.name} imported into RLM as ${String(order?.['order_number'])}`,
      );
      shipped(on, order ?? {});
      oakLinen.warehouse.assertInvariants();
    },
  );

  it('over two divisions: an order in each, which share the offset, and together come to what was paid', async () => {
    const { oakLinen, stage } = on;
    stage.world.simulators.loop.door.configureExchanges(OAK_LINEN, { loopDiscount: false, exchangeMode: 'separate' });
    const wants = [{ sku: SHIRT_L }, { sku: SCARF }];
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 1 }), [SHIRT], { exchangeFor: wants });
    await oakLinen.received(one);
    await oakLinen.settled(one);
    const orders = inRlm(on, one);
    expect(orders.map((row) => row['division'])).toEqual([20, 30]);
    const cents = (of: (row: Row) => unknown): number =>
      orders.reduce((all, row) => all + Math.round(Number(of(row)) * 100), 0);
    // 45.00 for the scarf, and its tax of 3.99.
    expect(cents((row) => row['total'])).toBe(4_899);
    expect(orders.flatMap(kindsOfCharges)).toEqual(['LOOPEXC', 'LOOPEXC']);
    expect(orders.every((row) => Number(row['total']) >= 0)).toBe(true);
    for (const order of orders) shipped(on, order);
    expect(kept(on, one)).toEqual(['LOOPADJ -87.10']);
  });

  it('instant: the order is there before anything has come back, and is imported once', async () => {
    const { oakLinen, stage } = on;
    stage.world.simulators.loop.door.configureExchanges(OAK_LINEN, { loopDiscount: false, exchangeMode: 'separate' });
    const wishes = { exchangeFor: [{ sku: SHIRT_L }], instant: true };
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 1 }), [SHIRT], wishes);
    await oakLinen.seen(one, 'ExchangeOrderImported');
    expect(oakLinen.warehouse.receipts().filter((row) => row['ra_number'] === oakLinen.ra(one)['ra_number'])).toEqual(
      [],
    );
    await oakLinen.received(one);
    await oakLinen.settled(one);
    expect(inRlm(on, one).map(moneyOf)).toEqual([
      { charges: ['LOOPEXC -87.10'], discount: '0.00000', receivable: '0.00' },
    ]);
  });

  it('out of stock: nothing is imported until the replacement is there', async () => {
    const { oakLinen, stage } = on;
    const { loop, shopify } = stage.world.simulators;
    loop.door.configureExchanges(OAK_LINEN, { loopDiscount: false, exchangeMode: 'separate' });
    shopify.door.setStock(OAK_LINEN_SHOP, 'OLSHT-WHITE-S', 'West 1', 0);
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 1 }), [SHIRT], {
      exchangeFor: [{ sku: 'OLSHT-WHITE-S' }],
    });
    await oakLinen.received(one);
    expect(await oakLinen.taskOf(one, 'exchange-out-of-stock')).toMatchObject({ role: 'operator' });
    expect(inRlm(on, one)).toEqual([]);
    shopify.door.setStock(OAK_LINEN_SHOP, 'OLSHT-WHITE-S', 'West 1', 5);
    loop.door.process(one.number);
    await oakLinen.settled(one);
    expect(inRlm(on, one).map(moneyOf)).toEqual([
      { charges: ['LOOPEXC -87.10'], discount: '0.00000', receivable: '0.00' },
    ]);
    await oakLinen.noTaskOf(one);
  });

  it('cancelled in the shop: the order must not be picked', async () => {
    const { oakLinen, stage } = on;
    const { loop, shopify, rlm } = stage.world.simulators;
    loop.door.configureExchanges(OAK_LINEN, { loopDiscount: false, exchangeMode: 'separate' });
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 1 }), [SHIRT], { exchangeFor: [{ sku: SHIRT_L }] });
    await oakLinen.received(one);
    await oakLinen.seen(one, 'ExchangeOrderImported');
    const [sold] = exchangeOrders(on, one);
    const [order] = inRlm(on, one);
    shopify.door.cancelOrder(OAK_LINEN_SHOP, sold?.id ?? '');
    const task = await oakLinen.taskOf(one, 'cancel-exchange-order');
    expect(task.values).toMatchObject({ 'RLM order': String(order?.['order_number']) });
    rlm.door.cancelOrder(RLM_COMPANY, Number(order?.['order_number']));
    await oakLinen.until('the task to be closed', async () =>
      (await oakLinen.api.tasks()).every(({ taskId }) => taskId !== task.taskId) ? true : undefined,
    );
  });

  it('native: a person adds the items to the original order, and the books close', async () => {
    const { oakLinen, stage } = on;
    const { loop, rlm } = stage.world.simulators;
    loop.door.configureExchanges(OAK_LINEN, { exchangeMode: 'native' });
    const one = await oakLinen.sendsBack(oakLinen.buys({ [SHIRT]: 1 }), [SHIRT], { exchangeFor: [{ sku: SHIRT_L }] });
    await oakLinen.received(one);
    const task = await oakLinen.taskOf(one, 'amend-order');
    expect(exchangeOrders(on, one)).toEqual([]);
    expect(task.values).toMatchObject({
      items: `1 × ${SHIRT_L} at 80.00 USD`,
      tax: '7.10 USD',
      'misc. charge LOOPEXC': '-87.10 USD',
    });
    const [original] = rlm.door
      .orders(RLM_COMPANY)
      .filter((row) => String(row['external_order_id']).endsWith(one.orderId.split('/').at(-1) ?? ''));
    rlm.door.editOrder(RLM_COMPANY, Number(original?.['order_number']), {
      lines: [{ externalLineId: task.values['line ids'] ?? '', sku: SHIRT_L, quantity: 1, price: 8_000, tax: 710 }],
      charges: [{ code: 'LOOPEXC', amount: -8_710 }],
    });
    await oakLinen.settled(one);
    expect(await oakLinen.uncleared(one)).toEqual([]);
    await oakLinen.noTaskOf(one);
  });
});

const kindsOfCharges = (row: Row): string[] => chargesOf(row).map((text) => text.split(' ')[0] ?? '');
