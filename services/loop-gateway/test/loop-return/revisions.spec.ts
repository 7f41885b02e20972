import { describe, expect, it } from '@jest/globals';
import type { ReturnSnapshot } from '../../src/loop-return/snapshot.js';
import { after, amounts, authorized, closed, exchanged, jacket, minute, read, usd, vest } from '../support/returns.js';

const both = { units: [jacket, vest], amounts: { ...amounts, total: usd(18036), refund: usd(18036) } };
const instant = { ...exchanged, exchangeOrders: [{ orderId: '77', orderName: 'EXC-20418' }] };

describe('a return that is edited', () => {
  it('is told anew in full, counted from the submission', () => {
    const edited = after(
      read(1),
      read(2, both),
      read(3, { ...both, amounts: { ...both.amounts, handlingFee: usd(500) } }),
    );
    expect(edited.data('ReturnRevised')).toMatchObject([
      {
        returnId: 'northfold-88120045',
        externalReturnId: '88120045',
        order: { orderId: '5511223344556', orderName: '#20418' },
        units: [jacket, vest],
        amounts: { refund: usd(18036), handlingFee: usd(0) },
        revision: 2,
        revisedAt: minute(2).toISOString(),
      },
      { revision: 3, amounts: { handlingFee: usd(500) } },
    ]);
  });

  it.each<[string, Partial<ReturnSnapshot>]>([
    ['another reason', { units: [{ ...jacket, reason: 'Too small' }] }],
    ['a unit that the shopper keeps', { units: [{ ...jacket, outcome: 'keep' }] }],
    ['an exchange', exchanged],
    ['an exchange that costs more', { amounts: { ...amounts, exchangeTotal: usd(15000) } }],
    ['store credit instead of money', { amounts: { ...amounts, refund: usd(0), storeCredit: usd(13608) } }],
    ['a gift', { gift: true }],
  ])('into %s is told', (_, change) => {
    expect(after(read(1), read(2, change)).types).toContain('ReturnRevised');
  });

  it('whatever came first, the authorisation or the edit, needs no task here: the ERP adapter follows', () => {
    for (const commands of [
      [read(1), authorized(2), read(3, both)],
      [read(1), read(2, both), authorized(3)],
    ]) {
      const { tasks, told } = after(...commands);
      expect(tasks).toEqual([]);
      expect(told).toEqual(['ReturnInitiated', 'ReturnRevised']);
    }
  });

  it('back to what it was is told as well', () => {
    expect(after(read(1), read(2, both), read(3)).data('ReturnRevised')).toMatchObject([
      { revision: 2 },
      { revision: 3, units: [jacket] },
    ]);
  });

  it('is not told while its lines merely come in another order, or its parcel moves', () => {
    const parcel = { carrier: 'UPS', trackingNumber: '1Z9', status: 'in_transit', labelUrl: null };
    const moved = after(read(1, both), read(2, { ...both, units: [vest, jacket], parcel }), closed(3, both));
    expect(moved.told).toEqual(['ReturnInitiated', 'ParcelProgressed', 'ReturnProcessed']);
  });

  it('keeps its shopper and that it is a gift, which only some readings know', () => {
    const shopper = { name: 'Ida Berg', postalCode: '55802', countryCode: 'US' };
    const edited = after(read(1, { shopper, gift: true }), read(2, both));
    expect(edited.data('ReturnRevised')).toMatchObject([{ shopper, gift: true }]);
    expect(after(read(1, { gift: true }), read(2)).told).toEqual(['ReturnInitiated']);
  });

  it('is told by processing too, before what processing gave', () => {
    const story = after(read(1, both), closed(2));
    expect(story.told).toEqual(['ReturnInitiated', 'ReturnUnitsRemoved', 'ReturnRevised', 'ReturnProcessed']);
  });

  it.each(['cancelled', 'expired'] as const)('and is %s is told by its end alone', (state) => {
    expect(after(read(1), read(2, { ...both, state })).told).not.toContain('ReturnRevised');
  });

  it('while it had expired is told when a late scan brings it back', () => {
    expect(after(read(1), read(2, { ...both, state: 'expired' }), read(3, both)).types).toContain('ReturnRevised');
  });
});

describe('units that are taken off a return', () => {
  it('are named, and the rest is told in full', () => {
    const removed = after(read(1, both), read(2));
    expect(removed.data('ReturnUnitsRemoved')).toEqual([
      { returnId: 'northfold-88120045', unitIds: ['640011'], removedAt: minute(2).toISOString() },
    ]);
    expect(removed.data('ReturnRevised')).toMatchObject([{ revision: 2, units: [jacket] }]);
  });

  it('are named once, even when none is left', () => {
    const none = { units: [], amounts: { ...amounts, refund: usd(0) } };
    const { told, data } = after(read(1, both), read(2, none), read(3, { ...none, state: 'closed' }));
    expect(told).toEqual(['ReturnInitiated', 'ReturnUnitsRemoved', 'ReturnClosed']);
    expect(data('ReturnUnitsRemoved')).toMatchObject([{ unitIds: ['640010', '640011'] }]);
  });
});

describe('an instant exchange', () => {
  it('is told with its order, at once or as soon as it shows', () => {
    const order = { orderId: '77', orderName: 'EXC-20418' };
    expect(after(read(1, instant)).data('ReturnInitiated')).toMatchObject([{ exchangeOrders: [order] }]);
    expect(after(read(1, exchanged), read(2, instant)).data('ReturnRevised')).toMatchObject([
      { revision: 2, exchangeOrders: [order] },
    ]);
  });

  it('is not revised by being processed', () => {
    expect(after(read(1, instant), closed(2, instant)).told).toEqual(['ReturnInitiated', 'ReturnProcessed']);
  });

  it('is none when the order came by processing', () => {
    const { data, told } = after(read(1, exchanged), closed(2, instant));
    expect(told).toEqual(['ReturnInitiated', 'ReturnProcessed']);
    expect(data('ReturnProcessed')).toMatchObject([{ exchangeOrders: [{ orderId: '77', native: false }] }]);
    expect(after(closed(2, instant)).data('ReturnInitiated')).toMatchObject([{ exchangeOrders: [] }]);
  });
});
