import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AsnDraft } from '../../../src/rlm-return-authorization/authorize.js';
import { raLinesOf } from '../../../src/rlm-return-authorization/ra-lines.js';
import { BLACK_M, RED_M, initiated, policy, raNumber, returnId, unit } from '../../support/returns.js';
import { call, openWarehouse, type Warehouse } from '../../support/systems.js';

const draft = (change: Partial<AsnDraft> = {}): AsnDraft => {
  const { externalReturnId, order, parcel, shopper, units } = initiated();
  return { returnId, raNumber, externalReturnId, order, parcel, shopper, lines: raLinesOf(units), policy, ...change };
};
const since = new Date(0);

describe('the warehouse', () => {
  let warehouse: Warehouse;
  beforeEach(async () => {
    warehouse = await openWarehouse();
  });
  afterEach(() => warehouse.simulator.close());

  const pages = async (from = since): Promise<unknown[][]> => {
    const read: unknown[][] = [];
    for await (const page of warehouse.client().newsSince(from, call('k'))) read.push([...page]);
    return read;
  };

  it('is told what to expect, and gives its own number', async () => {
    const reference = await warehouse.client().announce(draft(), call('k'));
    expect(warehouse.door.returnOrders()).toMatchObject([
      {
        id: reference,
        ra_number: raNumber,
        external_rma_id: '88400012',
        order_number: 'EC-10442',
        tracking_numbers: ['9400100000000000000001'],
        customer: { name: 'Dana Poe', zip: '10001', country: 'US' },
        accept_unexpected: true,
        lines: [
          { line_no: 1, sku: BLACK_M, qty_expected: 2 },
          { line_no: 2, sku: RED_M, qty_expected: 1 },
        ],
      },
    ]);
  });

  it('has one return order per RA, whatever is repeated', async () => {
    const client = warehouse.client();
    const reference = await client.announce(draft(), call('k'));
    expect(await client.announce(draft(), call('k'))).toBe(reference);
    expect(await client.announce(draft(), call('another key'))).toBe(reference);
    expect(warehouse.door.returnOrders()).toHaveLength(1);
  });

  it('refuses the same RA with other contents, and goods without a SKU', async () => {
    const client = warehouse.client();
    await client.announce(draft(), call('k'));
    await expect(client.announce(draft({ shopper: null }), call('k2'))).rejects.toMatchObject({ status: 409 });
    const nameless = draft({ raNumber: '700124', lines: raLinesOf([unit('1', null)]) });
    await expect(client.announce(nameless, call('k3'))).rejects.toMatchObject({
      code: 'VENDOR_REFUSED',
      status: 422,
      body: { message: expect.stringContaining('lines[0].sku') },
    });
  });

  it('takes a change and a cancellation while nothing has arrived, and refuses both afterwards', async () => {
    const client = warehouse.client();
    const reference = await client.announce(draft(), call('k'));
    const fewer = { ...draft({ lines: draft().lines.slice(0, 1) }), reference };
    await client.change(fewer, call('k2'));
    expect(warehouse.door.returnOrders()).toMatchObject([{ status: 'AWAITING_ARRIVAL', lines: [{ sku: BLACK_M }] }]);
    await client.cancel(fewer, call('k3'));
    await client.cancel(fewer, call('k3'));
    expect(warehouse.door.returnOrders()).toMatchObject([{ status: 'CANCELLED' }]);
    const other = { ...draft({ raNumber: '700124' }), reference: '' };
    const arrived = { ...other, reference: await client.announce(other, call('k4')) };
    warehouse.door.arrive('700124');
    for (const late of [client.change(arrived, call('k5')), client.cancel(arrived, call('k6'))]) {
      await expect(late).rejects.toMatchObject({ code: 'VENDOR_REFUSED', status: 409 });
    }
  });

  it('lists its receipts page by page, from a moment on', async () => {
    await warehouse.client().announce(draft(), call('k'));
    for (let count = 0; count < 203; count += 1) {
      warehouse.door.receive(raNumber, { lines: [{ line_no: 1, quantity: 1 }], final: false });
    }
    expect((await pages()).map((page) => page.length)).toEqual([100, 100, 3]);
    expect(await pages(new Date(Date.now() + 60_000))).toEqual([[]]);
  });

  it('gives the receipts of one RA, in our words', async () => {
    const client = warehouse.client();
    await client.announce(draft(), call('k'));
    await client.announce(draft({ raNumber: '700124' }), call('k2'));
    warehouse.door.receive('700124');
    const { receipt_id } = warehouse.door.receive(raNumber, {
      lines: [{ line_no: 2, quantity: 1, condition: 'WORN' }],
    });
    expect(await client.receiptsOf(raNumber, since, call('k'))).toMatchObject([
      { receiptId: receipt_id, revision: 1, final: true, lines: [{ lineNo: 2, sku: RED_M, condition: 'worn' }] },
    ]);
  });

  it('does not get a decision on a receipt of the RA that nobody can read; one of another RA does not matter', async () => {
    const client = warehouse.client();
    const list = (ra_number: string) => ({ items: [{ ra_number, lines: 'none' }], next_cursor: null });
    const match = { path: '/return-receipts' };
    warehouse.simulator.faults.add({ match, kind: 'status', status: 200, body: list(raNumber) });
    warehouse.simulator.faults.add({ match, kind: 'status', status: 200, body: list('700124') });
    await expect(client.receiptsOf(raNumber, since, call('k'))).rejects.toMatchObject({
      code: 'RECEIPT_NOT_UNDERSTOOD',
    });
    expect(await client.receiptsOf(raNumber, since, call('k'))).toEqual([]);
  });

  it.each([
    ['an outage page', { kind: 'html', status: 502 }, 'VENDOR_SERVER_ERROR', 'unknown'],
    ['500 after the commit', { kind: 'after-commit', then: 500 }, 'VENDOR_SERVER_ERROR', 'unknown'],
    ['silence', { kind: 'timeout' }, 'VENDOR_TIMEOUT', 'unknown'],
    ['429', { kind: 'rate-limit', retryAfterSeconds: 3 }, 'VENDOR_RATE_LIMITED', 'no'],
    ['an order without its id', { kind: 'status', status: 201, body: {} }, 'VENDOR_NOT_UNDERSTOOD', 'unknown'],
  ] as const)('answers an announcement with %s: %s', async (_, effect, code, delivered) => {
    warehouse.simulator.faults.add({ ...effect, match: { method: 'POST' } });
    const client = warehouse.client({ timeoutSeconds: 0.2 });
    await expect(client.announce(draft(), call('k'))).rejects.toMatchObject({ code, delivered });
  });

  it.each([
    ['no list', { receipts: [] }],
    ['the same page for ever', { items: [], next_cursor: 'same' }],
  ])('is not guessed at: %s', async (_, body) => {
    const match = { path: '/return-receipts' };
    warehouse.simulator.faults.add({ match, kind: 'status', status: 200, body, always: true });
    await expect(pages()).rejects.toMatchObject({ code: 'VENDOR_NOT_UNDERSTOOD' });
  });
});
