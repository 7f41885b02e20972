import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openShop, type TestShop } from '../support/shop.js';

let shop: TestShop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

/** Processes any return while Loop answers this. */
const processing = (body: unknown, status = 200) => {
  shop.fault(/\/process$/, { kind: 'status', status, body });
  return shop.client().process('88120045', 'process:northfold-88120045');
};

describe('an action', () => {
  it('is taken on by the word true, literal or as text, whatever comes later', async () => {
    const { id } = await shop.submit();
    expect(await shop.client().process(id, 'process:northfold-1')).toEqual({ accepted: true });
    expect(shop.calls(/\/process$/).at(-1)?.body).toEqual({ backhaul: 'process:northfold-1' });
    expect(await processing(true)).toEqual({ accepted: true });
    expect(await processing('"true"')).toEqual({ accepted: true });
  });

  it('on a flagged return is refused with HTTP 200, by code: the text speaks of an open one', async () => {
    const { id } = await shop.submit();
    expect(await shop.client().flag(id)).toEqual({ accepted: true });
    expect(await shop.client().process(id, 'key')).toEqual({
      accepted: false,
      code: 'UNPROCESSABLE_FLAGGED_RETURN',
      reason: 'Return is open and therefore cannot be processed.',
    });
  });

  it('on a return that has ended, or that does not exist, is refused', async () => {
    const { id } = await shop.submit();
    shop.loop.door.cancel(id);
    expect(await shop.client().process(id, 'key')).toMatchObject({ accepted: false, code: 'UNPROCESSABLE_RETURN' });
    expect(await shop.client().flag(id)).toMatchObject({ accepted: false, code: 'UNPROCESSABLE_RETURN' });
    expect(await shop.client().flag('1')).toMatchObject({ accepted: false, code: 'NOT_FOUND' });
  });

  it.each([
    [200, { errors: 'Unauthorized.' }, 'Unauthorized.'],
    [200, { error: { message: 'Order not available' } }, 'Order not available'],
    [403, { errors: [{ message: 'This action is unauthorized.' }] }, 'This action is unauthorized.'],
    [422, { message: 'The given data was invalid.', errors: { content: ['required'] } }, 'The given data was invalid.'],
    [404, { errors: { code: 'NOT_FOUND' } }, 'no reason given'],
  ])('is refused in whichever envelope: %i %j', async (status, body, reason) => {
    expect(await processing(body, status)).toMatchObject({ accepted: false, reason });
  });

  it.each([
    [200, false],
    [200, {}],
    [200, []],
    [200, { success: true }],
    [200, { message: 'Return queued for processing.' }],
    [200, { errors: null }],
    [200, { errors: { code: 'UNEXPECTED_ERROR', message: 'Something went wrong.' } }],
    [422, false],
  ])('that is neither taken on nor surely refused may have been applied: %i %j', async (status, body) => {
    await expect(processing(body, status)).rejects.toMatchObject({
      code: 'VENDOR_NOT_UNDERSTOOD',
      delivered: 'unknown',
    });
  });

  it.each([
    ['a page', { kind: 'html' }, { code: 'VENDOR_SERVER_ERROR', delivered: 'unknown' }],
    [
      'a page that looks like success',
      { kind: 'html', status: 200 },
      { code: 'VENDOR_NOT_UNDERSTOOD', delivered: 'unknown' },
    ],
    ['a broken connection', { kind: 'reset' }, { code: 'VENDOR_RESET', delivered: 'unknown' }],
    [
      '500 after it was done',
      { kind: 'after-commit', then: 500 },
      { code: 'VENDOR_SERVER_ERROR', delivered: 'unknown' },
    ],
    [
      '429',
      { kind: 'rate-limit', retryAfterSeconds: 7 },
      { code: 'VENDOR_RATE_LIMITED', delivered: 'no', retryAfterMs: 7000 },
    ],
  ] as const)('is sent once: %s is for the runner to judge', async (_, effect, error) => {
    const before = shop.calls(/\/process$/).length;
    shop.fault(/\/process$/, effect);
    const { id } = await shop.submit();
    await expect(shop.client().process(id, 'key')).rejects.toMatchObject(error);
    expect(shop.calls(/\/process$/)).toHaveLength(before + 1);
  });

  it('with a wrong key was surely not applied, and works again once the key is right', async () => {
    await expect(shop.client({ apiKey: 'wrong' }).process('1', 'key')).rejects.toMatchObject({
      code: 'VENDOR_UNAUTHORIZED',
      delivered: 'answered',
      retryable: true,
    });
  });
});

describe('notes', () => {
  it.each(['array', 'envelope'] as const)('are read as %s, and none is a 422 with the body false', async (shape) => {
    const other = await openShop({ quirks: { notes: shape } });
    const { id } = await other.submit();
    const client = other.client();
    expect(await client.notes(id)).toEqual([]);
    expect(await client.writeNote(id, 'RMA 30115 created in AIMS360')).toEqual({ accepted: true });
    expect(await client.writeNote(id, 'x'.repeat(254))).toEqual({ accepted: true });
    expect(await client.notes(id)).toEqual(['RMA 30115 created in AIMS360', 'x'.repeat(254)]);
    await other.close();
  });

  it('that are empty or too long are refused', async () => {
    const { id } = await shop.submit();
    expect(await shop.client().writeNote(id, 'x'.repeat(255))).toMatchObject({ accepted: false });
  });

  it.each([
    [200, { error: { message: 'No return found with this ID.' } }],
    [422, { message: 'The given data was invalid.' }],
    [200, [{ text: 'without content' }]],
  ])('that do not fit are not taken for none: %i %j', async (status, body) => {
    shop.fault(/\/notes$/, { kind: 'status', status, body });
    await expect(shop.client().notes('1')).rejects.toMatchObject({ code: 'VENDOR_NOT_UNDERSTOOD' });
  });
});
