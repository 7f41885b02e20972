import { describe, expect, it } from '@jest/globals';
import { at, BLACK_M, RED_M, credited, refund, returnId, usd } from '../support/returns.js';
import {
  announced,
  failedLater,
  importAnswered,
  importReturn,
  processed,
  refunded,
  settledLater,
  story,
} from '../support/story.js';

const pending = refund({ moneyRefunded: usd(0), moneyPending: usd(8710) });

describe('a refund of the shop', () => {
  it.each([
    ['before', [refunded(refund()), processed('991')]],
    ['after', [processed('991'), refunded(refund())]],
  ])('is imported once when it is known %s Loop names it', (_, commands) => {
    const told = announced().when(...commands, ...commands, ...commands.toReversed());
    expect(told.callsOf('rlm.import-refund')).toMatchObject([
      { key: 'refund:991', payload: { returnId, money: usd(8710), refund: { refundId: '991' } } },
    ]);
  });

  it('is imported when both were known before the return', () => {
    const told = story.when(refunded(refund()), processed('991')).when(importReturn());
    expect(told.callsOf('rlm.import-refund')).toHaveLength(1);
  });

  it('of another return of the order is left alone', () => {
    const told = announced().when(processed('991'), refunded(refund({ refundId: '992' })));
    expect(told.callsOf('rlm.import-refund')).toEqual([]);
  });

  it('of which there are two is imported twice, each under its own id', () => {
    const told = announced().when(
      processed('991', '992'),
      refunded(refund()),
      refunded(refund({ refundId: '992', moneyRefunded: usd(500) })),
    );
    expect(told.callsOf('rlm.import-refund').map(({ key }) => key)).toEqual(['refund:991', 'refund:992']);
  });

  it('that Loop names later is imported too', () => {
    const told = announced().when(processed('991'), refunded(refund()), refunded(refund({ refundId: '992' })));
    expect(
      told
        .when(processed('991', '992'))
        .callsOf('rlm.import-refund')
        .map(({ key }) => key),
    ).toEqual(['refund:992']);
  });

  it('without money of which nothing is refunded needs no import', () => {
    expect(announced().when(processed()).calls).toEqual([]);
  });

  it('waits until all of its money has settled', () => {
    const waiting = announced().when(processed('991'), refunded(pending), settledLater('991', 710));
    expect(waiting.callsOf('rlm.import-refund')).toEqual([]);
    const later = new Date(at.getTime() + 1000);
    expect(waiting.when(settledLater('991', 8000, later)).callsOf('rlm.import-refund')).toMatchObject([
      { payload: { money: usd(8710) } },
    ]);
  });

  it('counts a settled part once, however often it is told', () => {
    const half = settledLater('991', 4355);
    const told = announced().when(processed('991'), half, refunded(pending), half, half);
    expect(told.callsOf('rlm.import-refund')).toEqual([]);
    const rest = settledLater('991', 4355, new Date(at.getTime() + 1));
    expect(told.when(rest, rest).callsOf('rlm.import-refund')).toMatchObject([{ payload: { money: usd(8710) } }]);
  });

  it('whose money did not arrive is not imported: finance decides', () => {
    const told = announced().when(processed('991'), refunded(pending), settledLater('991', 710));
    const later = failedLater('991', 8000, new Date(at.getTime() + 1));
    const failed = told.when(later, later, processed('991'), refunded(pending));
    expect(failed.calls).toEqual([]);
    expect(failed.told('TaskOpened')).toMatchObject([
      {
        kind: 'refund-money-failed',
        role: 'finance',
        values: { refund: '991', order: 'EC-10442', paid: '7.10 USD', failed: '80.00 USD' },
      },
    ]);
  });
});

