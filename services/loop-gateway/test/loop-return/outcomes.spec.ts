import { describe, expect, it } from '@jest/globals';
import {
  after,
  amounts,
  cleared,
  closed,
  exchanged,
  failed,
  jacket,
  ours,
  queued,
  read,
  refund,
  usd,
  vestInstead,
} from '../support/returns.js';

const order = { orderId: '77', orderName: 'EXC-20418' };
const original = { orderId: '5511223344556', orderName: '#20418' };
const even = {
  ...exchanged,
  outcome: 'exchange',
  amounts: { ...amounts, exchangeCredit: usd(13608), exchangeTotal: usd(13608), refund: usd(0) },
};
const upsell = {
  ...even,
  outcome: 'upsell',
  amounts: { ...even.amounts, exchangeTotal: usd(15000), upsell: usd(1392) },
};
const credit = { outcome: 'credit', amounts: { ...amounts, refund: usd(0), storeCredit: usd(13608) } };
const none = { refunds: [] };
const processedBy = (change: object) =>
  after(read(1, change), cleared(2), queued(3), closed(4, { ...change, ...none }));

describe('what a processed return gave', () => {
  it.each([
    ['an even exchange', { ...even, exchangeOrders: [order] }, { exchangeCredit: usd(13608), upsell: usd(0) }],
    ['an upsell', { ...upsell, exchangeOrders: [order] }, { exchangeCredit: usd(13608), upsell: usd(1392) }],
    ['store credit', credit, { storeCredit: usd(13608), exchangeOrders: [] }],
    ['a gift return', { ...credit, gift: true }, { storeCredit: usd(13608) }],
  ])('by %s is told with the processing', (_, change, given) => {
    expect(processedBy(change).data('ReturnProcessed')).toMatchObject([
      { refundIds: [], refunded: usd(0), partial: false, processedByUs: true, ...given },
    ]);
    expect(processedBy(change).tasks).toEqual([]);
  });

  it('for an item that the shopper keeps is a refund like any other', () => {
    const kept = { units: [{ ...jacket, outcome: 'keep' as const }] };
    expect(after(read(1, kept), closed(2, kept)).data('ReturnProcessed')).toMatchObject([{ refunded: usd(13608) }]);
  });

  it('in part money and in part exchange is told together', () => {
    const { data } = after(
      read(1, exchanged),
      closed(2, { ...exchanged, refunds: [refund('1', 3888)], exchangeOrders: [order] }),
    );
    expect(data('ReturnProcessed')).toMatchObject([
      {
        refundIds: ['1'],
        refunded: usd(3888),
        exchangeCredit: usd(9720),
        exchangeOrders: [{ ...order, native: false }],
      },
    ]);
  });
});

describe('an exchange on the original order', () => {
  it.each([
    ['is shown as that order', { exchangeOrders: [original] }],
    ['is not shown at all', { exchangeOrders: [] }],
  ])('which %s is native', (_, shown) => {
    expect(
      processedBy({ ...even, ...shown })
        .data('ReturnProcessed')
        .at(-1)?.exchangeOrders,
    ).toEqual([{ ...original, native: true }]);
  });
});

