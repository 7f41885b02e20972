import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import type { ShopOrder } from '../../src/exchange-order/shop-order.js';
import {
  exchangedFor,
  exchangeOrderCreated,
  returnInitiated,
  returnProcessed,
  type TestReturn,
} from '../support/events.js';
import { shopLine, shopOrder, type Priced } from '../support/exchanges.js';
import { RED_M, usd } from '../support/returns.js';
import { startAdapter, type Adapter } from '../support/service.js';
import { COMPANY } from '../support/systems.js';

/** A style of the other division, kept in warehouse 3 alone. */
const TROUSERS = 'PT200-NVY-32-30';

const exchangeOf = (one: TestReturn, priced?: Priced, change: Partial<ShopOrder> = {}): ShopOrder =>
  shopOrder(priced, {
    ...{ orderId: one.orderId, exchangeOrderId: `exchange-of-${one.number}`, exchangeOrderName: `EXC-${one.number}` },
    ...change,
  });

const inRlm = ({ rlm }: Adapter, { exchangeOrderId }: ShopOrder) =>
  rlm.door.orders(COMPANY).filter((row) => row['external_order_id'] === exchangeOrderId);

const openTasks = (adapter: Adapter, one: TestReturn): string[] => {
  const closed = adapter.published('TaskClosed').map(({ data }) => data.taskId);
  const opened = adapter.published('TaskOpened', one).filter(({ data }) => !closed.includes(data.taskId));
  return opened.map(({ data }) => data.kind);
};

