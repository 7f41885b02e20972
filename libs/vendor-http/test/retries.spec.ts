import { afterEach, describe, expect, it } from '@jest/globals';
import { retryDelay } from '../src/retry-delay.js';
import { VendorError } from '../src/vendor-error.js';
import { failureOf, json, Vendor } from './vendor.js';

let vendor: Vendor | undefined;
afterEach(async () => {
  await vendor?.stop();
  vendor = undefined;
});

const retryReads = { attempts: 3, firstDelayMs: 1 };

describe('a read', () => {
  it('is repeated until it works', async () => {
    vendor = await Vendor.start((_, response) =>
      json(response, (vendor?.seen.length ?? 0) < 3 ? 503 : 200, { ok: true }),
    );
    expect((await vendor.client({ retryReads }).get('/orders')).json()).toEqual({ ok: true });
    expect(vendor.seen).toHaveLength(3);
  });

  it('is given up after the last attempt', async () => {
    vendor = await Vendor.start((_, response) => json(response, 503, {}));
    expect(await failureOf(vendor.client({ retryReads }).get('/orders'))).toMatchObject({
      code: 'VENDOR_SERVER_ERROR',
    });
    expect(vendor.seen).toHaveLength(3);
  });

  it('is not repeated when the vendor refused it', async () => {
    vendor = await Vendor.start((_, response) => json(response, 404, {}));
    await failureOf(vendor.client({ retryReads }).get('/orders/1'));
    expect(vendor.seen).toHaveLength(1);
  });

  it('that is sent by POST is repeated when the caller says that it changes nothing', async () => {
    vendor = await Vendor.start((_, response) => json(response, (vendor?.seen.length ?? 0) < 2 ? 503 : 200, {}));
    await vendor.client({ retryReads }).post('/graphql', { query: '{shop{id}}' }, { readOnly: true });
    expect(vendor.seen).toHaveLength(2);
  });

  it('stops waiting for its next attempt when it is aborted, and tells the failure that it knows of', async () => {
    const abort = new AbortController();
    vendor = await Vendor.start((_, response) => {
      json(response, 503, {});
      setImmediate(() => abort.abort());
    });
    const client = vendor.client({ retryReads: { attempts: 2, firstDelayMs: 20_000, longestDelayMs: 20_000 } });
    const error = await failureOf(client.get('/orders', { signal: abort.signal }));
    expect(['VENDOR_SERVER_ERROR', 'VENDOR_ABORTED']).toContain(error.code);
  });
});

describe('the wait before the next attempt', () => {
  const failed = (facts: { retryAfterMs?: number; code?: 'VENDOR_CIRCUIT_OPEN' } = {}) =>
    new VendorError(facts.code ?? 'VENDOR_RATE_LIMITED', 'x', {
      vendor: 'x',
      delivered: 'no',
      retryable: true,
      ...facts,
    });

  it('doubles, half of it by chance', () => {
    expect([1, 2, 3].map((attempt) => retryDelay(failed(), attempt, { firstDelayMs: 100 }, () => 0))).toEqual([
      50, 100, 200,
    ]);
    expect(retryDelay(failed(), 3, { firstDelayMs: 100 }, () => 1)).toBe(400);
  });

  it('is at least what the vendor asks for, and none at all when that is too long', () => {
    expect(retryDelay(failed({ retryAfterMs: 5_000 }), 1, {}, () => 0)).toBe(5_000);
    expect(retryDelay(failed({ retryAfterMs: 60_000 }), 1, { longestDelayMs: 30_000 }, () => 0)).toBeUndefined();
  });

  it('is none while the breaker is open', () => {
    expect(retryDelay(failed({ code: 'VENDOR_CIRCUIT_OPEN' }), 1, {})).toBeUndefined();
  });
});
