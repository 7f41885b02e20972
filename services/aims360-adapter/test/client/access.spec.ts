import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ACCOUNT, draft, openErp, type TestErp } from '../support/erp.js';

const key = { customerAccount: 'SHPFY-US', externalReturnId: '88120045' };

describe('access to AIMS360', () => {
  let erp: TestErp;
  beforeEach(async () => {
    erp = await openErp();
  });
  afterEach(() => erp.simulator.close());

  const logins = () => erp.calls(/token$/).length;
  const created = () => erp.calls(/\/rma$/, 'POST').length;

  it('asks for one token, however many calls begin at once', async () => {
    const client = erp.client();
    await Promise.all(Array.from({ length: 10 }, () => client.findRma(key)));
    expect(logins()).toBe(1);
  });

  it('renews a token that stops working in the middle, once for all calls, and makes each call once more', async () => {
    const client = erp.client();
    await client.findRma(key);
    erp.door.expireTokens(ACCOUNT);
    expect(await client.createRma(draft())).toMatchObject({ status: 'open' });
    expect(logins()).toBe(2);
    expect(created()).toBe(1);
  });

  it('stops after a second 401: nothing was applied, and it may be tried again', async () => {
    const client = erp.client();
    await client.createRma(draft({ externalReturnId: '1' }));
    const refused = { kind: 'status', status: 401, always: true } as const;
    erp.simulator.faults.add({ match: { method: 'POST', path: '/rma$' }, ...refused });
    await expect(client.createRma(draft())).rejects.toMatchObject({
      code: 'VENDOR_UNAUTHORIZED',
      delivered: 'answered',
      retryable: true,
    });
    expect(created()).toBe(3);
  });

  it('takes wrong credentials for something to mend and try again, for which nothing was sent', async () => {
    const client = erp.client({ section: { password: 'wrong' } });
    await expect(client.createRma(draft())).rejects.toMatchObject({
      code: 'VENDOR_UNAUTHORIZED',
      delivered: 'no',
      retryable: true,
    });
    expect(created()).toBe(0);
  });

  it('takes a token endpoint that is away for a call that did not go out', async () => {
    erp.simulator.faults.add({ match: { path: 'token' }, kind: 'timeout', always: true });
    await expect(erp.client({ section: { timeoutSeconds: 0.2 } }).createRma(draft())).rejects.toMatchObject({
      code: 'VENDOR_TIMEOUT',
      delivered: 'no',
    });
  });

  it('never takes a 403 for a refusal of the document: it is about the account', async () => {
    erp.door.configure(ACCOUNT, { disabled: true });
    await expect(erp.client().createRma(draft())).rejects.toMatchObject({
      code: 'VENDOR_UNAUTHORIZED',
      retryable: true,
    });
  });

  it('tries AuthenticationFailed once more with a new token', async () => {
    const client = erp.client();
    const body = { requestId: 'r-1', error: { code: 'AuthenticationFailed', message: 'Token is not valid.' } };
    erp.simulator.faults.add({ match: { method: 'POST', path: '/rma$' }, kind: 'status', status: 403, body });
    expect(await client.createRma(draft())).toMatchObject({ status: 'open' });
    expect(logins()).toBe(2);
  });

  it('waits as long as a 429 asks for, and then reads on', async () => {
    erp.simulator.faults.add({ match: { path: 'rmas' }, kind: 'rate-limit', retryAfterSeconds: 1 });
    const begun = Date.now();
    expect(await erp.client().findRma(key)).toBeNull();
    expect(Date.now() - begun).toBeGreaterThan(900);
  });

  it('never repeats a write by itself: 429 was surely not applied, 5xx and a page for people may have been', async () => {
    const { faults } = erp.simulator;
    const match = { method: 'POST', path: '/rma$' };
    faults.add({ match, kind: 'rate-limit', retryAfterSeconds: 7 });
    await expect(erp.client().createRma(draft())).rejects.toMatchObject({ delivered: 'no', retryAfterMs: 7000 });
    faults.add({ match, kind: 'status', status: 503 });
    await expect(erp.client().createRma(draft())).rejects.toMatchObject({ delivered: 'unknown' });
    faults.add({ match, kind: 'html', status: 200 });
    await expect(erp.client().createRma(draft())).rejects.toMatchObject({
      code: 'VENDOR_NOT_UNDERSTOOD',
      delivered: 'unknown',
    });
    expect(created()).toBe(3);
  });

  it('reads again while the server is busy, whatever it answers then', async () => {
    const { faults } = erp.simulator;
    faults.add({ match: { path: 'rmas' }, kind: 'html', status: 503 });
    faults.add({ match: { path: 'rmas' }, kind: 'status', status: 500 });
    expect(await erp.client().findRma(key)).toBeNull();
  });

  it('takes a page for people for no answer, even when it says 200', async () => {
    erp.simulator.faults.add({ match: { path: 'rmas' }, kind: 'html', status: 200 });
    await expect(erp.client().findRma(key)).rejects.toMatchObject({ code: 'VENDOR_NOT_UNDERSTOOD', retryable: true });
  });
});
