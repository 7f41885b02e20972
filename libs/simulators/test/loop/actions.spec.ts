import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LoopReturn, Order, ReturnState } from '../../src/index.js';
import { buy, DOMAIN, openPair, type Pair } from './loop.js';

let pair: Pair;
let order: Order;
let one: LoopReturn;
beforeEach(async () => {
  pair = await openPair();
  order = await buy(pair);
  one = await pair.ida.submitReturn(order, ['NF-JKT-M', 'NF-VST-M']);
});
afterEach(() => pair.close());

const act = (action: string, body?: unknown) => pair.send('POST', `/warehouse/return/${one.id}/${action}`, body);
const state = (): string => pair.loop.door.return(one.id).state;
const work = async (): Promise<void> => {
  pair.clock.advance(300);
  await pair.loop.idle();
};
const TRUE = { status: 200, body: true };

describe('actions', () => {
  it.each([
    ['cancel', 'cancelled'],
    ['flag', 'review'],
    ['close', 'closed'],
  ])('%s makes it %s at once', async (action, after) => {
    expect(await act(action)).toEqual(TRUE);
    expect(state()).toBe(after);
    expect(pair.shopify.door.orders(DOMAIN)[0]?.refunds).toEqual([]);
  });

  const refused: [string, ReturnState][] = [
    ['process', 'closed'],
    ['process', 'cancelled'],
    ['process', 'expired'],
    ['cancel', 'closed'],
    ['cancel', 'expired'],
    ['cancel', 'review'],
    ['close', 'closed'],
    ['close', 'cancelled'],
    ['flag', 'closed'],
  ];
  it.each(refused)('%s of a return that is %s is refused with HTTP 200', async (action, from) => {
    pair.loop.door.setState(one.id, from);
    expect(await act(action)).toEqual({
      status: 200,
      body: {
        errors: {
          message: expect.stringMatching(`^Return is ${from} and therefore cannot be `),
          code: 'UNPROCESSABLE_RETURN',
        },
      },
    });
    expect(state()).toBe(from);
  });

  it('processing a flagged return needs the setting; the text of the refusal misleads, the code does not', async () => {
    pair.loop.door.flag(one.id);
    expect((await act('process')).body).toEqual({
      errors: { message: 'Return is open and therefore cannot be processed.', code: 'UNPROCESSABLE_FLAGGED_RETURN' },
    });
    pair.loop.door.addShop({
      shop: 'northfold',
      apiKey: 'loop-key-northfold',
      webhookSecret: 's',
      shopDomain: DOMAIN,
      allowFlaggedProcessing: true,
    });
    expect(await act('process')).toEqual(TRUE);
    await work();
    expect(state()).toBe('closed');
  });

  it('a cancelled return frees its units; a closed one does not', async () => {
    pair.loop.door.cancel(one.id);
    const again = await pair.ida.submitReturn(order, ['NF-JKT-M', 'NF-JKT-M', 'NF-VST-M']);
    pair.loop.door.close(again.id);
    await expect(pair.ida.submitReturn(order, ['NF-VST-M'])).rejects.toThrow('can be returned any more');
  });
});

describe('remove', () => {
  const remove = (ids: string) => act(`remove?line_item_id=${ids}`);
  const jacket = (): string => one.lines[0]?.lineItemId ?? '';

  it('takes lines out, processes the rest, and works once', async () => {
    expect(await remove(jacket())).toEqual(TRUE);
    expect(await remove(one.lines[1]?.lineItemId ?? '')).toMatchObject({
      status: 422,
      body: { error: { message: expect.any(String) } },
    });
    await work();
    expect(pair.loop.door.return(one.id)).toMatchObject({
      state: 'closed',
      lines: [{ sku: 'NF-VST-M' }],
      refunds: [{ amount: 4428 }],
    });
  });

  it('of every line cancels', async () => {
    await remove(one.lines.map(({ lineItemId }) => lineItemId).join(','));
    expect(state()).toBe('cancelled');
  });

  it('refuses no ids, unknown ids, and lines of another shop', async () => {
    expect(await act('remove')).toMatchObject({ status: 422, body: { message: expect.any(String) } });
    expect(await remove('1')).toMatchObject({ status: 422, body: { message: expect.any(String) } });
    pair.loop.door.addShop({ shop: 'other', apiKey: 'k2', webhookSecret: 's', shopDomain: DOMAIN });
    const theirs = await pair.loop.door.submitReturn({
      shop: 'other',
      orderName: order.name,
      units: [{ sku: 'NF-VST-M' }],
    });
    expect(await remove(theirs.lines[0]?.lineItemId ?? '')).toMatchObject({
      status: 403,
      body: { errors: [{ message: expect.any(String) }] },
    });
    expect(state()).toBe('open');
  });
});
