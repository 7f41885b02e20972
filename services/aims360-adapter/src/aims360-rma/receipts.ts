import type { EventData } from '@backhaul/contracts';
import type { RmaEvent } from './events.js';
import { isSameItem, itemKey, type RmaLine, type RmaSnapshot } from './rma-snapshot.js';
import type { ItemQuantities, Rma } from './state.js';

type ReceivedUnit = EventData<'ReceiptRecorded'>['units'][number];
type Movement = EventData<'InventoryRestocked'>['movements'][number];

const none: ItemQuantities = { received: 0, restocked: 0, seconds: 0 };

/** New receipts and restocks since the last look. Quantities only grow, so an older look yields nothing. */
export function receiptsSeen(returnId: string, rma: RmaSnapshot, state: Rma): RmaEvent[] {
  const lines = rma.lines.filter((line) => grew(line, state.quantities[itemKey(line)] ?? none));
  const held = shortages(returnId, rma, state);
  if (lines.length === 0) return held;
  const occurredAt = rma.updatedAt;
  const quantities = Object.fromEntries(lines.map((line) => [itemKey(line), highest(line, state)]));
  return [
    { type: 'QuantitiesObserved', data: { quantities }, occurredAt },
    ...receipt(returnId, rma, lines, state),
    ...restock(returnId, rma, lines, state),
    ...held,
  ];
}

function grew(line: RmaLine, before: ItemQuantities): boolean {
  return line.received > before.received || line.restocked > before.restocked || line.seconds > before.seconds;
}

function highest(line: RmaLine, state: Rma): ItemQuantities {
  const before = state.quantities[itemKey(line)] ?? none;
  return {
    received: Math.max(line.received, before.received),
    restocked: Math.max(line.restocked, before.restocked),
    seconds: Math.max(line.seconds, before.seconds),
  };
}

function receipt(returnId: string, rma: RmaSnapshot, lines: readonly RmaLine[], state: Rma): RmaEvent[] {
  const units = lines.flatMap((line) => receivedUnits(line, state));
  if (units.length === 0) return [];
  const data = {
    returnId,
    receiptId: `${rma.rmaNumber}-${state.receipts + 1}`,
    documentNumber: rma.rmaNumber,
    receivedAt: rma.updatedAt.toISOString(),
    warehouse: rma.warehouse,
    final: rma.lines.every((line) => line.received + line.missing >= line.authorized),
    units,
    system: 'AIMS360',
  };
  return [{ type: 'ReceiptRecorded', data, occurredAt: rma.updatedAt }];
}

/** The ERP counts per item; units of that item are taken in the order of the return, good ones first. */
function receivedUnits(line: RmaLine, state: Rma): ReceivedUnit[] {
  const before = state.quantities[itemKey(line)] ?? none;
  const waiting = (state.requested?.units ?? []).filter(
    (unit) => isSameItem(unit, line) && !state.receivedUnits.has(unit.unitId),
  );
  const good = Math.max(0, line.restocked - before.restocked);
  return Array.from({ length: Math.max(0, line.received - before.received) }, (_, index): ReceivedUnit => {
    const unit = waiting[index];
    const damaged = index >= good && line.seconds + line.writtenOff > 0;
    return {
      unitId: unit?.unitId ?? null,
      sku: line.sku,
      condition: damaged ? 'damaged' : 'good',
      quality: damaged ? 'second' : 'first',
      exception: unit === undefined ? 'over' : null,
      note: null,
    };
  });
}

function restock(returnId: string, rma: RmaSnapshot, lines: readonly RmaLine[], state: Rma): RmaEvent[] {
  const movements = lines.flatMap((line) => movementsOf(line, rma, state));
  if (movements.length === 0) return [];
  const data = {
    returnId,
    restockedAt: rma.updatedAt.toISOString(),
    documentNumber: rma.rmaNumber,
    movements,
    system: 'AIMS360',
  };
  return [{ type: 'InventoryRestocked', data, occurredAt: rma.updatedAt }];
}

function movementsOf(line: RmaLine, rma: RmaSnapshot, state: Rma): Movement[] {
  const before = state.quantities[itemKey(line)] ?? none;
  const { sku, barcode } = line;
  const first = { sku, barcode, warehouse: rma.warehouse ?? 'default', quality: 'first' as const };
  const second = { sku, barcode, warehouse: rma.secondsWarehouse ?? 'seconds', quality: 'second' as const };
  const moved = [
    { ...first, quantity: line.restocked - before.restocked },
    { ...second, quantity: line.seconds - before.seconds },
  ];
  return moved.filter((movement) => movement.quantity > 0);
}

/** Damaged, missing or surplus goods: a person decides, nothing is credited by itself. */
function shortages(returnId: string, rma: RmaSnapshot, state: Rma): RmaEvent[] {
  const reasons = rma.lines.flatMap(reasonsOf).filter((reason) => !state.held.has(reason.kind));
  if (reasons.length === 0) return [];
  return [
    {
      type: 'ReturnHeld',
      data: { returnId, heldAt: rma.updatedAt.toISOString(), reasons },
      occurredAt: rma.updatedAt,
    },
  ];
}

function reasonsOf(line: RmaLine): EventData<'ReturnHeld'>['reasons'] {
  const item = line.sku ?? line.barcode ?? 'an item';
  const found: EventData<'ReturnHeld'>['reasons'] = [];
  if (line.missing > 0)
    found.push({ kind: 'short', unitId: null, text: `${line.missing} of ${line.authorized} ${item} missing` });
  const damaged = line.seconds + line.writtenOff;
  if (damaged > 0)
    found.push({ kind: 'damaged', unitId: null, text: `${damaged} of ${line.received} ${item} damaged` });
  if (line.received > line.authorized) {
    found.push({ kind: 'over', unitId: null, text: `${line.received} ${item} received, ${line.authorized} expected` });
  }
  return found;
}
