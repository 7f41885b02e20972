import { describe, expect, it } from '@jest/globals';
import { refund, usd } from '../support/returns.js';
import { announced, processed, refunded } from '../support/story.js';

/** Goods marked as returned: their value went into an exchange. */
const goodsOnly = (refundId: string, change: Parameters<typeof refund>[0] = {}) =>
  refunded(refund({ refundId, moneyRefunded: usd(0), ...change }));

describe('a return whose whole value went into goods', () => {
  it.each([
    ['before', [goodsOnly('992'), processed()]],
    ['after', [processed(), goodsOnly('992')]],
  ])('has the refund without money imported that Loop does not name, seen %s it has processed', (_, commands) => {
    const told = announced().when(...commands);
    expect(told.callsOf('rlm.import-refund')).toMatchObject([
      { key: 'refund:992', payload: { money: usd(0), refund: { refundId: '992' } } },
    ]);
    expect(told.when(goodsOnly('993'), processed()).callsOf('rlm.import-refund')).toEqual([]);
  });

  it('takes no refund of other goods, of more goods, or with money', () => {
    const [line] = refund().lines;
    if (line === undefined) throw new Error('the refund has a line');
    const others = [
      goodsOnly('1', { lines: [{ ...line, orderLineId: 'another line' }] }),
      goodsOnly('2', { lines: [{ ...line, quantity: 3 }] }),
      goodsOnly('3', { lines: [] }),
      refunded(refund({ refundId: '4' })),
      goodsOnly('5', { moneyPending: usd(100) }),
    ];
    expect(announced().when(processed(), ...others).calls).toEqual([]);
  });

  it('takes none where Loop names its refunds', () => {
    expect(announced().when(processed('991'), goodsOnly('992')).callsOf('rlm.import-refund')).toEqual([]);
  });
});
