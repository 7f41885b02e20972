import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RaDraft } from '../../src/rlm-return-authorization/authorize.js';
import type { RlmPort } from '../../src/rlm/port.js';
import { raLinesOf } from '../../src/rlm-return-authorization/ra-lines.js';
import { BLACK_M, BLACK_S, initiated, policy, returnId, unit } from '../support/returns.js';
import { call, COMPANY, openRlm, type RlmSystem } from '../support/systems.js';

const TROUSERS = 'PT200-NVY-32-30';

const draft = (change: Partial<RaDraft> = {}): RaDraft => {
  const { externalReturnId, order, parcel, units } = initiated();
  return { returnId, externalReturnId, order, parcel, lines: raLinesOf(units), policy, ...change };
};

/** The number of the return's one RA. */
const create = async (client: RlmPort, key: string): Promise<string> => {
  const [ra] = await client.createRas(draft(), call(key));
  return ra?.raNumber ?? 'none';
};

describe('return authorisations of RLM', () => {
  let rlm: RlmSystem;
  beforeEach(async () => {
    rlm = await openRlm();
  });
  afterEach(() => rlm.simulator.close());

  it('are made with everything that RLM keeps of the return', async () => {
    const number = await create(rlm.client(), 'ra:1');
    expect(rlm.door.ras(COMPANY)).toMatchObject([
      {
        ra_number: Number(number),
        external_rma_id: '88400012',
        customer_po: 'EC-10442',
        warehouse: 1,
        carrier: 'USPS',
        tracking_number: '9400100000000000000001',
        lines: [
          { line_no: 1, sku: BLACK_M, qty_authorized: 2, reason_text: 'Too large' },
          { line_no: 2, qty_authorized: 1 },
        ],
      },
    ]);
  });

  it('are one per key: the same call again gives the same RA', async () => {
    const [first, again] = [await create(rlm.client(), 'k'), await create(rlm.client(), 'k')];
    expect(again).toBe(first);
    expect(rlm.door.ras(COMPANY)).toHaveLength(1);
  });

  it('are told from another’s by their key, and none is made by asking', async () => {
    const client = rlm.client();
    await create(client, 'k');
    expect(await client.madeByOthers(draft(), call('k'))).toBeNull();
    expect(await client.madeByOthers(draft(), call('other'))).toBe('RA Already Exists');
    // Ours, although we would ask with other words today.
    const reworded = draft({ parcel: { ...draft().parcel, carrier: 'UPS', trackingNumber: '1Z' } });
    expect(await client.madeByOthers(reworded, call('k'))).toBeNull();
    expect(rlm.door.ras(COMPANY)).toHaveLength(1);
  });

  it('are one per return: another key is refused, and the RA is found', async () => {
    const client = rlm.client();
    const number = await create(client, 'k1');
    await expect(client.createRas(draft(), call('k2'))).rejects.toMatchObject({
      code: 'VENDOR_REFUSED',
      status: 409,
      delivered: 'answered',
      body: { code: 'DUPLICATE', message: 'RA Already Exists' },
    });
    expect(await client.findRas(draft(), call('k2'))).toMatchObject([{ raNumber: number }]);
  });

  it('are found by the return number and by nothing else', async () => {
    const client = rlm.client();
    await create(client, 'k1');
    expect(await client.findRas(draft({ externalReturnId: '88400013' }), call('k2'))).toEqual([]);
  });

  it('are not taken from a server that ignores what was asked for', async () => {
    const client = rlm.client();
    await create(client, 'k1');
    const [row] = rlm.door.ras(COMPANY);
    const body = { items: [row], next_cursor: null };
    rlm.simulator.faults.add({ match: { method: 'GET' }, kind: 'status', status: 200, body });
    expect(await client.findRas(draft({ externalReturnId: '88400013' }), call('k2'))).toEqual([]);
  });

  it('are one per division, each with its units under its own line numbers, and are found as such', async () => {
    const trousers = unit('9', TROUSERS, { reason: null });
    rlm.door.addOrder(COMPANY, {
      externalOrderId: 'two-divisions',
      customerPo: 'EC-2',
      lines: [TROUSERS, BLACK_M].map((sku) => {
        return { externalLineId: `line-${sku}`, sku, quantity: 2, price: 4000, warehouse: sku === BLACK_M ? 1 : 3 };
      }),
    });
    const lines = raLinesOf([trousers, unit('1', BLACK_M, { reason: 'Torn' }), unit('2', BLACK_M)]);
    const both = draft({ order: { orderId: 'two-divisions', orderName: 'EC-2' }, lines });
    const made = await rlm.client().createRas(both, call('k'));
    expect(made).toMatchObject([
      { division: 30, lines: [{ lineNo: 1, sku: TROUSERS, unitIds: ['9'] }] },
      {
        division: 20,
        lines: [
          { lineNo: 1, reason: 'Torn', unitIds: ['1'] },
          { lineNo: 2, reason: 'Too large', unitIds: ['2'] },
        ],
      },
    ]);
    expect(await rlm.client().findRas(both, call('k'))).toEqual(made);
  });

  it.each([
    ['fewer', [{ sku: BLACK_M, qty_authorized: 1 }], '1 × TS100-BLK-M, 1 × TS100-RED-M of the return are on no RA'],
    ['more', [{ sku: BLACK_M, qty_authorized: 3 }], 'has 3 × TS100-BLK-M, the return has 2'],
    ['other', [{ sku: BLACK_S, qty_authorized: 1 }], 'has 1 × TS100-BLK-S, the return has 0'],
  ])('that hold %s units than the return are not taken up', async (_, lines, difference) => {
    await rlm.post('/return-authorizations', {
      external_rma_id: '88400012',
      external_order_id: '6611223344556',
      lines,
    });
    const differs = { code: 'RA_DIFFERS', delivered: 'answered', retryable: false };
    const finding = rlm.client().findRas(draft(), call('k'));
    await expect(finding).rejects.toMatchObject({ ...differs, message: expect.stringContaining(difference) });
  });

  it.each([
    ['an unknown SKU', { lines: raLinesOf([unit('1', 'NO-SUCH')]) }, 422, 'Invalid SKU Number on Line 1'],
    ['an unknown order', { order: { orderId: '1', orderName: '#1' } }, 404, 'Order Not Found'],
    ['an unknown warehouse', { policy: { ...policy, warehouse: 55 } }, 422, 'Invalid Warehouse'],
  ])('are refused in RLM’s own words for %s', async (_, change, status, message) => {
    await expect(rlm.client().createRas(draft(change), call('k'))).rejects.toMatchObject({
      code: 'VENDOR_REFUSED',
      status,
      body: { message },
    });
  });

  it('are transmitted once, and look transmitted from then on', async () => {
    const client = rlm.client();
    const number = await create(client, 'k1');
    expect(await client.isTransmitted(number, call('k2'))).toBe(false);
    await client.transmitRa(number, call('k2'));
    await expect(client.transmitRa(number, call('k3'))).rejects.toMatchObject({ body: { message: 'RA Not Open' } });
    expect(await client.isTransmitted(number, call('k2'))).toBe(true);
    expect(await client.isTransmitted('999999', call('k2'))).toBe(false);
  });

  it('that were cancelled in RLM do not look transmitted', async () => {
    const client = rlm.client();
    const number = await create(client, 'k1');
    const headers = { authorization: 'Bearer rlm-key' };
    const path = `/v1/companies/${COMPANY}/return-authorizations/${number}/cancel`;
    await fetch(`${rlm.simulator.url}${path}`, { method: 'POST', headers });
    expect(await client.isTransmitted(number, call('k2'))).toBe(false);
  });

  it('carry our correlation id and our key', async () => {
    const seen: (string | undefined)[][] = [];
    const server = createServer((request, response) => {
      const names = ['x-correlation-id', 'idempotency-key', 'authorization'];
      seen.push(names.map((name) => request.headers[name] as string | undefined));
      response.end('{"items":[],"next_cursor":null}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const client = rlm.client({ baseUrl: `http://127.0.0.1:${port}` });
    await client.findRas(draft(), call('k'));
    await client.transmitRa('1', call('k'));
    server.close();
    expect(seen).toEqual([
      ['oaklinen-88400012', undefined, 'Bearer rlm-key'],
      ['oaklinen-88400012', 'k', 'Bearer rlm-key'],
    ]);
  });
});
