import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { northport } from './northport.js';
import type { Answered, Northport } from './northport.js';

const KEY = { 'idempotency-key': 'ra:7:700123' };

describe('3PL return orders', () => {
  let pl: Northport;
  const create = (changes = {}, headers: Record<string, string> = KEY): Promise<Answered> =>
    pl.call('POST', '/return-orders', pl.order(changes), headers);
  beforeEach(async () => void (pl = await northport()));
  afterEach(() => pl.warehouse.close());

  it('waits for the parcel', async () => {
    const made = await create();
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({
      id: 'ro_51',
      status: 'AWAITING_ARRIVAL',
      status_history: [{ status: 'AWAITING_ARRIVAL', at: '2026-03-06T09:00:00.000Z' }],
    });
    expect((await pl.call('GET', '/return-orders/ro_51')).json).toEqual(made.json);
  });

  it('is one per key and per RA: the same again is the stored one, another content is refused', async () => {
    const first = await create();
    const again = await create();
    expect([again.status, again.json]).toEqual([200, first.json]);
    expect((await create({ carrier: 'UPS' })).status).toBe(409);
    expect((await create({ carrier: 'UPS' }, {})).json).toMatchObject({ code: 'CONFLICT' });
    expect((await create({}, {})).status).toBe(200);
    expect((await pl.call('GET', '/return-orders?ra_number=700123')).json).toMatchObject({ items: [{ id: 'ro_51' }] });
  });

  it('refuses what it cannot work with', async () => {
    expect((await create({ ra_number: 'x'.repeat(23) })).status).toBe(422);
    expect((await create({ warehouse_code: 'MOON' })).status).toBe(422);
    expect((await create({ lines: [] })).status).toBe(422);
    expect((await create({}, { authorization: 'Bearer x' })).status).toBe(401);
    expect((await pl.call('GET', '/nothing')).json).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('can be changed or cancelled only until the box is there', async () => {
    await create();
    const changed = await pl.call('PUT', '/return-orders/ro_51', pl.order({ carrier: 'UPS' }));
    expect(changed.json).toMatchObject({ carrier: 'UPS' });
    pl.warehouse.door.arrive('700123');
    expect((await pl.call('PUT', '/return-orders/ro_51', pl.order())).status).toBe(409);
    expect((await pl.call('POST', '/return-orders/ro_51/cancel')).status).toBe(409);
    expect((await pl.call('GET', '/return-orders/ro_51')).json).toMatchObject({ status: 'ARRIVED' });
    expect(pl.warehouse.door.receipts()).toEqual([]);
  });

  it('stays cancelled', async () => {
    await create();
    expect((await pl.call('POST', '/return-orders/ro_51/cancel')).json).toMatchObject({ status: 'CANCELLED' });
    expect((await pl.call('POST', '/return-orders/ro_51/cancel')).status).toBe(200);
  });
});
