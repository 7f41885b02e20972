import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { refund, returnId, usd } from '../support/returns.js';
import { call, openRlm, type RlmSystem } from '../support/systems.js';

const draft = { returnId, refund: refund(), money: usd(8710) };

describe('RLM on a bad day', () => {
  let rlm: RlmSystem;
  beforeEach(async () => {
    rlm = await openRlm();
  });
  afterEach(() => rlm.simulator.close());

  const fault = (effect: Parameters<RlmSystem['simulator']['faults']['add']>[0]) => rlm.simulator.faults.add(effect);

  it.each([
    ['an outage page', { kind: 'html', status: 500 }, 'VENDOR_SERVER_ERROR', 'unknown'],
    ['a page with status 200', { kind: 'html', status: 200 }, 'VENDOR_NOT_UNDERSTOOD', 'unknown'],
    ['500', { kind: 'status', status: 500 }, 'VENDOR_SERVER_ERROR', 'unknown'],
    ['500 after the commit', { kind: 'after-commit', then: 500 }, 'VENDOR_SERVER_ERROR', 'unknown'],
    ['silence', { kind: 'timeout' }, 'VENDOR_TIMEOUT', 'unknown'],
    ['a broken connection', { kind: 'reset' }, 'VENDOR_RESET', 'unknown'],
    ['a wrong key', { kind: 'status', status: 401 }, 'VENDOR_UNAUTHORIZED', 'answered'],
  ] as const)('answers a write with %s: %s', async (_, effect, code, delivered) => {
    fault({ ...effect, match: { method: 'POST' } });
    const client = rlm.client({ timeoutSeconds: 0.2 });
    await expect(client.importRefund(draft, call('k'))).rejects.toMatchObject({ code, delivered, retryable: true });
  });

  it('says how long to wait', async () => {
    fault({ match: { method: 'POST' }, kind: 'rate-limit', retryAfterSeconds: 7 });
    await expect(rlm.client().importRefund(draft, call('k'))).rejects.toMatchObject({
      code: 'VENDOR_RATE_LIMITED',
      delivered: 'no',
      retryAfterMs: 7000,
    });
  });

  it('answers reads on a second try', async () => {
    fault({ match: { method: 'GET' }, kind: 'html', status: 503 });
    expect(await rlm.client().findImport(draft, call('k'))).toBeNull();
  });

  it('reads lists to their end, also those that are longer than a page', async () => {
    const row = (number: number) => ({ number, quality: 'FIRST', shopify_location_id: `L${number}` });
    const page = (from: number, next: string | null) => ({
      items: [row(from), row(from + 1)],
      next_cursor: next,
    });
    for (const body of [page(1, 'b'), page(3, 'c'), page(5, null)]) {
      fault({ match: { path: '/warehouses' }, kind: 'status', status: 200, body });
    }
    const items = [1, 4, 6].map((warehouse) => ({ warehouse, sku: 'S', ats: warehouse }));
    fault({ match: { path: '/inventory' }, kind: 'status', status: 200, body: { items, next_cursor: null } });
    const { levels } = await rlm.client().levels(['S'], call('k'));
    expect(levels.map(({ locationId }) => locationId)).toEqual(['L1', 'L4', 'L6']);
    const asked = rlm.simulator.calls.filter(({ path }) => path.endsWith('/warehouses'));
    expect(asked.map(({ query }) => new URLSearchParams(query).get('cursor'))).toEqual([null, 'b', 'c']);
  });

  it.each([
    ['a row without its number', { items: [{ quality: 'FIRST' }], next_cursor: null }],
    ['no list', { rows: [] }],
    ['a quality that nobody knows', { items: [{ number: 1, quality: 'THIRD' }], next_cursor: null }],
    ['the same page for ever', { items: [], next_cursor: 'same' }],
  ])('is not guessed at: %s', async (_, body) => {
    fault({ match: { path: '/warehouses' }, kind: 'status', status: 200, body, always: true });
    await expect(rlm.client().levels(['S'], call('k'))).rejects.toMatchObject({ code: 'VENDOR_NOT_UNDERSTOOD' });
  });
});
