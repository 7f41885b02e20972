import { describe, expect, it } from '@jest/globals';
import {
  dismiss,
  draftsOf,
  EXCHANGE,
  exchangePolicy,
  importNow,
  minute,
  named,
  openKinds,
  refused,
  rlmOrder,
  runExchange,
  seen,
  shopOrder,
  there,
  toldOf,
} from '../support/exchanges.js';
import { returnId, usd } from '../support/returns.js';

describe('an exchange order', () => {
  it('is imported once the shop shows it and its return tells how it is paid, whichever comes first', () => {
    for (const ran of [
      runExchange(seen(0), named(1)),
      runExchange(named(0), seen(1)),
      runExchange(seen(0), named(1), seen(2), named(3)),
    ]) {
      expect(ran.calls).toHaveLength(1);
      expect(ran.calls[0]).toMatchObject({
        key: `import-order:${returnId}:${EXCHANGE}`,
        kind: 'rlm.import-exchange-order',
      });
      expect(draftsOf(ran)).toMatchObject([
        {
          ...{ exchangeOrderId: EXCHANGE, exchangeOrderName: 'EXC-10442', externalReturnId: '88400012' },
          ...{ orderDate: '2026-03-10', startDate: '2026-03-10', cancelDate: '2026-04-09' },
          captured: usd(0),
        },
      ]);
      expect(openKinds(ran)).toEqual([]);
    }
  });

  it('has its dates in the zone of the store, and starts as many days later as the store wants', () => {
    const late = shopOrder(undefined, { createdAt: '2026-03-31T02:00:00.000Z' });
    const [draft] = draftsOf(runExchange(seen(0, late, { policy: { startInDays: 2, cancelAfterDays: 10 } }), named(1)));
    expect(draft).toMatchObject({ orderDate: '2026-03-30', startDate: '2026-04-01', cancelDate: '2026-04-11' });
  });

  it('is told once, by the misc. charge or by the discount that RLM shows, with the numbers of all its orders', () => {
    const off = runExchange(seen(0), named(1), there(2), there(3));
    expect(toldOf(off)).toEqual([
      expect.objectContaining({
        ...{
          returnId,
          exchangeOrderName: 'EXC-10442',
          documentNumber: '410077',
          amended: false,
          job: 'Shopify Import Orders',
        },
        ...{ merchandise: usd(8000), offset: { kind: 'misc-charge', amount: usd(8710) }, total: usd(0), system: 'RLM' },
      }),
    ]);
    const twoLines = { lines: [...shopOrder().lines, ...shopOrder().lines] };
    const parts = [
      rlmOrder(2, { discount: usd(4000) }),
      rlmOrder(2, { orderNumber: '410078', division: 30, receivable: usd(0) }),
    ];
    const on = runExchange(
      seen(0, shopOrder({ merchandise: 8000, discount: 8000 }, twoLines)),
      named(1, 8000),
      there(2, ...parts),
    );
    expect(toldOf(on)).toMatchObject([
      { documentNumber: '410077, 410078', offset: { kind: 'discount', amount: usd(8000) } },
    ]);
  });

  it('is not told while one of its divisions is missing', () => {
    const two = shopOrder(undefined, { lines: [...shopOrder().lines, ...shopOrder().lines] });
    expect(toldOf(runExchange(seen(0, two), named(1), there(2)))).toEqual([]);
  });

  it('waits while it is known by its name alone, until a person has it imported or dismisses it', () => {
    const probable = shopOrder(undefined, { confidence: 'probable' });
    expect(openKinds(runExchange(seen(0, probable)))).toEqual(['match-exchange-order']);
    const waiting = runExchange(seen(0, probable), named(1));
    expect({ calls: waiting.calls, open: openKinds(waiting) }).toEqual({ calls: [], open: ['approve-exchange-order'] });
    expect(runExchange(seen(0, probable), named(1), importNow(2)).calls).toHaveLength(1);
    const dismissed = runExchange(seen(0, probable), named(1), dismiss(2), importNow(3));
    expect({ calls: dismissed.calls, open: openKinds(dismissed) }).toEqual({ calls: [], open: [] });
  });

  it('of whose money shop and Loop say different things goes to finance; cents of rounding do not hold it', () => {
    const ran = runExchange(seen(0), named(1, 7000, 0));
    expect({ calls: ran.calls, open: openKinds(ran) }).toEqual({ calls: [], open: ['exchange-money-differs'] });
    const decided = runExchange(seen(0), named(1, 7000, 0), importNow(2));
    expect(draftsOf(decided)).toMatchObject([{ captured: usd(0) }]);
    expect(draftsOf(runExchange(seen(0), named(1, 8709, 0)))).toMatchObject([{ captured: usd(0) }]);
  });

  it('that is cancelled before is not imported; afterwards it must not be picked', () => {
    const cancelled = shopOrder(undefined, { cancelled: true });
    expect(runExchange(seen(0, cancelled), named(1)).calls).toEqual([]);
    const late = [seen(0), named(1), there(2), seen(3, cancelled)];
    expect(openKinds(runExchange(...late))).toEqual(['cancel-exchange-order']);
    expect(openKinds(runExchange(...late, there(4, rlmOrder(4, { status: 'cancelled' }))))).toEqual([]);
    // An older reading does not revive it.
    expect(openKinds(runExchange(...late, seen(5)))).toEqual(['cancel-exchange-order']);
  });

  it('that RLM refuses is a task with the reason; imported now, it is asked for by the rules of now', () => {
    const words = 'No Warehouse Was Received And There Is No Setup For A Preferred One';
    const ran = runExchange(seen(0), named(1), refused(2, words));
    expect(openKinds(ran)).toEqual(['import-exchange-order']);
    const again = runExchange(seen(0), named(1), refused(2, words), importNow(3, { warehouse: 2 }));
    expect(again.calls.map(({ key }) => key)).toEqual([
      `import-order:${returnId}:${EXCHANGE}`,
      `import-order:${returnId}:${EXCHANGE}:2`,
    ]);
    expect(draftsOf(again)[1]?.policy).toEqual(exchangePolicy({ warehouse: 2 }));
    expect(openKinds(again)).toEqual([]);
    expect(openKinds(runExchange(seen(0), named(1), refused(2, words), there(3)))).toEqual([]);
  });

  it('of whose call nobody knows what became is not asked for again: the call itself is retried', () => {
    const ran = runExchange(seen(0), named(1), refused(2, 'No answer', 'needs-person'), importNow(3));
    expect(ran.calls).toHaveLength(1);
    expect(openKinds(ran)).toEqual(['import-exchange-order']);
  });

  it('is left to RLM’s own job where that brings it; what the job left open on the account goes to finance', () => {
    const link = { policy: { owner: 'vendor-link' as const } };
    const waiting = runExchange(seen(0, shopOrder(), link), named(1));
    expect({ calls: waiting.calls, open: openKinds(waiting) }).toEqual({ calls: [], open: [] });
    const missing = { kind: 'RecordMissing', exchangeOrderId: EXCHANGE, at: minute(200) } as const;
    expect(openKinds(runExchange(seen(0, shopOrder(), link), named(1), missing))).toEqual(['find-exchange-order']);
    expect(openKinds(runExchange(seen(0, shopOrder(), link), named(1), missing, there(201)))).toEqual([]);
    const wrong = runExchange(
      seen(0, shopOrder(), link),
      named(1),
      there(2, rlmOrder(2, { charges: usd(0), receivable: usd(8710) })),
    );
    expect(openKinds(wrong)).toEqual(['exchange-total-differs']);
    expect(toldOf(wrong)).toMatchObject([{ offset: { kind: 'none', amount: usd(0) }, total: usd(8710) }]);
  });

  it('is imported by a person where the store wants it so, and seen when it is there', () => {
    const ran = runExchange(seen(0, shopOrder(), { policy: { owner: 'person' } }), named(1));
    expect({ calls: ran.calls, open: openKinds(ran) }).toEqual({ calls: [], open: ['import-exchange-order'] });
    const opened = ran.events.flatMap((event) => (event.type === 'TaskOpened' ? [event.data.values] : []));
    expect(opened).toMatchObject([{ 'misc. charge LOOPEXC': '-87.10 USD', 'A/R': '0.00 USD', special02: '88400012' }]);
    expect(openKinds(runExchange(seen(0, shopOrder(), { policy: { owner: 'person' } }), named(1), there(2)))).toEqual(
      [],
    );
  });

  it('made on the original order is a person’s to add, and told once its lines are there', () => {
    const native = shopOrder(undefined, { native: true, exchangeOrderId: EXCHANGE });
    const ran = runExchange(
      seen(0, native),
      named(1),
      there(2, rlmOrder(2, { lines: [{ externalLineId: 'old', quantity: 1 }] })),
    );
    expect({ calls: ran.calls, told: toldOf(ran), open: openKinds(ran) }).toEqual({
      calls: [],
      told: [],
      open: ['amend-order'],
    });
    const lines = [{ externalLineId: 'gid://shopify/LineItem/9001', quantity: 1 }];
    const done = runExchange(seen(0, native), named(1), there(2, rlmOrder(2, { lines })));
    expect(toldOf(done)).toMatchObject([{ amended: true, offset: { kind: 'misc-charge', amount: usd(8710) } }]);
    expect(openKinds(done)).toEqual([]);
  });
});
