import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ACCOUNT, errorCode, northfold } from './northfold.js';
import type { Northfold } from './northfold.js';

describe('AIMS360 authentication and transport', () => {
  let erp: Northfold;
  beforeEach(async () => void (erp = await northfold()));
  afterEach(() => erp.aims.close());

  it('grants a token for the password grant, with either secret; 0 means no expiry', async () => {
    const primary = await erp.token();
    expect(primary.status).toBe(200);
    expect(primary.json).toMatchObject({ token_type: 'bearer', expires_in: 0 });
    expect((await erp.token({ client_secret: 'secondary' })).status).toBe(200);
    erp.aims.door.setSecrets(ACCOUNT, 'secondary', 'tertiary');
    expect((await erp.token({ client_secret: 'primary' })).json).toMatchObject({ error: 'invalid_client' });
    expect((await erp.token({ client_secret: 'secondary', password: 'x' })).json).toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('turns a token down once it has expired, with a request id to show to the vendor', async () => {
    erp.aims.door.configure(ACCOUNT, { tokenExpiryHours: 1 });
    const { access_token } = (await erp.token()).json;
    const headers = { authorization: `Bearer ${String(access_token)}` };
    expect((await erp.call('GET', '/orders/v1.0/orders', undefined, headers)).status).toBe(200);
    erp.aims.clock.advance(3_600_000);
    const late = await erp.call('GET', '/orders/v1.0/orders', undefined, headers);
    expect(late.status).toBe(401);
    expect(late.json).toMatchObject({ requestId: expect.any(String), error: { code: 'InvalidAuthenticationInfo' } });
  });

  it('takes paths in any case and knows only its own', async () => {
    expect((await erp.call('GET', '/STYLECOLORS/V1.1/stylecolors')).status).toBe(200);
    expect(errorCode(await erp.call('GET', '/orders/v9.0/orders'))).toBe('ResourceNotFound');
    expect(errorCode(await erp.call('GET', '/returns/v1.0/rma'))).toBe('UnsupportedHttpVerb');
    expect(errorCode(await erp.call('GET', '/nothing'))).toBe('ResourceNotFound');
  });

  it('limits calls per minute and says when to come back', async () => {
    erp.aims.door.configure(ACCOUNT, { callsPerMinute: 2 });
    await erp.call('GET', '/orders/v1.0/orders');
    await erp.call('GET', '/orders/v1.0/orders');
    const limited = await erp.call('GET', '/orders/v1.0/orders');
    expect(limited.status).toBe(429);
    expect(limited.headers.get('retry-after')).toBe('60');
    erp.aims.clock.advance(60_000);
    expect((await erp.call('GET', '/orders/v1.0/orders')).status).toBe(200);
  });

  it('answers 404 on RMA and AR writes for an account that has no such API', async () => {
    erp.aims.door.configure(ACCOUNT, { writeApi: false });
    expect(errorCode(await erp.call('POST', '/returns/v1.0/rma', erp.rmaBody()))).toBe('ResourceNotFound');
    expect((await erp.call('GET', '/returns/v1.0/rmas')).status).toBe(200);
  });

  it('refuses a body that is not JSON in its own words', async () => {
    const response = await fetch(`${erp.aims.url}/returns/v1.0/rma`, { method: 'POST', body: '{' });
    expect(response.status).toBe(401);
    expect(errorCode(await erp.call('POST', '/returns/v1.0/rma', [1]))).toBe('InvalidInput');
  });
});
