import { expect, it } from '@jest/globals';
import { warehouseAdjustment } from '../src/warehouse-adjustment/decide.js';

const at = new Date('2026-03-10T12:00:00.000Z');
const adjustment = {
  ...{ adjustmentId: 'ADJ1', returnId: null, raNumber: null, receiptId: null },
  ...{ adjustedAt: '2026-03-09T00:00:00.000Z', changes: ['-1 × TS100-BLK-M: destroyed'] },
};

it('an adjustment of the warehouse is one task, however often it is told, and a person closes it once', () => {
  let state = warehouseAdjustment.initial;
  const told: string[] = [];
  const close = { kind: 'CloseAdjustment', by: 'Ida', reason: 'booked in RLM', at } as const;
  const record = { kind: 'RecordAdjustment', adjustment, at } as const;
  for (const command of [close, record, record, close, close, record]) {
    const { events } = warehouseAdjustment.decide(command, state);
    told.push(...events.map(({ type }) => type));
    state = events.reduce(warehouseAdjustment.evolve, state);
  }
  expect(told).toEqual(['TaskOpened', 'TaskClosed']);
});
