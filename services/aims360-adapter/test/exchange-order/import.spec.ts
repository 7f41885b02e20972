import { describe, expect, it } from '@jest/globals';
import {
  EXCHANGE,
  imported,
  kindsOfCalls,
  openKinds,
  other,
  RETURN,
  runExchange,
  seen,
  staged,
  stagedOrder,
} from '../support/exchanges.js';
import { usd } from '../support/returns.js';

const importCall = 'aims360.import-order';
const findCall = 'aims360.find-staged';
const told = ({ events }: ReturnType<typeof runExchange>) =>
  events.flatMap((event) => (event.type === 'ExchangeOrderImported' ? [event.data] : []));

describe('an exchange order', () => {
  it('is looked for in AIMS360 when the shop shows it, and imported once it is staged', () => {
    const ran = runExchange(seen(0), staged(1));
    expect(kindsOfCalls(ran)).toEqual([findCall, importCall]);
    expect(ran.calls[1]).toMatchObject({
      key: `import-order:${RETURN}:${EXCHANGE}`,
      payload: {
        exchangeOrderName: 'EXC-20418',
        originalOrderId: '5511223344556',
        shippingType: 'UPSG',
        paymentType: 'EXCH',
        note: 'Exchange for #20418, return 88120045',
      },
    });
  });

  it('is told as imported with what was taken off, once', () => {
    const ran = runExchange(seen(0), staged(1), imported(2), imported(3), staged(4, { status: 'imported' }));
    expect(told(ran)).toMatchObject([
      {
        returnId: RETURN,
        exchangeOrderName: 'EXC-20418',
        documentNumber: '104391',
        amended: false,
        merchandise: usd(12600),
        offset: { kind: 'discount', amount: usd(12600) },
        total: usd(0),
        shippingType: 'UPSG',
        paymentType: 'EXCH',
      },
    ]);
    expect(openKinds(ran)).toEqual([]);
  });

  it('at full price is told without an offset', () => {
    const full = { creditDiscount: usd(0), total: usd(13608) };
    const ran = runExchange(seen(0, full), staged(1), imported(2, { total: usd(13608) }));
    expect(told(ran)).toMatchObject([{ offset: { kind: 'none', amount: usd(0) }, total: usd(13608) }]);
  });

  it('waits for the return that names it, whichever comes first', () => {
    const late = runExchange(seen(0, {}, { returnId: null }), staged(1));
    expect(kindsOfCalls(late)).toEqual([]);
    const named = runExchange(
      seen(0, {}, { returnId: null }),
      staged(1),
      other<'NameReturn'>(2, { kind: 'NameReturn', returnId: RETURN }),
    );
    expect(kindsOfCalls(named)).toEqual([importCall]);
    const early = runExchange(
      other<'NameReturn'>(0, { kind: 'NameReturn', returnId: RETURN }),
      seen(1, {}, { returnId: null }),
      staged(2),
    );
    expect(kindsOfCalls(early)).toEqual([findCall, importCall]);
  });

  it('that AIMS360 has not read is a task for a person, which closes itself once it is staged', () => {
    const missed = [seen(0), other<'RecordNotStaged'>(1, { kind: 'RecordNotStaged' })];
    expect(openKinds(runExchange(...missed))).toEqual(['read-shop-orders']);
    const ran = runExchange(...missed, staged(2));
    expect(openKinds(ran)).toEqual([]);
    expect(kindsOfCalls(ran)).toEqual([findCall, importCall]);
  });

  it('is given time where AIMS360 reads orders by itself', () => {
    const ran = runExchange(seen(0, {}, { policy: { stagingMinutes: 20 } }));
    expect(ran.calls[0]?.notBefore).toEqual(new Date('2026-09-21T10:20:00.000Z'));
  });

  it('recognised by name and tags alone is approved by a person first', () => {
    const probable = { confidence: 'probable' as const, evidence: ['its name begins with EXC-'] };
    const waiting = runExchange(seen(0, probable), staged(1));
    expect(kindsOfCalls(waiting)).toEqual([]);
    expect(openKinds(waiting)).toEqual(['approve-exchange-order']);
    const approved = runExchange(
      seen(0, probable),
      staged(1),
      other<'Approve'>(2, { kind: 'Approve', by: 'dana', reason: 'Looked at it' }),
    );
    expect(kindsOfCalls(approved)).toEqual([importCall]);
    expect(openKinds(approved)).toEqual([]);
  });

  it('is approved by a person while it is one of the first of the store', () => {
    const cautious = { policy: { approveFirst: 3 } };
    expect(openKinds(runExchange(seen(0, {}, { ...cautious, importedBefore: 2 })))).toEqual(['approve-exchange-order']);
    expect(kindsOfCalls(runExchange(seen(0, {}, { ...cautious, importedBefore: 3 })))).toEqual([findCall]);
  });

  it('that AIMS360 rejects waits for its cause to be mended, then goes on by itself', () => {
    const unknownUpc = { code: 'UnknownUpc', message: "No item has UPC '195001000024'." };
    const refused = staged(1, { status: 'rejected', issues: [unknownUpc] });
    const waiting = runExchange(seen(0), refused);
    expect(openKinds(waiting)).toEqual(['exchange-order-issue']);
    expect(kindsOfCalls(waiting)).toEqual([findCall]);
    const mended = runExchange(seen(0), refused, staged(2));
    expect(kindsOfCalls(mended)).toEqual([findCall, importCall]);
    expect(openKinds(mended)).toEqual([]);
  });

  it('is left to a person where the store wants that, and seen when it was imported by hand', () => {
    const byHand = { policy: { importOrders: 'person' } } as const;
    const waiting = runExchange(seen(0, {}, byHand), staged(1));
    expect(kindsOfCalls(waiting)).toEqual([]);
    expect(openKinds(waiting)).toEqual(['import-exchange-order']);
    const done = runExchange(seen(0, {}, byHand), staged(1), imported(2));
    expect(told(done)).toHaveLength(1);
    expect(openKinds(done)).toEqual([]);
  });

  it('cancelled before the import is not imported; cancelled after it, a person cancels it in AIMS360', () => {
    const before = runExchange(seen(0, {}, { policy: { approveFirst: 1 } }), seen(1, { cancelled: true }), staged(2));
    expect(kindsOfCalls(before)).toEqual([]);
    expect(openKinds(before)).toEqual([]);
    const after = runExchange(seen(0), staged(1), imported(2), seen(3, { cancelled: true }));
    expect(openKinds(after)).toEqual(['cancel-exchange-order']);
    expect(runExchange(seen(0, { cancelled: true }), seen(1)).state.seen?.order.cancelled).toBe(true);
  });

  it('whose percentage discount leaves cents is fine; more than the tolerance is for finance', () => {
    expect(openKinds(runExchange(seen(0), staged(1), imported(2, { total: usd(2) })))).toEqual([]);
    const off = runExchange(seen(0), staged(1), imported(2, { total: usd(3) }));
    expect(openKinds(off)).toEqual(['exchange-total-differs']);
  });

  it('keeps the newest look at the staging list', () => {
    const older = stagedOrder(1, { status: 'rejected' });
    const ran = runExchange(seen(0), staged(2), {
      kind: 'ObserveStaged',
      exchangeOrderId: EXCHANGE,
      staged: older,
      at: new Date('2026-09-21T11:00:00.000Z'),
    });
    expect(ran.state.staged?.status).toBe('pending');
  });
});