describe('exchange orders', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterAll(async () => {
    adapter.rlm.door.assertInvariants(COMPANY);
    await adapter.stop();
  });

  const list = async (id: string): Promise<Record<string, unknown> | undefined> => {
    const page = (await adapter.admin('GET', '/exchange-orders?merchant=oaklinen&limit=100')) as {
      items: Record<string, unknown>[];
    };
    return page.items.find((item) => item['id'] === id);
  };

  it('come into RLM once, at what was paid, with the references of shop, Loop and RA, and flow as regular orders', async () => {
    const one = await adapter.announced('3001');
    const exchange = exchangeOf(one, { merchandise: 10_000, tax: 888 });
    const told = [exchangeOrderCreated(one, exchange), exchangedFor(one, exchange, 8710, 2178)];
    await adapter.publish(...told, ...told.toReversed());
    const imported = await adapter.waitFor('ExchangeOrderImported', one);
    const [order, ...others] = inRlm(adapter, exchange);
    expect(others).toEqual([]);
    expect(order).toMatchObject({
      ...{ customer_po: 'EXC-3001', account: 'WEB0000', store: 1, warehouse: 1, division: 20 },
      ...{ special01: 'exchange-of-3001', special02: '3001', special03: one.raNumber },
      ...{ discount: '0.00000', tax_amount: '8.88', total: '21.78', payment: '21.78' },
      misc_charges: [{ code: 'LOOPEXC', amount: '-87.10' }],
    });
    expect(imported).toMatchObject([
      { data: { documentNumber: String(order?.['order_number']), offset: { kind: 'misc-charge', amount: usd(8710) } } },
    ]);
    // It is picked and shipped as any other.
    adapter.rlm.door.ship(COMPANY, Number(order?.['order_number']));
    const invoice = adapter.rlm.door.invoices(COMPANY).find((row) => row['order_number'] === order?.['order_number']);
    expect(invoice).toMatchObject({ total: '21.78', paid: '21.78', open_balance: '0.00' });
    expect(await list(`oaklinen-${exchange.exchangeOrderId}`)).toMatchObject({
      ...{ status: 'imported', exchangeOrderName: 'EXC-3001', returnId: one.returnId, native: false },
      orderNumbers: [String(order?.['order_number'])],
    });
  });

  it('of two divisions are two orders in RLM that share the offset, and come to what was paid together', async () => {
    const one = adapter.order('3002');
    const lines = [
      shopLine('9001', 8000, { tax: usd(710) }),
      shopLine('9002', 6000, { sku: TROUSERS, barcode: null, tax: usd(533) }),
    ];
    const goods = { merchandise: 14_000, tax: 1243, freight: 501 };
    const exchange = exchangeOf(one, goods, { lines });
    await adapter.publish(
      returnInitiated(one),
      exchangeOrderCreated(one, exchange),
      exchangedFor(one, exchange, 8710, 7034),
    );
    const [imported] = await adapter.waitFor('ExchangeOrderImported', one);
    const orders = inRlm(adapter, exchange);
    expect(orders.map((row) => [row['division'], row['shipping_amount']])).toEqual([
      [20, '5.01'],
      [30, '0.00'],
    ]);
    const cents = (name: string): number => orders.reduce((all, row) => all + Math.round(Number(row[name]) * 100), 0);
    expect(cents('total')).toBe(7034);
    expect(orders.every((row) => Number(row['total']) >= 0)).toBe(true);
    const numbers = orders.map((row) => String(row['order_number']));
    expect(imported?.data).toMatchObject({ documentNumber: numbers.join(', '), total: usd(7034) });
    expect(await list(`oaklinen-${exchange.exchangeOrderId}`)).toMatchObject({ orderNumbers: numbers });
  });

  it('of which the answer got lost between two divisions are looked up before anything is made', async () => {
    const one = adapter.order('3003');
    const lines = [shopLine('9001', 8000), shopLine('9002', 6000, { sku: TROUSERS, barcode: null })];
    const exchange = exchangeOf(one, { merchandise: 14_000 }, { lines });
    const { faults } = adapter.rlm.simulator;
    faults.add({ kind: 'after-commit', then: 'reset', times: 1, match: { method: 'POST', path: '/orders$' } });
    await adapter.publish(
      returnInitiated(one),
      exchangeOrderCreated(one, exchange),
      exchangedFor(one, exchange, 14_000),
    );
    await adapter.waitFor('ExchangeOrderImported', one);
    expect(inRlm(adapter, exchange).map((row) => row['division'])).toEqual([20, 30]);
    expect(openTasks(adapter, one)).toEqual([]);
  });

  it('that RLM refuses are a task with its words, and are imported on a person’s word once the cause is mended', async () => {
    const one = adapter.order('3004');
    const lines = [shopLine('9001', 8000, { sku: 'NEW-STYLE', barcode: null })];
    const exchange = exchangeOf(one, { merchandise: 8000 }, { lines });
    await adapter.publish(returnInitiated(one), exchangeOrderCreated(one, exchange), exchangedFor(one, exchange, 8000));
    const [task] = await adapter.waitFor('TaskOpened', one);
    expect(task?.data).toMatchObject({ kind: 'import-exchange-order', role: 'operator' });
    expect(task?.data.why).toContain('Invalid SKU Number on Line 1: RLM has no item NEW-STYLE');
    const id = `oaklinen-${exchange.exchangeOrderId}`;
    expect(await list(id)).toMatchObject({ status: 'refused' });
    adapter.rlm.door.addItem(COMPANY, {
      style: 'NEW',
      color: 'STYLE',
      size: 'M',
      sku: 'NEW-STYLE',
      openingStock: { '1': 5 },
    });
    const path = `/exchange-orders/${encodeURIComponent(id)}/import`;
    expect(await adapter.admin('POST', path, { reason: 'The item is there now.' })).toMatchObject({
      status: 'importing',
    });
    await adapter.waitFor('ExchangeOrderImported', one);
    expect(inRlm(adapter, exchange)).toMatchObject([{ total: '0.00' }]);
    await waitFor('the task to be closed', () => openTasks(adapter, one).length === 0);
  });

  it('of one return share its value: the second one, which came into stock later, pays what the first one left', async () => {
    const one = adapter.order('3005');
    const first = exchangeOf(one, { merchandise: 6000 });
    const second = exchangeOf(
      one,
      { merchandise: 5000 },
      {
        ...{
          exchangeOrderId: 'exchange-of-3005-2',
          exchangeOrderName: 'EXC-3005-2',
          createdAt: '2026-03-12T12:00:00.000Z',
        },
        lines: [shopLine('9003', 5000, { sku: RED_M, barcode: null })],
      },
    );
    const named = (partial: boolean, ...orders: ShopOrder[]) =>
      returnProcessed(one, [], {
        ...{ refunded: usd(0), exchangeCredit: usd(8000), upsell: usd(3000), partial },
        exchangeOrders: orders.map(({ exchangeOrderId, exchangeOrderName }) => ({
          ...{ orderId: exchangeOrderId, orderName: exchangeOrderName, native: false },
        })),
      });
    await adapter.publish(returnInitiated(one), named(true, first), exchangeOrderCreated(one, first));
    await adapter.waitFor('ExchangeOrderImported', one);
    const later = { ...named(false, first, second), time: '2026-03-12T13:00:00.000Z' };
    await adapter.publish(later, exchangeOrderCreated(one, second));
    await adapter.waitFor('ExchangeOrderImported', one, 2);
    expect([...inRlm(adapter, first), ...inRlm(adapter, second)]).toMatchObject([
      { total: '0.00' },
      { total: '30.00' },
    ]);
    expect(openTasks(adapter, one)).toEqual([]);
  });

  it('that somebody entered before are found, and not made again; one that leaves money open goes to finance', async () => {
    const one = adapter.order('3006');
    const exchange = exchangeOf(one);
    adapter.rlm.door.addOrder(COMPANY, {
      ...{ externalOrderId: exchange.exchangeOrderId, customerPo: 'EXC-3006', shipped: false },
      lines: [{ externalLineId: '9001', sku: 'TS100-BLK-M', quantity: 1, price: 8000, tax: 710 }],
    });
    await adapter.publish(returnInitiated(one), exchangeOrderCreated(one, exchange), exchangedFor(one, exchange, 8710));
    await adapter.waitFor('ExchangeOrderImported', one);
    expect(inRlm(adapter, exchange)).toHaveLength(1);
    await waitFor('finance to be asked', () => openTasks(adapter, one).includes('exchange-total-differs'));

    // Corrected there, and the job run by a person for this order: the task is done.
    const number = Number(inRlm(adapter, exchange)[0]?.['order_number']);
    adapter.rlm.door.editOrder(COMPANY, number, { charges: [{ code: 'LOOPEXC', amount: -8710 }], payment: -8710 });
    const path = `/jobs/${encodeURIComponent('Shopify Import Orders')}/runs`;
    const ids = [exchange.exchangeOrderId];
    await adapter.admin('POST', path, { merchant: 'oaklinen', ids, reason: 'Corrected in RLM.' });
    await waitFor('the task to be closed', () => openTasks(adapter, one).length === 0);
  });

  it('that are dismissed by a person with a reason are not imported', async () => {
    const one = adapter.order('3007');
    const exchange = exchangeOf(one, undefined, { confidence: 'probable' });
    await adapter.publish(returnInitiated(one), exchangeOrderCreated(one, exchange), exchangedFor(one, exchange, 8710));
    await waitFor('a person to be asked', () => openTasks(adapter, one).includes('approve-exchange-order'));
    const path = `/exchange-orders/oaklinen-${exchange.exchangeOrderId}`;
    await adapter.admin('POST', `${path}/dismiss`, { reason: 'A gift of the store.' });
    await expect(adapter.admin('POST', `${path}/import`, { reason: 'After all.' })).rejects.toThrow(
      'It was dismissed.',
    );
    await waitFor('the task to be closed', () => openTasks(adapter, one).length === 0);
    expect(inRlm(adapter, exchange)).toEqual([]);
  });
});

