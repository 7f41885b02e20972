import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DOMAIN, openShop, SECRET, TOKEN, type Shop } from './shop.js';

let shop: Shop;
beforeEach(async () => void (shop = await openShop()));
afterEach(() => shop.close());

const credentials = { grant_type: 'client_credentials', client_id: 'northfold-app', client_secret: SECRET };
const post = (path: string, headers: Record<string, string>, body: string): Promise<Response> =>
  fetch(`${shop.shopify.url}${path}`, { method: 'POST', headers, body });
const askToken = (fields: Record<string, string>): Promise<Response> =>
  post(
    '/admin/oauth/access_token',
    { 'content-type': 'application/x-www-form-urlencoded' },
    new URLSearchParams(fields).toString(),
  );
const call = (token: string, version = '2026-10', body = '{"query":"{ shop { name } }"}'): Promise<Response> =>
  post(
    `/admin/api/${version}/graphql.json`,
    { 'content-type': 'application/json', 'x-shopify-access-token': token },
    body,
  );
const tokenIn = async (response: Response): Promise<string> =>
  ((await response.json()) as { access_token: string }).access_token;

describe('tokens', () => {
  it('come for client credentials, as form or JSON, and last 24 hours', async () => {
    const response = await askToken(credentials);
    const answer = (await response.json()) as Record<string, unknown>;
    expect(answer).toEqual({
      access_token: expect.stringMatching(/^shpat_[0-9a-f]{32}$/),
      scope: expect.stringContaining('write_orders'),
      expires_in: 86_399,
    });
    const second = await tokenIn(
      await post('/admin/oauth/access_token', { 'content-type': 'application/json' }, JSON.stringify(credentials)),
    );
    expect(second).not.toBe(answer.access_token);
    expect((await call(String(answer.access_token))).status).toBe(200);
    shop.clock.advance(86_399_000);
    expect((await call(second)).status).toBe(401);
    expect((await call(TOKEN)).status).toBe(200);
  });

  it('are refused for wrong credentials and other grants', async () => {
    expect((await askToken({ ...credentials, client_secret: 'guess' })).status).toBe(401);
    expect((await askToken({ ...credentials, grant_type: 'password' })).status).toBe(400);
  });

  it('can be made to expire early', async () => {
    const token = await tokenIn(await askToken(credentials));
    shop.shopify.door.expireTokens(DOMAIN);
    const refused = await call(token);
    expect([refused.status, await refused.json()]).toEqual([
      401,
      { errors: expect.stringContaining('Invalid API key or access token') },
    ]);
  });
});

describe('versions', () => {
  it.each([
    ['2026-01', '2026-01'],
    ['2026-10', '2026-10'],
    ['2024-07', '2026-01'],
  ])('%s is served by %s', async (asked, served) => {
    expect((await call(TOKEN, asked)).headers.get('x-shopify-api-version')).toBe(served);
  });

  it('that do not exist are not found, like any unknown path', async () => {
    expect((await call(TOKEN, '2031-01')).status).toBe(404);
    const other = await fetch(`${shop.shopify.url}/admin/orders.json`);
    expect([other.status, await other.json()]).toEqual([404, { errors: 'Not Found' }]);
  });
});

describe('bad requests', () => {
  it('answer 400 when malformed, without a query, or not JSON', async () => {
    expect((await call(TOKEN, '2026-10', '{"query":')).status).toBe(400);
    expect((await call(TOKEN, '2026-10', '{"variables":{}}')).status).toBe(400);
    const plain = await post(
      '/admin/api/2026-10/graphql.json',
      { 'content-type': 'text/plain', 'x-shopify-access-token': TOKEN },
      '{}',
    );
    expect(plain.status).toBe(400);
  });

  it('answer 200 with errors in Shopify words for what the schema does not know', async () => {
    expect(await shop.graphql('{ shop { nme } }')).toMatchObject({
      errors: [
        {
          message: "Field 'nme' doesn't exist on type 'Shop'",
          extensions: { code: 'undefinedField', typeName: 'Shop', fieldName: 'nme' },
        },
      ],
    });
    expect(await shop.graphql('{ orders(first: 1, frist: 2) { nodes { id } } }')).toMatchObject({
      errors: [{ extensions: { code: 'argumentNotAccepted', argumentName: 'frist' } }],
    });
    expect((await shop.graphql('{ shop {')).errors?.[0]?.message).toContain('Syntax Error');
  });

  it('name the bad part of a variable and give no data', async () => {
    const answer = await shop.graphql(
      'mutation($i: RefundInput!) { refundCreate(input: $i) { userErrors { message } } }',
      { i: { note: 'x' } },
    );
    expect(answer).toEqual({
      errors: [
        expect.objectContaining({
          message:
            'Variable $i of type RefundInput! was provided invalid value for orderId (Expected value to not be null)',
          extensions: {
            code: 'INVALID_VARIABLE',
            value: { note: 'x' },
            problems: [{ path: ['orderId'], explanation: 'Expected value to not be null' }],
          },
        }),
      ],
    });
  });
});

describe('scopes', () => {
  it('refuse a field without access, at the top and inside', async () => {
    const other = await openShop({ scopes: ['read_orders'] });
    const denied = await other.graphql('{ locations(first: 1) { nodes { id } } }');
    expect(denied).toMatchObject({
      data: null,
      errors: [{ path: ['locations'], extensions: { code: 'ACCESS_DENIED' } }],
    });
    other.order();
    const inner = await other.graphql('{ orders(first: 1) { nodes { name customer { id } } } }');
    expect(inner).toMatchObject({
      data: { orders: { nodes: [{ name: '#20418', customer: null }] } },
      errors: [{ extensions: { code: 'ACCESS_DENIED' } }],
    });
    await other.close();
  });
});
