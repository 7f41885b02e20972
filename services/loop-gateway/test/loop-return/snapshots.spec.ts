import { describe, expect, it } from '@jest/globals';
import {
  after,
  amounts,
  authorized,
  closed,
  cleared,
  jacket,
  minute,
  read,
  refund,
  usd,
  vest,
  voided,
} from '../support/returns.js';

const parcel = (status: string | null, trackingNumber: string | null = '1Z9') => ({
  carrier: 'UPS',
  trackingNumber,
  status,
  labelUrl: null,
});

describe('a return that is first seen', () => {
  it('is told in full, once, as it was submitted', () => {
    const shopper = { name: 'Ida Berg', postalCode: '55802', countryCode: 'US' };
    const seen = after(read(5, { shopper }), read(5, { shopper }));
    expect(seen.told).toEqual(['ReturnInitiated']);
    expect(seen.data('ReturnInitiated')[0]).toMatchObject({
      returnId: 'northfold-88120045',
      externalReturnId: '88120045',
      order: { orderId: '5511223344556', orderName: '#20418' },
      units: [jacket],
      amounts,
      shopper,
      initiatedAt: '2026-09-14T16:02:11.000Z',
      learnedVia: 'webhook',
    });
    expect(seen.events[0]?.occurredAt).toEqual(minute(0));
  });

  it.each([
    ['open', {}, ['ReturnInitiated']],
    ['in review', { state: 'review' }, ['ReturnInitiated', 'ReturnFlagged']],
    ['closed with a refund', { state: 'closed', refunds: [refund()] }, ['ReturnInitiated', 'ReturnProcessed']],
    ['closed without an outcome', { state: 'closed' }, ['ReturnInitiated', 'ReturnClosed']],
    ['cancelled', { state: 'cancelled' }, ['ReturnInitiated', 'ReturnCancelled']],
    ['expired', { state: 'expired' }, ['ReturnInitiated', 'ReturnExpired']],
  ] as const)('%s is told with what became of it', (_, change, told) => {
    expect(after(read(5, change)).told).toEqual(told);
  });

  it('without any unit has nothing to tell until a unit is in it', () => {
    expect(after(read(1, { units: [], state: 'cancelled' })).events).toEqual([]);
    expect(after(read(1, { units: [] }), read(2)).told).toEqual(['ReturnInitiated']);
  });
});

describe('a later snapshot', () => {
  it('that repeats the present one changes nothing', () => {
    expect(after(read(1), read(1)).types).toEqual([]);
  });

  it('tells that the parcel moved on, even when nothing else differs, not even the time', () => {
    const moved = after(read(1), read(1, { parcel: parcel('in_transit') }));
    expect(moved.data('ParcelProgressed')).toEqual([
      {
        returnId: 'northfold-88120045',
        status: 'in_transit',
        carrier: 'UPS',
        trackingNumber: '1Z9',
        labelUrl: null,
        progressedAt: minute(1).toISOString(),
      },
    ]);
    expect(after(read(1), read(2, { parcel: parcel('in_transit') })).told).toEqual([
      'ReturnInitiated',
      'ParcelProgressed',
    ]);
  });

  it('tells of a new tracking number, and takes a parcel that is not shown for no news', () => {
    const moves = after(
      read(1, { parcel: parcel('new') }),
      read(2, { parcel: parcel('new', '1Z10') }),
      read(3, { parcel: parcel(null, null) }),
      read(4, { parcel: parcel('new', '1Z10') }),
    );
    expect(moves.data('ParcelProgressed')).toMatchObject([{ trackingNumber: '1Z10' }]);
    expect(moves.state.parcel).toEqual(parcel('new', '1Z10'));
  });

  it('tells that the parcel arrived after the return was processed on its first scan', () => {
    const moves = after(closed(2, { parcel: parcel('in_transit') }), closed(3, { parcel: parcel('delivered') }));
    expect(moves.data('ParcelProgressed')).toMatchObject([{ status: 'delivered' }]);
    expect(moves.state.stage.name).toBe('processed');
  });

  it('tells once that the return is flagged, and again when it is flagged anew', () => {
    const review = { state: 'review' } as const;
    expect(after(read(1), read(2, review), read(3, { ...review, parcel: parcel('new') })).told).toEqual([
      'ReturnInitiated',
      'ReturnFlagged',
      'ParcelProgressed',
    ]);
    expect(after(read(1, review), read(2), read(3, review)).data('ReturnFlagged')).toHaveLength(2);
  });

  it('that is older undoes nothing', () => {
    expect(after(read(3, { state: 'review' }), read(2)).types).toEqual([]);
    expect(after(closed(3), read(2)).state.stage.name).toBe('processed');
    expect(after(read(3, { state: 'expired' }), read(2)).state.stage.name).toBe('expired');
    expect(after(read(3, { units: [jacket, vest] }), read(2)).state.told?.unitIds).toEqual(['640010', '640011']);
  });

  it('of the same second counts when it differs: times have whole seconds only', () => {
    expect(after(read(1), read(1, { state: 'review' })).types).toContain('ReturnFlagged');
    expect(after(read(1), closed(1)).types).toContain('ReturnProcessed');
  });

  it.each(['closed', 'cancelled'] as const)('does not bring a %s return back', (state) => {
    expect(after(read(1, { state }), read(2)).types).toEqual([]);
    expect(after(read(1, { state }), read(1)).types).toEqual([]);
  });

  it('brings a lapsed return back after a late scan, and only when it is newer', () => {
    expect(after(read(1, { state: 'expired' }), read(1)).state.stage.name).toBe('expired');
    const scanned = after(read(1, { state: 'expired' }), read(2, { parcel: parcel('in_transit') }));
    expect(scanned.state.stage.name).toBe('open');
  });
});

