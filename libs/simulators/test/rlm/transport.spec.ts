import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { COMPANY, ORDER, SKU_A, itemsIn, oakAndLinen } from './oak-and-linen.js';
import type { OakAndLinen } from './oak-and-linen.js';

describe('RLM transport and masters', () => {
  let erp: OakAndLinen;
  beforeEach(async () => void (erp = await oakAndLinen()));
  afterEach(() => erp.rlm.close());

  it('knows its keys and companies, and echoes the correlation id in errors too', async () => {
    const wrong = await erp.call('GET', '/items', undefined, { authorization: 'Bearer x', 'x-correlation-id': 'c-1' });
    expect(wrong.status).toBe(401);
    expect(wrong.json).toEqual({
      code: 'AUTH',
      message: 'The user/key combination does not exist',
      line: null,
      correlation_id: 'c-1',
    });
    const response = await fetch(`${erp.rlm.url}/v1/companies/8/items`, {
      headers: { authorization: 'Bearer rlm-key' },
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'AUTH', message: 'Invalid Company' });
  });

  it('limits to 60 calls a minute unless set otherwise', async () => {
    erp.rlm.door.configure(COMPANY, { callsPerMinute: 2 });
    await erp.call('GET', '/items');
    await erp.call('GET', '/items');
    const limited = await erp.call('GET', '/items');
    expect(limited.status).toBe(429);
    expect(limited.json).toMatchObject({ code: 'RATE_LIMIT' });
    expect(limited.headers.get('retry-after')).toBe('60');
  });

  it('shows three first-quality warehouses, and one for damages that only two of them have', async () => {
    const warehouses = itemsIn(await erp.call('GET', '/warehouses'));
    const seen = warehouses.map(({ number, quality, second_quality_warehouse }) => [
      number,
      quality,
      second_quality_warehouse,
    ]);
    expect(seen).toEqual([
      [1, 'FIRST', 91],
      [2, 'FIRST', 91],
      [3, 'FIRST', null],
      [91, 'SECOND', null],
    ]);
  });

  it('puts STYLE-COLOR-SIZE in place of a missing UPC', async () => {
    const items = itemsIn(await erp.call('GET', '/items?sku=TS100-BLK-S'));
    expect(items).toMatchObject([{ upc: 'TS100-BLK-S', sku_color: '0000123BLK', internal_sku_number: 123 }]);
  });

  it('pages by cursor in the order of change, and reads updated_since inclusively', async () => {
    erp.rlm.clock.advance(60_000);
    erp.rlm.door.addItem(COMPANY, { style: 'NEW', color: 'RED', size: 'S' });
    const first = await erp.call('GET', '/items?limit=3');
    expect(itemsIn(first)).toHaveLength(3);
    const second = await erp.call('GET', `/items?limit=3&cursor=${String(first.json.next_cursor)}`);
    expect(itemsIn(second).map((item) => item.sku)).toEqual(['TS100-RED-M', 'NEW-RED-S']);
    expect(second.json.next_cursor).toBeNull();
    expect(itemsIn(await erp.call('GET', '/items?updated_since=2026-03-02T09:01:00.000Z'))).toHaveLength(1);
  });

  it('splits a shop order by division and ships it', async () => {
    const orders = itemsIn(await erp.call('GET', `/orders?external_id=${encodeURIComponent(ORDER)}`));
    expect(orders.map((order) => [order.division, order.status])).toEqual([
      [20, 'SHIPPED'],
      [30, 'SHIPPED'],
    ]);
    const shipments = itemsIn(await erp.call('GET', `/shipments?order_number=${String(orders[0]?.order_number)}`));
    expect(shipments).toMatchObject([{ lines: [{ sku: SKU_A, units: 2, unit_price: '40.00' }, {}] }]);
    expect(erp.rlm.door.balance(COMPANY, 1, SKU_A)).toBe(18);
  });

  it('shows what is promised to open orders as not available', async () => {
    erp.rlm.door.addOrder(COMPANY, {
      externalOrderId: '1',
      customerPo: '#1',
      shipped: false,
      lines: [{ externalLineId: '2', sku: SKU_A, quantity: 5, price: 100 }],
    });
    const rows = itemsIn(await erp.call('GET', `/inventory?sku=${SKU_A}&warehouse=1`));
    expect(rows).toMatchObject([{ on_hand: 18, allocated: 5, ats: 13, quality: 'FIRST' }]);
  });

  it('refuses an order in the texts of the old service, first error only', async () => {
    const order = (line: unknown, changes = {}) => ({ warehouse: 1, lines: [line], ...changes });
    const line = { sku: SKU_A, price: '1.00', quantity: 1 };
    const message = async (body: unknown): Promise<unknown> => (await erp.call('POST', '/orders', body)).json.message;
    expect(await message(order({ ...line, sku: 'NO' }))).toBe('Invalid SKU Number on Line 1');
    expect(await message(order({ ...line, style: 'XX' }))).toBe(
      'SKU Number Does Not Match With Style Passed on Line 1',
    );
    expect(await message(order({ style: 'TS100', color: 'NO', size: 'M', price: '1.00', quantity: 1 }))).toBe(
      'Invalid Color on Line 1',
    );
    expect(await message(order({ style: 'TS100', color: 'BLK', size: 'X', price: '1.00', quantity: 1 }))).toBe(
      'Invalid Size on Line 1',
    );
    expect(await message(order(line, { warehouse: 5 }))).toBe('Invalid Warehouse');
    expect(await message(order(line, { state: 'NYC' }))).toBe('Shipping State Too Long. Max 2 Characters');
    expect(await message({ lines: [line] })).toBe(
      'No Warehouse Was Received And There Is No Setup For A Preferred One',
    );
    expect(await message(order(line, { external_order_id: ORDER }))).toBe('Order Already Exists');
  });
});