describe('a return that somebody else closed', () => {
  it.each([
    ['store credit', credit],
    ['an exchange on the original order', even],
  ])('and that promised only %s is taken for processed: nothing else would show', (_, change) => {
    const { data } = after(read(1, change), closed(2, { ...change, ...none }));
    expect(data('ReturnProcessed')).toMatchObject([{ processedByUs: false }]);
  });

  it('needs finance to look when processing is ours and nothing proves it, until something does', () => {
    const seen = after(read(1, credit), failed(2), ours(closed(3, { ...credit, ...none })));
    expect(seen.tasks).toEqual(['missing-outcome']);
    expect(seen.data('TaskOpened').at(-1)).toMatchObject({
      role: 'finance',
      values: { 'store credit': '136.08 USD', 'spent on the exchange': '0.00 USD' },
    });
    const shown = ours(closed(4, { ...credit, ...none, storeCreditOrderId: '78' }));
    expect(after(read(1, credit), failed(2), ours(closed(3, { ...credit, ...none })), shown).tasks).toEqual([]);
  });

  it('needs nobody where processing is somebody else’s', () => {
    const elsewhere = { ...closed(2, { ...credit, ...none }), owner: 'loop' as const };
    expect(after(read(1, credit), elsewhere).tasks).toEqual([]);
  });

  it('gave nothing when money was promised and none shows, or when every unit was rejected', () => {
    expect(after(read(1), closed(2, none)).told).toContain('ReturnClosed');
    const rejected = closed(2, { ...none, units: [], amounts: { ...amounts, refund: usd(0) } });
    expect(after(read(1), rejected).told).toEqual(['ReturnInitiated', 'ReturnUnitsRemoved', 'ReturnClosed']);
  });
});

describe('an exchange item that is out of stock', () => {
  const owed = { ...vestInstead, exchangeId: '910078', outOfStock: true };
  const partly = { ...exchanged, state: 'review' as const, exchangeItems: [owed], owesExchange: true };
  const refunded = { ...partly, refunds: [refund('1', 3888)] };

  it('leaves the rest given: told as partial, and a person chooses what is given instead', () => {
    const { data, tasks, state } = after(read(1, exchanged), cleared(2), queued(3), read(4, refunded));
    expect(data('ReturnProcessed')).toMatchObject([
      { refundIds: ['1'], exchangeCredit: usd(0), exchangeOrders: [], partial: true, processedByUs: true },
    ]);
    expect(tasks).toEqual(['exchange-out-of-stock']);
    expect(state.stage.name).toBe('review');
  });

  it('counts what was used up by the items that were sent', () => {
    const two = { ...partly, exchangeItems: [vestInstead, owed], exchangeOrders: [order] };
    const doubled = {
      ...two,
      amounts: { ...exchanged.amounts, ...even.amounts, exchangeTotal: usd(19440), upsell: usd(5832) },
    };
    expect(after(read(4, doubled)).data('ReturnProcessed')).toMatchObject([
      { exchangeCredit: usd(9720), upsell: usd(0), exchangeOrders: [{ ...order, native: false }], partial: true },
    ]);
  });

  it('and is given in the end is told again, in full, and nobody is needed', () => {
    const given = closed(5, { ...exchanged, refunds: [refund('1', 3888)], exchangeOrders: [order] });
    const { data, tasks } = after(read(1, exchanged), read(4, refunded), given);
    expect(data('ReturnProcessed')).toMatchObject([
      { partial: true },
      { partial: false, refundIds: ['1'], exchangeCredit: usd(9720), exchangeOrders: [{ ...order, native: false }] },
    ]);
    expect(tasks).toEqual([]);
  });

  it('and is paid instead is told again with the new refund, after the return was told anew', () => {
    const instead = {
      amounts: { ...amounts, refund: usd(13608) },
      exchangeItems: [owed],
      refunds: [refund('1', 3888), refund('2', 9720)],
    };
    const { data, told } = after(read(1, exchanged), read(4, refunded), closed(5, instead));
    expect(told.slice(-4)).toEqual(['TaskOpened', 'ReturnRevised', 'ReturnProcessed', 'TaskClosed']);
    expect(data('ReturnProcessed').at(-1)).toMatchObject({
      refunded: usd(13608),
      exchangeCredit: usd(0),
      partial: false,
    });
  });

  it('of an instant exchange that a person flags was not processed for that', () => {
    const instantly = { ...exchanged, exchangeItems: [vestInstead, owed], exchangeOrders: [order], owesExchange: true };
    const flagged = after(read(1, instantly), read(2, { ...instantly, state: 'review' }));
    expect(flagged.told).not.toContain('ReturnProcessed');
  });
});
