import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { details, line } from '../support/documents.js';
import { usd } from '../support/returns.js';
import { openShop, type TestShop } from '../support/shop.js';

let shop: TestShop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const path = /\/details$/;
/** Reads return 88120045 while Loop answers this. */
const reading = (body: unknown, status = 200) => {
  shop.fault(path, { kind: 'status', status, body });
  return shop.client().readReturn('88120045');
};
const notUnderstood = expect.objectContaining({ code: 'VENDOR_NOT_UNDERSTOOD', retryable: false });

describe('a return', () => {
  it.each(['array', 'object'] as const)('is read unit by unit, to the cent, from details as %s', async (shape) => {
    const other = await openShop({ quirks: { details: shape }, handlingFee: 500 });
    const submitted = await other.submit('NF-JKT-M', 'NF-JKT-M', 'NF-VST-M');
    const read = await other.client().readReturn(submitted.id);
    expect(read).toMatchObject({
      externalReturnId: submitted.id,
      state: 'open',
      order: { orderId: submitted.providerOrderId, orderName: submitted.orderName },
      outcome: 'refund',
      amounts: {
        product: usd(18555),
        discount: usd(1855),
        total: usd(18036),
        handlingFee: usd(500),
        refund: usd(17536),
      },
      parcel: { carrier: 'UPS', status: 'new', trackingNumber: submitted.label?.trackingNumber },
      refunds: [],
      exchangeOrders: [],
      storeCreditOrderId: null,
    });
    expect(read?.units.map(({ unitId, sku, reason }) => ({ unitId, sku, reason }))).toEqual(
      submitted.lines.map(({ lineItemId, sku }) => ({ unitId: lineItemId, sku, reason: 'Too warm' })),
    );
    expect(read?.units.reduce((sum, { refund }) => sum + refund.amount, 0)).toBe(17536);
    // Times have whole seconds there.
    expect(read?.updatedAt.toISOString()).toBe(`${submitted.updatedAt.slice(0, 19)}.000Z`);
    await other.close();
  });

  it('that was processed shows its refund', async () => {
    const { id } = await shop.submit();
    await shop.client().process(id, 'process:northfold-1');
    shop.loop.clock.advance(100);
    await shop.loop.idle();
    const read = await shop.client().readReturn(id);
    expect(read).toMatchObject({ state: 'closed', refunds: [{ refundId: expect.any(String), amount: usd(6804) }] });
  });

  it('has the same meaning whether ids and amounts are numbers or text, and times with a zone or without', async () => {
    const asText = details({
      id: '88120045',
      provider_order_id: '5511223344556',
      created_at: '2026-09-14T16:02:11+00:00',
      updated_at: '2026-09-14T18:05:00.000+02:00',
      line_items: [
        line({ line_item_id: '640010', provider_line_item_id: '14550011223344', variant_id: '43556677889900' }),
      ],
    });
    const asNumbers = details({ refund: 136.08, line_items: [line({ price: 140, refund: 136.08 })] });
    const read = await reading(details());
    expect(read).toMatchObject({
      createdAt: new Date('2026-09-14T16:02:11Z'),
      updatedAt: new Date('2026-09-14T16:05:00Z'),
    });
    expect(await reading(asText)).toEqual(read);
    expect(await reading([asNumbers])).toEqual(read);
  });

  it('without a zone in its times is in UTC, whatever stands between day and time', async () => {
    const read = await reading(details({ created_at: '2026-09-14T16:02:11', updated_at: '2026-09-15' }));
    expect(read).toMatchObject({
      createdAt: new Date('2026-09-14T16:02:11Z'),
      updatedAt: new Date('2026-09-15T00:00:00Z'),
    });
  });

  it.each(['N/A', '', null, undefined])('shows nothing where Loop writes %p', async (nothing) => {
    const read = await reading(
      details({
        carrier: nothing,
        tracking_number: nothing,
        label_status: nothing,
        line_items: [line({ barcode: nothing, sku: nothing, variant_id: nothing, reason: nothing })],
      }),
    );
    expect(read?.parcel).toEqual({ carrier: null, trackingNumber: null, status: null, labelUrl: null });
    expect(read?.units).toMatchObject([{ barcode: null, sku: null, variantId: null, reason: null }]);
  });

  it('may carry fields that nobody knows yet, and lack those that are new', async () => {
    const read = await reading(
      details({ portal_locale: 'en-US', updated_at: undefined, exchanges: null, refunds: null }),
    );
    expect(read).toMatchObject({ updatedAt: new Date('2026-09-14T16:02:11Z'), refunds: [], exchangeItems: [] });
  });

  it('names its exchange orders once, wherever they stand', async () => {
    const exchange = { exchange_id: 910077, variant_id: null, sku: 'NF-VST-M', title: 'Vest', total: '97.20' };
    const order = { exchange_order_id: 77, exchange_order_name: 'EXC-20418' };
    const read = await reading(details({ ...order, outcome: null, exchanges: [{ ...exchange, ...order }] }));
    expect(read?.exchangeOrders).toEqual([{ orderId: '77', orderName: 'EXC-20418' }]);
    expect(read?.exchangeItems).toMatchObject([{ exchangeId: '910077', total: usd(9720) }]);
    expect(read?.outcome).toBe('exchange+refund');
  });

  it('in review may be called so in two words', async () => {
    expect(await reading(details({ state: 'needs review' }))).toMatchObject({ state: 'review' });
  });

  it('is found among others that are shown with it', async () => {
    expect(await reading([details({ id: 1 }), details()])).toMatchObject({ externalReturnId: '88120045' });
  });

  it('that does not exist is none: Loop says so with HTTP 200', async () => {
    expect(await shop.client().readReturn('1')).toBeNull();
    expect(await reading([])).toBeNull();
  });
});

