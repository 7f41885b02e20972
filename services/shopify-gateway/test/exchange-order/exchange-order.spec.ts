import { specFor } from '@backhaul/testkit';
import { describe, expect, it } from '@jest/globals';
import { exchangeOrder } from '../../src/exchange-order/decide.js';
import type { ExchangeContent } from '../../src/exchange-order/content.js';
import type { ExchangeOrderEvent } from '../../src/exchange-order/events.js';
import { appearance, content, original, seen } from '../support/exchanges.js';
import { usd } from '../support/orders.js';

const named = { returnId: 'northfold-88120045', orderId: original.orderId };
const record = (change: Partial<ExchangeContent> = {}, sighting = seen(appearance())) =>
  ({ kind: 'RecordContent', content: content(change), sighting }) as const;
const later = { updatedAt: new Date('2026-09-20T15:00:00Z') };
const after = (...commands: Parameters<typeof exchangeOrder.decide>[0][]): ExchangeOrderEvent[] => {
  const events: ExchangeOrderEvent[] = [];
  for (const command of commands) {
    const state = events.reduce(exchangeOrder.evolve, exchangeOrder.initial);
    events.push(...exchangeOrder.decide(command, state).events);
  }
  return events;
};
const exchange = specFor(exchangeOrder);

describe('an exchange order', () => {
  it('is told once, with its original order', () => {
    const [told] = after(record());
    expect(told).toMatchObject({
      type: 'ExchangeOrderCreated',
      data: { orderId: original.orderId, orderName: '#20418', exchangeOrderName: 'EXC-20418', confidence: 'certain' },
    });
    exchange.given(after(record())).when(record()).then([]);
    exchange.given(after(record())).when(record(later)).then([]);
  });

  it.each([
    ['was cancelled', { cancelled: true }],
    ['got a shipping line', { shippingMethod: 'Standard' }],
    ['got a shipping charge', { shipping: usd(500), total: usd(1508) }],
    ['lost its lines', { lines: [], merchandise: usd(0), creditDiscount: usd(0) }],
  ])('is told again when it %s', (_, change) => {
    const events = after(record(), record({ ...later, ...change }));
    expect(events.map(({ type }) => type)).toEqual(['ExchangeOrderCreated', 'ExchangeOrderCreated']);
    exchange
      .given(events)
      .when(record({ ...later, ...change }))
      .then([]);
  });

  it('is not told again when it was read late', () => {
    const events = after(record({ ...later, cancelled: true }));
    exchange.given(events).when(record()).then([]);
  });

  it('is told again when a return names it, and not unsettled when its marks are removed later', () => {
    const probable = seen(appearance({ attributes: [], tags: [] }));
    const events = after(record({}, probable), { kind: 'NameByReturn', namedBy: named, at: later.updatedAt });
    const [, , told] = after(
      record({}, probable),
      { kind: 'NameByReturn', namedBy: named, at: later.updatedAt },
      record({}, seen(appearance(), { namedBy: [named] })),
    );
    expect(events).toHaveLength(2);
    expect(told).toMatchObject({ data: { returnId: named.returnId, confidence: 'certain' } });
    exchange.given(after(record())).when(record(later, probable)).then([]);
    exchange
      .given(after(record()))
      .when(record(later, { kind: 'none' }))
      .then([]);
  });

  it('that looks like one and contradicts itself becomes one task, closed when it is recognised', () => {
    const doubtful = seen(appearance(), { originals: [] });
    const events = after(record({}, doubtful), record(later, doubtful));
    expect(events).toMatchObject([
      {
        type: 'TaskOpened',
        data: {
          kind: 'check-exchange-order',
          title: 'Order EXC-20418 looks like an exchange order that cannot be passed on',
          why: expect.stringContaining('older than 60 days'),
          values: { order: 'EXC-20418', total: '10.08 USD' },
          role: 'operator',
        },
      },
    ]);
    const done = after(record({}, doubtful), record(later));
    expect(done.map(({ type }) => type)).toEqual(['TaskOpened', 'ExchangeOrderCreated', 'TaskClosed']);
    const none = after(record({}, doubtful), record(later, { kind: 'none' }));
    expect(none.map(({ type }) => type)).toEqual(['TaskOpened', 'TaskClosed']);
  });

  it('whose parts do not come to its total is never passed on with a wrong amount', () => {
    expect(after(record({ total: usd(1000) }))).toMatchObject([
      { type: 'TaskOpened', data: { why: expect.stringContaining('come to 10.08 USD') } },
    ]);
  });

  it('that was native is told as cancelled when its items are taken off the order again', () => {
    const withdraw = { kind: 'Withdraw', at: later.updatedAt } as const;
    const events = after(record({ native: true }), withdraw, withdraw);
    expect(events.slice(1)).toMatchObject([{ type: 'ExchangeOrderCreated', data: { cancelled: true } }]);
  });
});
