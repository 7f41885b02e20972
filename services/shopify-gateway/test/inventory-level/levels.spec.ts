import { describe, it } from '@jest/globals';
import { specFor } from '@backhaul/testkit';
import type { ExportedLevel } from '../../src/inventory-level/commands.js';
import { inventoryLevel } from '../../src/inventory-level/decide.js';
import type { InventoryLevelEvent } from '../../src/inventory-level/events.js';

const spec = specFor(inventoryLevel);
const at = new Date('2026-09-20T14:05:00Z');

const level: ExportedLevel = {
  exportId: 'e1',
  returnId: 'oakandlinen-55',
  sku: 'OAK-1',
  locationId: '6612233445',
  available: 12,
  exportedAt: new Date('2026-09-20T14:00:00Z'),
};

const exportedAs = (exportId: string): InventoryLevelEvent => ({
  type: 'LevelExported',
  data: { exportId, exportedAt: '2026-09-20T14:00:00.000Z', available: 12 },
  occurredAt: level.exportedAt,
});
const exported = exportedAs('e1');
const settled: InventoryLevelEvent = { type: 'LevelSettled', data: { exportId: 'e1' }, occurredAt: at };
const levelSet: InventoryLevelEvent = {
  type: 'InventoryLevelSet',
  data: {
    returnId: 'oakandlinen-55',
    sku: 'OAK-1',
    locationId: '6612233445',
    available: 12,
    setAt: '2026-09-20T14:05:00.000Z',
  },
  occurredAt: at,
};
const taskOpened: InventoryLevelEvent = {
  type: 'TaskOpened',
  data: {
    taskId: 'set-level:e1:OAK-1:6612233445',
    returnId: 'oakandlinen-55',
    kind: 'set-level',
    title: 'Stock of OAK-1 could not be set in the shop',
    why: 'The shop has no item with the SKU OAK-1. Mend the cause, then retry the call.',
    values: { sku: 'OAK-1', location: '6612233445', available: '12' },
    role: 'operator',
    openedAt: '2026-09-20T14:05:00.000Z',
  },
  occurredAt: at,
};
const refusal = { kind: 'AskPerson', level, reason: 'The shop has no item with the SKU OAK-1', at } as const;

describe('a stock level that the ERP exported', () => {
  it('is set in the shop by one call', () => {
    spec
      .given([])
      .when({ kind: 'TakeExport', level })
      .then([exported])
      .thenCalls([
        {
          key: 'level:e1:OAK-1:6612233445',
          kind: 'shopify.inventory.set',
          payload: { ...level, exportedAt: '2026-09-20T14:00:00.000Z' },
        },
      ]);
  });

  it('is not set again when the same export comes again', () => {
    spec.given([exported]).when({ kind: 'TakeExport', level }).then([]).thenCalls([]);
  });

  it('is set for each of two returns whose exports bear the same time', () => {
    spec
      .given([exported])
      .when({ kind: 'TakeExport', level: { ...level, exportId: 'e2', returnId: 'oakandlinen-56' } })
      .then([exportedAs('e2')]);
  });

  it('counts as set once the shop has confirmed it, once', () => {
    spec.given([exported]).when({ kind: 'ConfirmSet', level, at }).then([settled, levelSet]);
    spec.given([exported, settled, levelSet]).when({ kind: 'ConfirmSet', level, at }).then([]);
  });

  it('numbers its tries, so that a refused one is not repeated under the same key', () => {
    const tried = (attempt: number, changeFrom: number): InventoryLevelEvent => ({
      type: 'SetTried',
      data: { exportId: 'e1', attempt, changeFrom, at: '2026-09-20T14:05:00.000Z' },
      occurredAt: at,
    });
    spec
      .given([exported])
      .when({ kind: 'BeginTry', exportId: 'e1', changeFrom: 10, at })
      .then([tried(1, 10)]);
    spec
      .given([exported, tried(1, 10)])
      .when({ kind: 'BeginTry', exportId: 'e1', changeFrom: 9, at })
      .then([tried(2, 9)]);
  });

  it('asks an operator with the exact figure when the shop refuses it, once', () => {
    spec.given([exported]).when(refusal).then([taskOpened]);
    spec.given([exported, taskOpened]).when(refusal).then([]);
  });

  it('closes that task when the call that was retried went through', () => {
    spec
      .given([exported, taskOpened])
      .when({ kind: 'ConfirmSet', level, at })
      .then([
        settled,
        levelSet,
        {
          type: 'TaskClosed',
          data: {
            taskId: 'set-level:e1:OAK-1:6612233445',
            returnId: 'oakandlinen-55',
            how: 'The shop took the figure.',
            closedAt: '2026-09-20T14:05:00.000Z',
          },
          occurredAt: at,
        },
      ]);
  });
});
