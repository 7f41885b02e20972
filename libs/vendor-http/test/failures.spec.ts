import { afterEach, describe, expect, it } from '@jest/globals';
import { failureOf, json, Vendor } from './vendor.js';

let vendor: Vendor;
afterEach(() => vendor.stop());

describe('a call that fails says whether it was applied', () => {
  it('time-out after the request was sent: unknown', async () => {
    vendor = await Vendor.start((seen, response) => seen.url === '/first' && json(response, 200, {}));
    const client = vendor.client();
    // The first call of a process takes its time to load what fetch needs.
    await client.get('/first');
    const error = await failureOf(client.post('/rma', {}, { timeoutMs: 300 }));
    expect(error).toMatchObject({ code: 'VENDOR_TIMEOUT', delivered: 'unknown', retryable: true, vendor: 'aims360' });
    expect(vendor.seen).toHaveLength(2);
  });

  it('time-out in the middle of the answer: unknown', async () => {
    vendor = await Vendor.start((_, response) => response.writeHead(200).write('{"half":'));
    expect(await failureOf(vendor.client({ timeoutMs: 50 }).post('/rma', {}))).toMatchObject({
      code: 'VENDOR_TIMEOUT',
    });
  });

  it('reset after the request was sent: unknown', async () => {
    vendor = await Vendor.start((_, __, request) => request.socket.resetAndDestroy());
    const error = await failureOf(vendor.client().post('/rma', {}));
    expect(error).toMatchObject({ code: 'VENDOR_RESET', delivered: 'unknown', retryable: true });
  });

  it('connection refused: surely not applied', async () => {
    vendor = await Vendor.start(() => {});
    const client = vendor.client();
    await vendor.stop();
    expect(await failureOf(client.post('/rma', {}))).toMatchObject({ code: 'VENDOR_UNREACHABLE', delivered: 'no' });
  });

  it('429: not applied, with the time to wait', async () => {
    vendor = await Vendor.start((_, response) => json(response, 429, {}, { 'retry-after': '7' }));
    const error = await failureOf(vendor.client().post('/rma', {}));
    expect(error).toMatchObject({ code: 'VENDOR_RATE_LIMITED', delivered: 'no', retryAfterMs: 7_000, status: 429 });
    expect(vendor.seen).toHaveLength(1);
  });

  it('5xx: unknown, because it may come after a commit; a write is not repeated', async () => {
    vendor = await Vendor.start((_, response) => json(response, 500, { error: 'oops' }));
    const error = await failureOf(vendor.client({ retryReads: {} }).post('/rma', {}));
    expect(error).toMatchObject({ code: 'VENDOR_SERVER_ERROR', delivered: 'unknown', body: { error: 'oops' } });
    expect(vendor.seen).toHaveLength(1);
  });

  it('4xx: the vendor decided', async () => {
    vendor = await Vendor.start((_, response) => json(response, 422, { error: { code: 'InvalidInput' } }));
    expect(await failureOf(vendor.client().post('/rma', {}))).toMatchObject({
      code: 'VENDOR_REFUSED',
      delivered: 'answered',
      retryable: false,
      status: 422,
      body: { error: { code: 'InvalidInput' } },
    });
  });

  it('a web page under 200: not understood, once it is read as JSON', async () => {
    vendor = await Vendor.start((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Login</html>'),
    );
    const answer = await vendor.client().post('/rma', {});
    expect(() => answer.json()).toThrow(
      expect.objectContaining({ code: 'VENDOR_NOT_UNDERSTOOD', delivered: 'unknown' }),
    );
  });

  it('a web page under 404: the application is away, which is no refusal', async () => {
    vendor = await Vendor.start((_, response) => response.writeHead(404).end('<!DOCTYPE html><html>Tomcat</html>'));
    expect(await failureOf(vendor.client().post('/rma', {}))).toMatchObject({
      code: 'VENDOR_NOT_UNDERSTOOD',
      retryable: true,
    });
  });

  it('an answer beyond the limit is cut off', async () => {
    vendor = await Vendor.start((_, response) => {
      const more = (): void => {
        while (response.write('x'.repeat(64 * 1024)));
        response.once('drain', more);
      };
      more();
    });
    const error = await failureOf(vendor.client({ maxBodyBytes: 256 * 1024 }).get('/export'));
    expect(error).toMatchObject({ code: 'VENDOR_NOT_UNDERSTOOD', retryable: false, details: { cause: 'too large' } });
  });

  it('a declared length beyond the limit is not even read', async () => {
    vendor = await Vendor.start((_, response) => response.writeHead(200, { 'content-length': '1000000' }).write('x'));
    expect(await failureOf(vendor.client({ maxBodyBytes: 1000 }).get('/export'))).toMatchObject({
      code: 'VENDOR_NOT_UNDERSTOOD',
    });
  });

  it('a request that cannot be made is a bug of ours, and its error does not quote the header', async () => {
    vendor = await Vendor.start((_, response) => json(response, 200, {}));
    const error = await failureOf(
      vendor.client({ headers: () => ({ authorization: 'k3y\nof-ours' }) }).post('/rma', {}),
    );
    expect(error).toMatchObject({ code: 'VENDOR_REQUEST_INVALID', delivered: 'no', retryable: false });
    expect(error.message).not.toContain('k3y');
  });
});

describe('a redirect', () => {
  it('is not followed unless its origin is listed', async () => {
    vendor = await Vendor.start((_, response) =>
      response.writeHead(302, { location: 'http://elsewhere.invalid/' }).end(),
    );
    expect(await failureOf(vendor.client().get('/file'))).toMatchObject({ code: 'VENDOR_NOT_UNDERSTOOD', status: 302 });
  });

  it('is followed by a GET to a listed origin, and our key stays behind', async () => {
    const files = await Vendor.start((_, response) => json(response, 200, { file: 1 }));
    vendor = await Vendor.start((_, response) => response.writeHead(302, { location: `${files.url}/f` }).end());
    const client = vendor.client({ headers: () => ({ 'x-authorization': 'key' }), redirectOrigins: [files.url] });
    expect((await client.get('/file')).json()).toEqual({ file: 1 });
    expect(files.seen[0]?.headers['x-authorization']).toBeUndefined();
    expect(await failureOf(client.post('/file', {}))).toMatchObject({ status: 302 });
    await files.stop();
  });
});
