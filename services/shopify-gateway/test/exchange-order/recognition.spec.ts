import { describe, expect, it } from '@jest/globals';
import { mayBeExchange } from '../../src/exchange-order/recognition/signals.js';
import { appearance, marks, original, seen } from '../support/exchanges.js';

const bare = appearance({ orderName: '#20501', tags: [], note: null, attributes: [] });
const named = [{ returnId: 'northfold-88120045', orderId: original.orderId }];

describe('an order is an exchange order', () => {
  it.each([
    ['certainly, when a return names it, whatever it shows of itself', bare, { namedBy: named }, 'certain'],
    ['certainly, when note and attribute name the same original', appearance(), {}, 'certain'],
    ['probably, when only its note names the original', appearance({ attributes: [], tags: [] }), {}, 'probable'],
    ['probably, when only an attribute names the original', appearance({ note: null, tags: [] }), {}, 'probable'],
    ['probably, by prefix and tag', appearance({ note: null, attributes: [] }), {}, 'probable'],
    [
      'probably, under an older prefix',
      appearance({ orderName: 'L-20418', note: 'Thank you!', attributes: [] }),
      {},
      'probable',
    ],
    [
      'also as the second one of an original',
      appearance({ orderName: 'EXC-20418-2', note: null, attributes: [] }),
      {},
      'probable',
    ],
  ] as const)('%s', (_, shown, change, confidence) => {
    expect(seen(shown, change)).toMatchObject({ kind: 'recognised', confidence, original: { orderName: '#20418' } });
  });

  it.each([
    ['by a prefix alone, which other orders may have', appearance({ tags: [], note: null, attributes: [] }), {}],
    ['by the discount title alone', bare, { loopDiscount: true }],
    ['by the tag alone', appearance({ orderName: '#20501', note: null, attributes: [] }), {}],
    ['by a note that speaks of something else', { ...bare, note: 'Exchange rate of order 20418 agreed' }, {}],
    ['as a gift card order', appearance({ orderName: 'LGC-20418', note: null, attributes: [] }), {}],
  ] as const)('not %s', (_, shown, change) => {
    expect(seen(shown, change)).toEqual({ kind: 'none' });
  });

  it('says in business words by what it was recognised', () => {
    expect(seen(appearance())).toMatchObject({
      evidence: [
        'Its note says "Exchange for order #20418"',
        'Its attribute original_order names order #20418',
        'Its name EXC-20418 begins with EXC-, as those of exchange orders do',
        'It bears the tag 20418',
      ],
    });
    expect(seen(bare, { namedBy: named })).toMatchObject({
      returnId: 'northfold-88120045',
      evidence: ['Return northfold-88120045 names it as its exchange order'],
    });
  });

  it('finds the original of a shop whose order names have a prefix of their own', () => {
    const originals = [{ ...original, orderName: '#NF-20418' }];
    const shown = appearance({
      note: 'Exchange for order #NF-20418',
      attributes: [{ key: 'original_order', value: '#NF-20418' }],
    });
    expect(seen(shown, { originals })).toMatchObject({ kind: 'recognised', confidence: 'certain' });
    expect(seen(appearance({ note: null, attributes: [] }), { originals })).toMatchObject({ kind: 'recognised' });
  });

  it('may belong to another exchange order, which was returned in its turn', () => {
    const first = { ...original, orderId: '77', orderName: 'EXC-20418' };
    const shown = appearance({ orderName: 'EXC-20418-2', note: 'Exchange for order EXC-20418', attributes: [] });
    expect(seen(shown, { originals: [original, first] })).toMatchObject({ original: { orderId: '77' } });
  });

  it('belongs to no single return when several name it', () => {
    const two = [...named, { returnId: 'northfold-88120099', orderId: original.orderId }];
    expect(seen(bare, { namedBy: two })).toMatchObject({ kind: 'recognised', returnId: null, confidence: 'certain' });
  });
});

describe('a person decides about an order', () => {
  it.each([
    [
      'whose marks name different originals',
      appearance({ note: 'Exchange for order #20400' }),
      {},
      'different original',
    ],
    ['whose original the shop does not show', appearance(), { originals: [] }, 'older than 60 days'],
    [
      'with a name that several orders have',
      appearance(),
      { originals: [original, { ...original, orderId: '9' }] },
      'Several',
    ],
    [
      'that is older than its original',
      appearance(),
      { originals: [{ ...original, createdAt: new Date('2026-09-21T00:00:00Z') }] },
      'placed after it',
    ],
    [
      'that returns of different orders name',
      appearance(),
      { namedBy: [...named, { returnId: 'northfold-2', orderId: '12' }] },
      'Returns of different orders',
    ],
    [
      'with prefix and loop discount that names no original',
      appearance({ tags: [], note: null, attributes: [] }),
      { loopDiscount: true },
      'names no original',
    ],
  ] as const)('%s', (_, shown, change, doubt) => {
    expect(seen(shown, change)).toMatchObject({ kind: 'doubtful', doubts: [expect.stringContaining(doubt)] });
  });
});

describe('a look at a whole order', () => {
  it('is taken only where something speaks of an exchange', () => {
    expect(mayBeExchange(appearance(), marks)).toBe(true);
    expect(mayBeExchange(appearance({ note: null, attributes: [] }), marks)).toBe(true);
    expect(mayBeExchange(bare, marks)).toBe(false);
    expect(mayBeExchange({ ...bare, tags: ['20418', 'LE:Exchange'] }, marks)).toBe(false);
  });
});
