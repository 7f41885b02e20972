import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { ACCOUNT, errorCode, northfold, rowsIn } from './northfold.js';
import type { Answered, Northfold } from './northfold.js';

const REDIRECT = 'https://backhaul.example/aims360/callback';
const CLIENT = 'a1b2c3d4-0000-4000-8000-00000000c11e';

describe('AIMS360 authorization-code grant, hosts and path layouts', () => {
  let erp: Northfold;
  beforeEach(async () => void (erp = await northfold()));
  afterEach(() => erp.aims.close());

  const authorize = (query: Record<string, string> = {}): string =>
    `${erp.aims.url}/authentication/v1/authentication/authorize?${new URLSearchParams({
      response_type: 'code',
      client_id: CLIENT,
      redirect_url: REDIRECT,
      ...query,
    }).toString()}`;
  const signIn = async (fields = { username: 'backhaul', password: 'correct horse' }) =>
    fetch(authorize({ state: 'xyz' }), { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  const exchange = (code: string, redirect_url = REDIRECT): Promise<Answered> =>
    erp.token({ grant_type: 'authorization_code', code, redirect_url });

  it('sends an operator who signs in back with a code, which gives one token', async () => {
    expect(await (await fetch(authorize())).text()).toContain('<form');
    const answer = await signIn();
    expect(answer.status).toBe(302);
    const back = new URL(answer.headers.get('location') ?? '');
    expect(`${back.origin}${back.pathname}`).toBe(REDIRECT);
    expect(back.searchParams.get('state')).toBe('xyz');
    const code = back.searchParams.get('code') ?? '';
    const granted = await exchange(code);
    expect(granted.json).toMatchObject({ token_type: 'bearer' });
    const headers = { authorization: `Bearer ${String(granted.json.access_token)}` };
    expect((await erp.call('GET', '/orders/v1.0/orders', undefined, headers)).status).toBe(200);
    expect((await exchange(code)).json).toMatchObject({ error: 'invalid_grant' });
  });

  it('gives no code for a wrong password, and no token for another address or after ten minutes', async () => {
    expect((await signIn({ username: 'backhaul', password: 'wrong' })).status).toBe(401);
    expect((await fetch(authorize({ response_type: 'token' }))).status).toBe(400);
    const code = async (): Promise<string> =>
      new URL((await signIn()).headers.get('location') ?? '').searchParams.get('code') ?? '';
    expect((await exchange(await code(), 'https://other.example/')).json).toMatchObject({ error: 'invalid_grant' });
    const late = await code();
    erp.aims.clock.advance(600_000);
    expect((await exchange(late)).json).toMatchObject({ error: 'invalid_grant' });
  });

  it('answers both path layouts, in any case of letters', async () => {
    for (const path of ['/orders/v1.0/orders', '/orders/odata/v1.0/orders', '/Orders/OData/V1/ORDERS'])
      expect(rowsIn(await erp.call('GET', path))).toHaveLength(1);
    const link = (await erp.call('GET', '/orders/odata/v1.0/orders')).json['@odata.nextLink'];
    expect(new URL(String(link)).pathname).toBe('/orders/odata/v1.0/orders');
  });

  it('serves a merchant of the West only under the host of the West', async () => {
    erp.aims.door.configure(ACCOUNT, { region: 'west' });
    const token = String((await erp.token()).json.access_token);
    const under = (host: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const headers = { host, authorization: `Bearer ${token}` };
        request(`${erp.aims.url}/orders/v1.0/orders`, { headers }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        })
          .on('error', reject)
          .end();
      });
    expect(await under('apiwest.aims360.rest')).toBe(200);
    expect(await under('apieast.aims360.rest')).toBe(401);
    expect(await under('127.0.0.1')).toBe(200);
  });

  it('can be without any of the assumed paths, group by group, for writes and for reads', async () => {
    const write = (path: string): Promise<Answered> => erp.call('POST', path, {});
    erp.aims.door.configure(ACCOUNT, { writeApiOf: { ar: false, weborders: false } });
    expect(errorCode(await write('/accountsreceivable/v1.0/adjustment'))).toBe('ResourceNotFound');
    expect(errorCode(await write('/weborders/v1.0/weborder/1/import'))).toBe('ResourceNotFound');
    expect((await erp.call('POST', '/returns/v1.0/rma', erp.rmaBody())).status).toBe(201);
    erp.aims.door.configure(ACCOUNT, { writeApi: false, writeApiOf: { ar: true } });
    const { rmaID } = rowsIn(await erp.call('GET', '/returns/v1.0/rmas'))[0] ?? {};
    for (const action of ['receive', 'credit', 'void'])
      expect(errorCode(await write(`/returns/v1.0/rma/${String(rmaID)}/${action}`))).toBe('ResourceNotFound');
    expect(errorCode(await erp.call('PATCH', `/orders/v1.0/order/${erp.order}`, {}))).toBe('ResourceNotFound');
    expect(errorCode(await write('/accountsreceivable/v1.0/adjustment'))).toBe('InvalidInput');
    erp.aims.door.configure(ACCOUNT, { readApi: false });
    expect(errorCode(await erp.call('GET', '/returns/v1.0/rmas'))).toBe('ResourceNotFound');
    expect((await erp.call('GET', '/orders/v1.0/orders')).status).toBe(200);
    expect((await erp.call('GET', '/jobsmanagement/v1.0/backgroundjob')).status).toBe(200);
  });
});
