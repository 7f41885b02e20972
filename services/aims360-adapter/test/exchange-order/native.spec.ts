import { describe, expect, it } from '@jest/globals';
import type { ExchangeOrderCommand } from '../../src/exchange-order/commands.js';
import { erpOrder, line, minute, openKinds, runExchange, seen } from '../support/exchanges.js';
import { usd } from '../support/returns.js';

const ORIGINAL = '5511223344556';
const native = {
  native: true,
  exchangeOrderId: ORIGINAL,
  exchangeOrderName: '#20418',
  creditDiscount: usd(0),
} as const;
const withItems = (at: number, ...lineIds: string[]) => seen(at, { ...native, lines: lineIds.map(line) });
const amended = (at: number, ...orderLineIds: string[]): ExchangeOrderCommand => {
  return { kind: 'ObserveAmended', exchangeOrderId: ORIGINAL, order: erpOrder(at), orderLineIds, at: minute(at) };
};

describe('a native exchange', () => {
  it('adds its items to the order that is in AIMS360 already', () => {
    const { calls } = runExchange(withItems(0, '7009'));
    expect(calls).toMatchObject([
      {
        key: 'amend-order:northfold-88120045:7009',
        kind: 'aims360.amend-order',
        payload: { originalOrderName: '#20418', lines: [{ orderLineId: '7009', sku: 'RIDGE-PINE-L' }] },
      },
    ]);
  });

  it('is told once all of its items are there', () => {
    const some = runExchange(withItems(0, '7009', '7010'), amended(1, '7009'));
    expect(some.events.map(({ type }) => type)).not.toContain('ExchangeOrderImported');
    const all = runExchange(withItems(0, '7009', '7010'), amended(1, '7009'), amended(2, '7009', '7010'));
    expect(all.events.filter(({ type }) => type === 'ExchangeOrderImported')).toMatchObject([
      { data: { amended: true, documentNumber: '104391', offset: { kind: 'none' } } },
    ]);
  });

  it('asks for a further item alone when a later exchange adds one, and repeats nothing', () => {
    const ran = runExchange(
      withItems(0, '7009'),
      amended(1, '7009'),
      withItems(2, '7009', '7010'),
      withItems(3, '7009'),
    );
    expect(ran.calls.map(({ key }) => key)).toEqual([
      'amend-order:northfold-88120045:7009',
      'amend-order:northfold-88120045:7010',
    ]);
  });

  it('that AIMS360 refuses is a task with the exact items, closed once they are seen there', () => {
    const refused: ExchangeOrderCommand = {
      kind: 'RecordSetback',
      exchangeOrderId: ORIGINAL,
      setback: {
        operation: 'amend-order',
        outcome: 'refused',
        reason: 'AIMS360: Order 104377 is cancelled.',
        kind: null,
        values: { items: '1 × RIDGE-PINE-L at 126.00 USD' },
      },
      at: minute(1),
    };
    const waiting = runExchange(withItems(0, '7009'), refused);
    expect(openKinds(waiting)).toEqual(['amend-order']);
    expect(openKinds(runExchange(withItems(0, '7009'), refused, amended(2, '7009')))).toEqual([]);
  });
});
