import type { RunningService } from '@backhaul/service-kit';
import { waitFor } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { Ground, taken, tokens } from './service.js';

let ground: Ground;
let service: RunningService;

beforeAll(async () => {
  ground = await Ground.lay();
  service = await ground.boot();
});
afterAll(() => ground.clear());

type Body = Record<string, unknown> & { errors?: unknown };
async function call(path: string, init: RequestInit & { token?: string } = {}) {
  const { token, headers, ...rest } = init;
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${service.url}${path}`, {
    ...rest,
    headers: { ...authorization, ...(headers as object) },
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    type,
    headers: response.headers,
    text,
    body: (type.includes('json') ? JSON.parse(text) : {}) as Body,
  };
}
const post = (path: string, body: unknown, token: string) =>
  call(path, { method: 'POST', token, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

describe('who may do what', () => {
  it('without a token: 401, as problem details', async () => {
    const answer = await call('/returns');
    expect(answer).toMatchObject({ status: 401, type: expect.stringContaining('application/problem+json') });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.body).toEqual({
      type: 'urn:backhaul:problem:unauthorized',
      title: 'Unauthorized',
      status: 401,
      detail: 'Send an API token: "Authorization: Bearer <token>".',
      instance: '/returns',
      code: 'UNAUTHORIZED',
    });
  });

  it('with an unknown token: 401', async () => expect((await call('/returns', { token: 'guess' })).status).toBe(401));

  it('every role may read', async () => {
    for (const token of Object.values(tokens)) expect((await call('/returns', { token })).status).toBe(200);
  });

  it('an operator has no power of finance; finance has, by its own name', async () => {
    const debit = { amount: 5, lines: [] };
    const refused = await post('/returns/r1/debit', debit, tokens.operator);
    expect(refused).toMatchObject({
      status: 403,
      body: { detail: 'This needs the role finance; the token the operator has operator.' },
    });
    expect((await post('/returns/r1/debit', debit, tokens.finance)).body).toEqual({
      id: 'r1',
      amount: 5,
      by: 'the finance',
    });
  });

  it('a route whose author forgot to say who may is refused', async () => {
    expect((await call('/returns/forgotten', { token: tokens.admin })).status).toBe(403);
  });
});

describe('what does not fit', () => {
  it('is a 400 with every field and what was expected', async () => {
    const answer = await post('/returns/r1/debit', { amount: 'ten', lines: [{ sku: 1 }] }, tokens.finance);
    expect(answer).toMatchObject({
      status: 400,
      body: {
        code: 'INVALID_INPUT',
        errors: [
          { path: 'amount', expected: 'expected number, received string' },
          { path: 'lines[0].sku', expected: 'expected string, received number' },
        ],
      },
    });
    expect((await call('/returns?limit=1000', { token: tokens.viewer })).body.errors).toMatchObject([
      { path: 'limit' },
    ]);
  });

  it('a body that is no JSON is a 400, one that is too large a 413, an unknown path a 404', async () => {
    const json = { 'content-type': 'application/json' };
    const broken = await call('/returns/r1/debit', { method: 'POST', token: tokens.finance, body: '{', headers: json });
    const large = await call('/returns/r1/debit', {
      method: 'POST',
      token: tokens.finance,
      body: `"${'x'.repeat(1_100_000)}"`,
      headers: json,
    });
    const lost = await call('/nowhere', { token: tokens.viewer });
    expect([broken, large, lost].map(({ status, body }) => [status, body['code']])).toEqual([
      [400, 'BAD_REQUEST'],
      [413, 'PAYLOAD_TOO_LARGE'],
      [404, 'NOT_FOUND'],
    ]);
    for (const { type } of [broken, large, lost]) expect(type).toContain('application/problem+json');
  });

  it('a failure of ours tells the caller nothing, and the log everything', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const answer = await call('/returns/broken', { token: tokens.viewer, headers: { traceparent } });
    expect(answer).toMatchObject({
      status: 500,
      body: { code: 'INTERNAL', traceId: '0af7651916cd43dd8448eb211c80319c' },
    });
    expect(answer.text).not.toContain('hunter2');
    expect(ground.lines.find(({ msg }) => msg === 'request failed')).toMatchObject({
      level: 'error',
      path: '/returns/broken',
    });
  });
});

describe('a webhook', () => {
  const send = (merchant: string, body: string, secret = 'whsec') =>
    call(`/webhooks/loop/${merchant}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-loop-signature': createHmac('sha256', secret).update(body).digest('base64'),
      },
    });

  it('is taken by its signature over the raw bytes, once, and worked off', async () => {
    const body = '{ "id" : 1,\n "spacing": "kept" }';
    expect((await send('northfold', body)).body).toEqual({ taken: 'accepted' });
    expect((await send('northfold', body)).body).toEqual({ taken: 'duplicate' });
    const item = await waitFor('the webhook to be worked off', () => taken.find((one) => one.body.toString() === body));
    expect(item).toMatchObject({ source: 'loop', merchantId: 'northfold' });
  });

  it('that is wrongly signed is a 401 and counted; of an unknown merchant a 404; too large a 413', async () => {
    expect((await send('northfold', '{}', 'guessed')).status).toBe(401);
    expect((await send('nobody', '{}')).status).toBe(404);
    expect((await send('northfold', 'x'.repeat(1_100_000))).status).toBe(413);
    expect((await call('/metrics')).text).toContain(
      'backhaul_webhooks_rejected_total{source="loop",reason="signature"} 1',
    );
  });

  it('that is not understood is parked with its raw body, seen by the admin, replayed and discarded', async () => {
    await send('northfold', 'not understood');
    const parked = async () =>
      (await call('/admin/intake?status=parked', { token: tokens.admin })).body as {
        items: { id: string; body: string; reason: string }[];
      };
    const item = await waitFor('the webhook to be parked', async () => (await parked()).items[0]);
    expect(item).toMatchObject({ body: 'not understood', reason: 'not understood' });
    const why = { by: 'Dana Ruiz', reason: 'The vendor mended it.' };
    expect((await post(`/admin/intake/${item.id}/replay`, why, tokens.admin)).body).toEqual({ replayed: item.id });
    await waitFor(
      'the webhook to be tried again',
      () => taken.filter((one) => one.body.toString() === 'not understood').length === 2,
    );
    await waitFor('the webhook to be parked again', async () => (await parked()).items[0]);
    expect(
      (await post(`/admin/intake/${item.id}/discard`, { by: 'Dana Ruiz' }, tokens.admin)).body.errors,
    ).toMatchObject([{ path: 'reason' }]);
    expect((await post(`/admin/intake/${item.id}/discard`, why, tokens.admin)).status).toBe(200);
    expect((await post(`/admin/intake/${item.id}/discard`, why, tokens.admin)).status).toBe(409);
    expect((await call('/admin/intake', { token: tokens.operator })).status).toBe(403);
  });
});

