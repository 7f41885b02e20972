import { afterEach, describe, expect, it } from '@jest/globals';
import { createVendorClient } from '@backhaul/vendor-http';
import { failureOf, json, Vendor } from './vendor.js';

let vendor: Vendor;
afterEach(() => vendor.stop());

describe('a call to a vendor', () => {
  it('carries the base path, the query and the headers', async () => {
    vendor = await Vendor.start((_, response) => json(response, 200, { ok: true }));
    const client = vendor.client({ baseUrl: `${vendor.url}/api/v1/`, headers: () => ({ 'x-authorization': 'key' }) });
    const answer = await client.get('/returns?state=open', { query: { page: 2, cursor: undefined } });
    expect(answer.json()).toEqual({ ok: true });
    expect(vendor.seen).toMatchObject([
      { method: 'GET', url: '/api/v1/returns?state=open&page=2', headers: { 'x-authorization': 'key' } },
    ]);
  });

  it('sends objects as JSON, text as it is, fields as a form', async () => {
    vendor = await Vendor.start((_, response) => json(response, 200, {}));
    const client = vendor.client();
    await client.post('/a', { amount: 1 });
    await client.post('/b', '<soap/>', { headers: { 'content-type': 'text/xml' } });
    await client.form('/c', { grant_type: 'client_credentials', scope: 'a b' });
    expect(vendor.seen.map(({ body, headers }) => [headers['content-type'], body])).toEqual([
      ['application/json', '{"amount":1}'],
      ['text/xml', '<soap/>'],
      ['application/x-www-form-urlencoded', 'grant_type=client_credentials&scope=a+b'],
    ]);
  });

  it('reads JSON whatever the content type says, also behind a byte order mark', async () => {
    vendor = await Vendor.start((_, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end('\uFEFF{"rma":"R-1"}'),
    );
    expect((await vendor.client().get('/rma')).json()).toEqual({ rma: 'R-1' });
  });

  it('returns a status that the caller asked for, instead of throwing', async () => {
    vendor = await Vendor.start((_, response) => json(response, 404, {}));
    expect((await vendor.client().get('/rma/1', { accept: [404] })).status).toBe(404);
  });

  it('renews a token after a 401 and is made once more, also a write', async () => {
    let token = 'old-token';
    vendor = await Vendor.start((seen, response) =>
      json(response, seen.headers.authorization === 'Bearer new-token' ? 200 : 401, {}),
    );
    const client = vendor.client({
      headers: () => ({ authorization: `Bearer ${token}` }),
      onUnauthorized: () => Promise.resolve(void (token = 'new-token')),
    });
    await client.post('/rma', {});
    expect(vendor.seen).toHaveLength(2);
  });

  it('is made only once more when the renewed token is refused too', async () => {
    vendor = await Vendor.start((_, response) => json(response, 401, {}));
    const client = vendor.client({ onUnauthorized: () => Promise.resolve() });
    expect(await failureOf(client.get('/rma'))).toMatchObject({
      code: 'VENDOR_UNAUTHORIZED',
      delivered: 'answered',
      retryable: true,
    });
    expect(vendor.seen).toHaveLength(2);
  });

  it('is refused at once when the base URL holds a password', async () => {
    vendor = await Vendor.start((_, response) => json(response, 200, {}));
    expect(() => createVendorClient({ vendor: 'x', baseUrl: 'http://u:p@localhost' })).toThrow('holds a password');
  });
});
