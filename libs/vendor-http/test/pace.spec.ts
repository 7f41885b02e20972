import { afterEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import type { ServerResponse } from 'node:http';
import { failureOf, json, Vendor } from './vendor.js';

let vendor: Vendor;
afterEach(() => vendor.stop());

describe('the breaker', () => {
  it('opens after failures in a row, leaves the vendor alone, and resumes by itself', async () => {
    let healthy = false;
    vendor = await Vendor.start((_, response) => json(response, healthy ? 200 : 503, {}));
    const client = vendor.client({ breaker: { failures: 3, resumeAfterMs: 100 } });
    for (let call = 0; call < 3; call += 1) await failureOf(client.post('/rma', {}));
    expect(await failureOf(client.post('/rma', {}))).toMatchObject({
      code: 'VENDOR_CIRCUIT_OPEN',
      delivered: 'no',
      retryAfterMs: 100,
    });
    expect(vendor.seen).toHaveLength(3);
    healthy = true;
    const answer = await waitFor('the breaker to let a call through', () => client.post('/rma', {}));
    expect(answer.status).toBe(200);
    expect((await client.post('/rma', {})).status).toBe(200);
  });

  it('does not count refusals: a healthy vendor may say no', async () => {
    vendor = await Vendor.start((_, response) => json(response, 422, {}));
    const client = vendor.client({ breaker: { failures: 2 } });
    for (let call = 0; call < 4; call += 1) expect(await failureOf(client.get('/rma'))).toMatchObject({ status: 422 });
  });
});

describe('the pace', () => {
  it('holds a call beyond the limit back instead of sending it', async () => {
    vendor = await Vendor.start((_, response) => json(response, 200, {}));
    const client = vendor.client({ callsPerMinute: 5, concurrency: 100 });
    const stop = new AbortController();
    const held = failureOf(
      Promise.all(Array.from({ length: 6 }, () => client.get('/orders', { signal: stop.signal }))),
    );
    await waitFor('the five that the limit allows', () => vendor.seen.length === 5);
    await vendor.client().get('/orders');
    stop.abort();
    expect(await held).toMatchObject({ code: 'VENDOR_ABORTED', delivered: 'no' });
    expect(vendor.seen).toHaveLength(6);
  });

  it('keeps everybody back after a 429 for as long as the vendor asks', async () => {
    vendor = await Vendor.start((_, response) =>
      vendor.seen.length === 1 ? json(response, 429, {}, { 'retry-after': '0.3' }) : json(response, 200, {}),
    );
    const client = vendor.client();
    const started = performance.now();
    await failureOf(client.post('/a', {}));
    await client.post('/b', {});
    expect(performance.now() - started).toBeGreaterThan(290);
  });

  it('ends with the signal, and then the call was surely not made', async () => {
    vendor = await Vendor.start((_, response) => json(response, 429, {}, { 'retry-after': '60' }));
    const client = vendor.client();
    await failureOf(client.post('/a', {}));
    const waiting = failureOf(client.post('/b', {}, { signal: AbortSignal.timeout(30) }));
    expect(await waiting).toMatchObject({ code: 'VENDOR_ABORTED', delivered: 'no' });
    expect(vendor.seen).toHaveLength(1);
  });
});

describe('the number of calls under way', () => {
  it('is bounded, and the others come in their order', async () => {
    const open: ServerResponse[] = [];
    let most = 0;
    vendor = await Vendor.start((_, response) => {
      most = Math.max(most, open.push(response));
      setImmediate(() => json(open.shift() as ServerResponse, 200, {}));
    });
    const client = vendor.client({ concurrency: 2 });
    await Promise.all(Array.from({ length: 20 }, (_, index) => client.get(`/${index}`)));
    expect(most).toBeLessThanOrEqual(2);
    expect(vendor.seen).toHaveLength(20);
  });

  it('a call that waits for its turn can be aborted; one under way may have been applied', async () => {
    vendor = await Vendor.start(() => {});
    const client = vendor.client({ concurrency: 1 });
    const abort = new AbortController();
    const running = failureOf(client.post('/a', {}, { signal: abort.signal }));
    const waiting = failureOf(client.post('/b', {}, { signal: AbortSignal.timeout(20) }));
    expect(await waiting).toMatchObject({ code: 'VENDOR_ABORTED', delivered: 'no' });
    abort.abort();
    expect(await running).toMatchObject({ code: 'VENDOR_ABORTED', delivered: 'unknown' });
  });
});
