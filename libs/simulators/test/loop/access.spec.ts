import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { KEY, openPair, type Pair } from './loop.js';

let pair: Pair;
beforeEach(async () => void (pair = await openPair()));
afterEach(() => pair.close());

const UNAUTHORIZED = {
  status: 401,
  body: { error: { code: '401', http_code: 'GEN-UNAUTHORIZED', message: 'Unauthorized.' } },
};

describe('keys', () => {
  it('a bad key, no key and a missing scope get the same 401', async () => {
    pair.loop.door.addKey('northfold', 'returns-only', ['returns']);
    expect(await pair.get('/warehouse/return/list', 'guess')).toEqual(UNAUTHORIZED);
    expect(await pair.get('/webhooks', 'returns-only')).toEqual(UNAUTHORIZED);
    const bare = await fetch(`${pair.loop.url}/api/v1/warehouse/return/list`);
    expect({ status: bare.status, body: await bare.json() }).toEqual(UNAUTHORIZED);
    expect((await pair.get('/warehouse/return/list', 'returns-only')).status).toBe(200);
  });

  it('a key sees the returns of its own shop only', async () => {
    pair.loop.door.addShop({
      shop: 'other',
      apiKey: 'other-key',
      webhookSecret: 's',
      shopDomain: 'other.myshopify.com',
    });
    const order = await pair.ida.buys([{ sku: 'NF-VST-M', quantity: 1 }]);
    const { id } = await pair.ida.submitReturn(order, ['NF-VST-M']);
    expect((await pair.get('/warehouse/return/list', 'other-key')).body).toEqual([]);
    expect((await pair.send('POST', `/warehouse/return/${id}/cancel`, undefined, 'other-key')).body).toMatchObject({
      errors: { code: 'NOT_FOUND' },
    });
  });
});

describe('the limit', () => {
  it('is 300 calls a minute for each key', async () => {
    for (let call = 0; call < 300; call += 1) await pair.get('/nothing');
    expect((await pair.get('/warehouse/return/list')).status).toBe(429);
    expect((await pair.get('/warehouse/return/list', 'other')).status).toBe(401);
    pair.clock.advance(60_000);
    expect((await pair.get('/warehouse/return/list')).status).toBe(200);
  });
});

describe('versions', () => {
  it.each([
    ['v1', 200],
    ['2026-07', 200],
    ['2026-10', 200],
    ['v2', 404],
  ])('%s answers %i', async (version, status) => {
    const response = await fetch(`${pair.loop.url}/api/${version}/warehouse/return/list`, {
      headers: { 'x-authorization': KEY },
    });
    expect(response.status).toBe(status);
  });
});