describe('exchange orders that others bring in', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter({ rlm: { triggers: { orderImport: 'vendor-link' }, exchange: { lookSeconds: 0.2 } } });
  });
  afterAll(() => adapter.stop());

  it('are found by their id of the shop, and never repeated', async () => {
    const one = adapter.order('3101');
    const exchange = exchangeOf(one);
    await adapter.publish(returnInitiated(one), exchangeOrderCreated(one, exchange), exchangedFor(one, exchange, 8710));
    await adapter.quiet();
    expect(inRlm(adapter, exchange)).toEqual([]);
    const [order] = adapter.rlm.door.addOrder(COMPANY, {
      ...{ externalOrderId: exchange.exchangeOrderId, customerPo: 'EXC-3101', shipped: false },
      lines: [{ externalLineId: '9001', sku: 'TS100-BLK-M', quantity: 1, price: 8000, tax: 710 }],
    });
    const number = Number(order?.['order_number']);
    adapter.rlm.door.editOrder(COMPANY, number, { charges: [{ code: 'LOOPEXC', amount: -8710 }], payment: -8710 });
    const [imported] = await adapter.waitFor('ExchangeOrderImported', one);
    expect(imported?.data).toMatchObject({
      documentNumber: String(number),
      offset: { amount: usd(8710) },
      total: usd(0),
    });
    expect(inRlm(adapter, exchange)).toHaveLength(1);
  });

  it('made on the original order are a person’s to add: once the items are there it is told', async () => {
    const one = adapter.order('3102');
    const native = exchangeOf(one, undefined, {
      native: true,
      exchangeOrderId: one.orderId,
      exchangeOrderName: '#3102',
    });
    await adapter.publish(returnInitiated(one), {
      ...exchangeOrderCreated(one, native),
      data: { ...native, returnId: one.returnId },
    });
    await adapter.publish(exchangedFor(one, native, 8710));
    await waitFor('a person to be asked', () => openTasks(adapter, one).includes('amend-order'));
    const [original] = inRlm(adapter, native);
    adapter.rlm.door.editOrder(COMPANY, Number(original?.['order_number']), {
      lines: [{ externalLineId: '9001', sku: 'TS100-BLK-M', quantity: 1, price: 8000, tax: 710 }],
      charges: [{ code: 'LOOPEXC', amount: -8710 }],
    });
    const [imported] = await adapter.waitFor('ExchangeOrderImported', one);
    expect(imported?.data).toMatchObject({ amended: true, offset: { kind: 'misc-charge', amount: usd(8710) } });
    await waitFor('the task to be closed', () => openTasks(adapter, one).length === 0);
  });
});