describe('the import of a refund', () => {
  const importing = announced().when(processed('991'), refunded(refund()));

  it('credits, restocks, and has the stock exported', () => {
    const told = importing.when(importAnswered(credited()), importAnswered(credited()));
    expect(told.events.map(({ type }) => type)).toEqual(['RefundImported', 'CreditIssued', 'InventoryRestocked']);
    expect(told.told('RefundImported')).toMatchObject([
      { refundId: '991', documentNumber: '900001', applied: usd(8710), job: 'ShopifyImportRefunds' },
    ]);
    expect(told.told('CreditIssued')).toMatchObject([
      { documentKind: 'credit-invoice', total: usd(8710), merchandise: usd(8000), tax: usd(710), fee: usd(0) },
    ]);
    expect(told.calls).toMatchObject([
      { key: `export:${returnId}:991`, kind: 'rlm.read-inventory', payload: { skus: [BLACK_M], sellable: [BLACK_M] } },
    ]);
  });

  it('into second quality only leaves nothing that has to be sold', () => {
    const movements = [{ sku: BLACK_M, barcode: null, warehouse: '91', quality: 'second' as const, quantity: 2 }];
    const told = importing.when(importAnswered(credited({ movements })));
    expect(told.told('InventoryRestocked')).toMatchObject([{ movements: [{ warehouse: '91', quality: 'second' }] }]);
    expect(told.calls).toMatchObject([{ payload: { skus: [BLACK_M], sellable: [] } }]);
  });

  it('without any restock says so, as the books wait for one', () => {
    const told = importing.when(importAnswered(credited({ movements: [] })));
    expect(told.told('InventoryRestocked')).toEqual([]);
    expect(told.calls).toEqual([]);
    expect(told.told('TaskOpened')).toMatchObject([{ kind: 'check-restock', values: { credit: '900001' } }]);
  });

  it('that RLM leaves out is a warning and work for finance, told once, until RLM takes it after all', () => {
    const skip = importAnswered({ kind: 'skipped', reason: 'No Returnable Lines; Order Line Not Shipped' });
    const told = importing.when(skip, skip);
    expect(told.told('RefundSkipped')).toMatchObject([
      { reason: 'No Returnable Lines; Order Line Not Shipped', severity: 'warning', accepted: null },
    ]);
    expect(told.told('TaskOpened')).toMatchObject([
      { kind: 'refund-not-imported', role: 'finance', values: { refund: '991', refunded: '87.10 USD' } },
    ]);
    expect(told.events).toHaveLength(2);
    const late = told.when(importAnswered(credited()));
    expect(late.told('RefundImported')).toHaveLength(1);
    expect(late.told('TaskClosed')).toMatchObject([{ taskId: `refund-not-imported:${returnId}:991` }]);
  });

  it('that RLM leaves out for good is accepted by a person, once, with the exact amount', () => {
    const accept = { kind: 'AcceptRefund', returnId, refundId: '991', by: 'Jo', reason: 'never shipped', at } as const;
    const told = importing.when(importAnswered({ kind: 'skipped', reason: 'Order Line Not Shipped' }));
    const accepted = told.when(accept, accept);
    expect(accepted.told('RefundSkipped')).toMatchObject([
      {
        reason: 'Jo accepted that 87.10 USD is not credited in RLM: never shipped',
        severity: 'info',
        accepted: usd(8710),
      },
    ]);
    expect(accepted.told('TaskClosed')).toHaveLength(1);
    expect(importing.when(accept).events).toEqual([]);
  });

  it('of some lines only applies what was credited, names what was left out, and a person accepts the rest', () => {
    const shipped = refund().lines[0];
    const lines = shipped === undefined ? [] : [shipped, { ...shipped, orderLineId: 'unshipped', subtotal: usd(4000) }];
    const mixed = announced().when(processed('991'), refunded(refund({ lines, moneyRefunded: usd(13420) })));
    const leftOut = [{ orderLineId: 'unshipped', reason: 'Order Line Not Shipped' }];
    const told = mixed.when(importAnswered(credited({ leftOut })));
    expect(told.told('RefundImported')).toMatchObject([{ applied: usd(8710) }]);
    expect(told.told('RefundSkipped')).toMatchObject([{ reason: 'Order Line Not Shipped', severity: 'warning' }]);
    expect(told.told('TaskOpened')).toMatchObject([
      {
        kind: 'refund-part-left-out',
        values: { credited: '87.10 USD', 'left out': '47.10 USD', lines: 'unshipped (Order Line Not Shipped)' },
      },
    ]);
    const accepted = told.when({
      ...{ kind: 'AcceptRefund', returnId, refundId: '991', by: 'Jo', reason: 'order was cancelled', at },
    });
    expect(accepted.told('RefundSkipped')).toMatchObject([{ severity: 'info', accepted: usd(4710) }]);
  });

  it('that RLM had made before is an information, and nothing else', () => {
    const told = importing.when(importAnswered(credited(), '991', 'Refund ID Already Exists'));
    expect(told.told('RefundSkipped')).toMatchObject([
      { reason: 'Refund ID Already Exists', severity: 'info', accepted: null },
    ]);
    expect(told.told('RefundImported')).toHaveLength(1);
    expect(told.told('TaskOpened')).toEqual([]);
    expect(told.when(importAnswered(credited(), '991', 'Refund ID Already Exists')).events).toEqual([]);
  });

  it('with another total than the money goes to finance', () => {
    const told = importing.when(importAnswered(credited({ total: usd(8700), adjustment: usd(-10) })));
    expect(told.told('TaskOpened')).toMatchObject([
      { kind: 'credit-refund-differ', role: 'finance', values: { credited: '87.00 USD', refunded: '87.10 USD' } },
    ]);
  });

  it('is followed by the export of absolute figures, as of the time of reading, once per refund', () => {
    const readAt = new Date('2026-03-10T11:59:58.000Z');
    const levels = [{ sku: BLACK_M, locationId: '77', available: 22 }];
    const exported = { kind: 'ConfirmInventory', returnId, refundId: '991', levels, held: [], readAt, at } as const;
    const told = importing.when(exported, exported);
    expect(told.told('InventoryExported')).toMatchObject([
      { levels, exportedAt: '2026-03-10T11:59:58.000Z', job: 'ShopifyExportInventory' },
    ]);
    const other = { ...exported, refundId: '992', levels: [{ sku: RED_M, locationId: '77', available: 3 }] };
    expect(told.when(other).told('InventoryExported')).toMatchObject([{ levels: other.levels }]);
  });

  it('of a refund that nobody asked for is not believed', () => {
    expect(announced().when(importAnswered(credited())).events).toEqual([]);
  });
});