describe('what every service serves', () => {
  it('whether it lives and is ready', async () => {
    expect((await call('/health/live')).body).toEqual({ status: 'live' });
    expect((await call('/health/ready')).body).toEqual({
      ready: true,
      checks: {
        postgres: { ok: true },
        bus: { ok: true },
        relay: { ok: true },
        consumer: { ok: true },
        sweeps: { ok: true },
        parked: { ok: true },
      },
    });
  });

  it('its numbers, by route and not by path', async () => {
    const { text, type } = await call('/metrics');
    expect(type).toContain('text/plain');
    expect(text).toMatch(
      /backhaul_http_request_seconds_count\{method="POST",route="\/returns\/:id\/debit",status="403"\} 1/,
    );
    for (const name of [
      'effects_unfinished',
      'parked_messages',
      'intake_items',
      'relay_lag_seconds',
      'consumed_events',
    ]) {
      expect(text).toContain(`backhaul_${name}`);
    }
  });

  it('its description and a page to try it', async () => {
    const { body } = await call('/openapi.json');
    expect(body).toMatchObject({
      openapi: '3.0.0',
      paths: {
        '/returns': {
          get: { parameters: [{ name: 'limit', in: 'query', schema: { maximum: 50 } }], 'x-roles': ['viewer'] },
        },
        '/returns/{id}/debit': {
          post: { requestBody: { content: { 'application/json': { schema: { required: ['amount', 'lines'] } } } } },
        },
        '/admin/parked/{id}/retry': { post: expect.anything() },
      },
    });
    expect((await call('/docs')).text).toContain('swagger-ui');
  });

  it('with the headers that browsers want, and without telling what it runs on', async () => {
    const { headers } = await call('/health/live');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('planned calls to those who mend what tasks ask for, who may look and not find', async () => {
    expect((await call('/admin/effects', { token: tokens.viewer })).status).toBe(403);
    expect((await call('/admin/effects', { token: tokens.finance })).body).toEqual({ items: [] });
    expect((await call('/admin/effects/nothing', { token: tokens.admin })).status).toBe(404);
    const retry = await post('/admin/effects/nothing/retry', { by: 'Dana', reason: 'x' }, tokens.operator);
    expect(retry).toMatchObject({ status: 409, body: { code: 'EFFECT_NOT_OPEN' } });
    const resolve = await post(
      '/admin/effects/nothing/resolve',
      { by: 'D', reason: 'x', outcome: 'absent' },
      tokens.operator,
    );
    expect(resolve.status).toBe(403);
  });
});