describe('a document that does not fit is never guessed at', () => {
  it.each([
    ['another return than the one asked for', details({ id: 88120046 })],
    ['an unknown state', details({ state: 'paused' })],
    ['no order', details({ provider_order_id: null })],
    ['an id that a number cannot hold', details({ provider_order_id: 2 ** 60 })],
    ['no amount', details({ return_total: null })],
    ['an amount that is none', details({ refund: '136,08' })],
    ['more decimals than the currency has', details({ refund: '136.085' })],
    ['a time that is none', details({ created_at: 'yesterday' })],
    ['a number for a time', details({ created_at: '1' })],
    ['a refund without its id', details({ refunds: [{ amount: '1.00', provider_refund_id: null }] })],
    [
      'a refund in another currency',
      details({ refunds: [{ amount: '1.00', provider_refund_id: 1, currency: 'CAD' }] }),
    ],
    ['a line without an id', details({ line_items: [line({ line_item_id: null })] })],
    ['no object', 'true'],
  ])('%s', async (_, body) => {
    await expect(reading(body)).rejects.toEqual(notUnderstood);
  });

  it('and tells what was expected, without what was in it', async () => {
    const error: unknown = await reading(details({ customer: 'ida.berg@northfold.example', state: 'paused' })).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ details: [{ path: 'state', expected: expect.any(String) }] });
    expect(JSON.stringify(error)).not.toContain('ida.berg');
  });
});

describe('Loop itself', () => {
  it('with another key answers 401: it works again once the key is right, so nothing is given up', async () => {
    await expect(shop.client({ apiKey: 'wrong' }).readReturn('1')).rejects.toMatchObject({
      code: 'VENDOR_UNAUTHORIZED',
      retryable: true,
    });
  });

  it('that answers a page, or 503 for a moment, is asked again', async () => {
    const { id } = await shop.submit();
    shop.fault(path, { kind: 'html' });
    shop.fault(path, { kind: 'status', status: 503 });
    expect(await shop.client().readReturn(id)).toMatchObject({ externalReturnId: id });
  });

  it('that is asked too often names the time to wait', async () => {
    shop.fault(path, { kind: 'rate-limit', retryAfterSeconds: 90, always: true });
    await expect(shop.client().readReturn('1')).rejects.toMatchObject({
      code: 'VENDOR_RATE_LIMITED',
      retryable: true,
      retryAfterMs: 90_000,
    });
    shop.loop.faults.clear();
  });

  it('is asked under the version that is configured', async () => {
    await shop.client({ apiVersion: '2026-10' }).readReturn('1');
    expect(shop.calls(path).at(-1)?.path).toBe('/api/2026-10/warehouse/return/details');
  });
});