describe('a closed return', () => {
  it('is processed when it shows refunds: all of them, each once, with their sum', () => {
    const { refundIds, refunded, processedByUs } =
      after(read(1), closed(2, { refunds: [refund('1', 5000), refund('1', 3000), refund('2', 5608)] })).data(
        'ReturnProcessed',
      )[0] ?? {};
    expect(refundIds).toEqual(['1', '2']);
    expect(refunded).toEqual(usd(13608));
    expect(processedByUs).toBe(false);
  });

  it.each([
    ['an exchange order', { exchangeOrders: [{ orderId: '77', orderName: 'EXC-20418' }] }],
    ['an order of store credit', { storeCreditOrderId: '78' }],
  ])('is processed when it shows %s', (_, change) => {
    expect(after(closed(2, { refunds: [], ...change })).told).toContain('ReturnProcessed');
  });

  it('whose refund shows only later is processed after all', () => {
    expect(after(closed(1, { refunds: [] }), closed(2)).told).toEqual([
      'ReturnInitiated',
      'ReturnClosed',
      'ReturnProcessed',
    ]);
    expect(after(closed(1, { refunds: [] }), closed(1)).state.stage.name).toBe('processed');
  });

  it('that shows another refund later is told with both', () => {
    const told = after(closed(1, { refunds: [refund('1', 5000)] }), closed(2, { refunds: [refund('1'), refund('2')] }));
    expect(told.data('ReturnProcessed').map(({ refundIds }) => refundIds)).toEqual([['1'], ['1', '2']]);
  });

  it('is told once, however often and however late it is read', () => {
    expect(after(read(1), closed(2), closed(2), closed(3)).data('ReturnProcessed')).toHaveLength(1);
    expect(after(read(1), closed(2, { refunds: [] }), closed(3, { refunds: [] })).data('ReturnClosed')).toHaveLength(1);
  });
});

describe('a return that was authorised and ends without goods', () => {
  it.each(['cancelled', 'expired'] as const)('%s leaves an authorisation to void, whichever came first', (state) => {
    for (const commands of [
      [read(1), authorized(2), read(3, { state })],
      [read(1, { state }), authorized(2)],
    ]) {
      const { tasks, data } = after(...commands);
      expect(tasks).toEqual(['void-authorization']);
      expect(data('TaskOpened')[0]?.values).toEqual({ document: '30115' });
    }
  });

  it('needs no voiding any more once the ERP has voided it, whichever came first', () => {
    expect(after(read(1), authorized(2), read(3, { state: 'cancelled' }), voided(4)).tasks).toEqual([]);
    expect(after(read(1), authorized(2), voided(3), voided(4), read(5, { state: 'expired' })).tasks).toEqual([]);
  });

  it('needs no voiding any more when a late scan brings it back', () => {
    expect(after(read(1), authorized(2), read(3, { state: 'expired' }), read(4)).tasks).toEqual([]);
  });

  it.each(['closed', 'cancelled', 'expired'] as const)(
    '%s after it was cleared leaves the shopper without money',
    (state) => {
      for (const commands of [
        [read(1), authorized(2), cleared(3, 'vendor-link'), read(4, { state })],
        [read(4, { state }), cleared(3), authorized(2)],
      ]) {
        const { tasks, data } = after(...commands);
        expect(tasks).toEqual(['give-outcome']);
        expect(data('TaskOpened').at(-1)).toMatchObject({
          role: 'finance',
          values: { document: 'CM-5501', refund: '136.08 USD' },
        });
      }
    },
  );
});
