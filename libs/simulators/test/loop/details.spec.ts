import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LoopReturn, Order } from '../../src/index.js';
import { buy, openPair, type Pair } from './loop.js';

let pair: Pair;
let order: Order;
let one: LoopReturn;
beforeEach(async () => {
  pair = await openPair();
  order = await buy(pair);
  one = await pair.ida.submitReturn(order, ['NF-JKT-M']);
});
afterEach(() => pair.close());

describe('details', () => {
  it('have numbers for ids, times without a zone, and other names for reasons', async () => {
    expect((await pair.get(`/warehouse/return/details?return_id=${one.id}`)).body).toEqual([
      expect.objectContaining({
        id: Number(one.id),
        provider_order_id: Number(order.id),
        provider_order_number: 20418,
        created_at: '2026-11-03 14:15:00',
        refunds: [],
        labels: [expect.objectContaining({ status: 'new', line_items: [640010] })],
        line_items: [
          expect.objectContaining({
            line_item_id: 640010,
            reason: 'Too warm',
            parent_reason: 'Not as expected',
            price: '70.00',
          }),
        ],
      }),
    ]);
  });

  it('of an order are all its returns', async () => {
    const second = await pair.ida.submitReturn(order, ['NF-JKT-M', 'NF-VST-M']);
    for (const query of [`order_id=${order.id}`, 'order_name=%2320418']) {
      const { body } = await pair.get(`/warehouse/return/details?${query}`);
      expect((body as { id: number }[]).map(({ id }) => id)).toEqual([Number(one.id), Number(second.id)]);
    }
  });

  it('may be one object, and say "not found" with HTTP 200', async () => {
    pair.loop.door.addShop({
      shop: 'northfold',
      apiKey: 'loop-key-northfold',
      webhookSecret: 's',
      shopDomain: 'northfold.myshopify.com',
      quirks: { details: 'object' },
    });
    expect((await pair.get(`/warehouse/return/details?return_id=${one.id}`)).body).toMatchObject({
      id: Number(one.id),
    });
    expect(await pair.get('/warehouse/return/details?return_id=1')).toEqual({
      status: 200,
      body: { error: { message: 'No return found with this ID.' } },
    });
  });
});

describe('notes', () => {
  it('are 422 false while there are none, then come in order', async () => {
    const path = `/warehouse/return/${one.id}`;
    expect(await pair.get(`${path}/notes`)).toEqual({ status: 422, body: false });
    expect(await pair.send('POST', `${path}/note`, { content: 'RMA 10042 authorized' })).toEqual({
      status: 200,
      body: true,
    });
    await pair.send('POST', `${path}/note`, { content: 'x'.repeat(254) });
    expect((await pair.get(`${path}/notes`)).body).toEqual([
      { id: 3301001, content: 'RMA 10042 authorized', created_at: '2026-11-03T14:15:00+00:00' },
      expect.objectContaining({ id: 3301002 }),
    ]);
    expect(pair.loop.door.notes(one.id)).toHaveLength(2);
  });

  it.each([[{ content: '' }], [{ content: 'x'.repeat(255) }], [{}], [undefined]])('refuse %j', async (body) => {
    const answer = await pair.send('POST', `/warehouse/return/${one.id}/note`, body);
    expect(answer).toMatchObject({ status: 422, body: { errors: { message: expect.any(String) } } });
  });
});
