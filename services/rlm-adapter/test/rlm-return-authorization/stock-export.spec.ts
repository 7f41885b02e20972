import { describe, expect, it } from '@jest/globals';
import type { Held } from '../../src/rlm-return-authorization/refund.js';
import { at, BLACK_M, credited, RED_M, refund, returnId } from '../support/returns.js';
import { announced, importAnswered, processed, refunded } from '../support/story.js';

const level = (sku: string) => ({ sku, locationId: '77', available: 22 });
const read = (levels: ReturnType<typeof level>[], held: Held[] = []) =>
  ({ kind: 'ConfirmInventory', returnId, refundId: '991', levels, held, readAt: at, at }) as const;
const release = { kind: 'ReleaseStock', returnId, refundId: '991', at } as const;
const imported = announced().when(processed('991'), refunded(refund()), importAnswered(credited()));
const byOther = [{ sku: BLACK_M, refundId: '1992' }];

describe('the export after an import', () => {
  it('holds back what the shop has restocked by a refund that RLM does not have, and exports the rest', () => {
    const told = imported.when(read([level(RED_M)], byOther), read([level(RED_M)], byOther));
    expect(told.told('InventoryExported')).toMatchObject([{ levels: [level(RED_M)] }]);
    expect(told.told('StockHeld')).toEqual([{ refundId: '991', held: byOther }]);
  });

  it('says nothing to the shop while all of it is held back', () => {
    expect(imported.when(read([], byOther)).told('InventoryExported')).toEqual([]);
  });

  it('reads what was held again once RLM has the other refund, as often as it is held', () => {
    const held = imported.when(read([], byOther));
    const again = held.when(release, release);
    expect(again.callsOf('rlm.read-inventory')).toMatchObject([
      { key: `export:${returnId}:991:again:1`, payload: { skus: [BLACK_M] } },
    ]);
    const twice = again.when(read([], byOther)).when(release);
    expect(twice.callsOf('rlm.read-inventory')).toMatchObject([{ key: `export:${returnId}:991:again:2` }]);
    expect(twice.when(read([level(BLACK_M)])).told('InventoryExported')).toHaveLength(1);
  });

  it('is not read again when nothing was held back', () => {
    expect(imported.when(read([level(BLACK_M)]), release).callsOf('rlm.read-inventory')).toEqual([]);
  });

  it('that undid the restock of this refund in the shop is a task, until RLM has the refund', () => {
    const early = { kind: 'RecordEarlyExport', returnId, refundId: '991', skus: [BLACK_M], at } as const;
    const told = announced().when(processed('991'), refunded(refund()), early, early);
    expect(told.told('TaskOpened')).toMatchObject([
      { kind: 'export-before-import', values: { refund: '991', items: BLACK_M } },
    ]);
    expect(told.when(importAnswered(credited())).told('TaskClosed')).toMatchObject([
      { taskId: `export-before-import:${returnId}:991` },
    ]);
    expect(imported.when(early).told('TaskOpened')).toEqual([]);
  });
});
