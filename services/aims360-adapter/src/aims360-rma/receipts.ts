import type { EventData } from '@backhaul/contracts';
import type { RmaEvent, RmaUnit } from './events.js';
import { shortages } from './holds.js';
import { growthOf, unitsOf, type Growth } from './quantities.js';
import type { ItemQuantities, RmaSnapshot } from './rma-snapshot.js';
import type { Rma } from './state.js';
import type { PostedUnit } from './warehouse/receipt.js';

type ReceivedUnit = EventData<'ReceiptRecorded'>['units'][number];
type Disposition = ReceivedUnit['disposition'];
type Movement = EventData<'InventoryRestocked'>['movements'][number];

/** Receipts, restocks and shortages that the last look did not show yet. */
export function quantitiesSeen(returnId: string, rma: RmaSnapshot, state: Rma): RmaEvent[] {
  const growth = growthOf(rma, state);
  if (growth.length === 0) return [];
  const occurredAt = new Date(rma.updatedAt);
  const quantities = Object.fromEntries(growth.map(({ line, now }) => [line.sku, now]));
  return [
    { type: 'QuantitiesObserved', data: { quantities }, occurredAt },
    ...receipt(returnId, rma, growth, state),
    ...restock(returnId, rma, growth),
    ...shortages(returnId, rma, growth, state),
  ];
}

/** Also without a unit, once it is certain that no more will come: the return then waits for nothing. */
function receipt(returnId: string, rma: RmaSnapshot, growth: readonly Growth[], state: Rma): RmaEvent[] {
  const units = growth.flatMap((item) => receivedUnits(item, rma, state));
  const final = rma.lines.every((line) => line.received + line.missing >= line.authorized);
  if (units.length === 0 && (!final || state.final)) return [];
  const data = {
    returnId,
    receiptId: `${rma.rmaNumber}-${state.receipts + 1}`,
    documentNumber: rma.rmaNumber,
    receivedAt: rma.updatedAt,
    warehouse: rma.warehouse,
    final,
    units,
    system: 'AIMS360',
  };
  return [{ type: 'ReceiptRecorded', data, occurredAt: new Date(rma.updatedAt) }];
}

/** The ERP counts per item; which unit it was is what the warehouse posted, else the order of the return, good ones first. */
function receivedUnits({ line, before, now }: Growth, rma: RmaSnapshot, state: Rma): ReceivedUnit[] {
  const ofItem = unitsOf(line.sku, rma, state);
  const waiting = ofItem.filter(({ unitId }) => !state.receivedUnits.has(unitId));
  return fatesOf(before, now).map((disposition) => {
    const { unit, posted } = takeUnit(waiting, disposition, state);
    const isGood = disposition === 'restock' || disposition === 'undecided';
    return {
      unitId: unit?.unitId ?? null,
      sku: line.sku,
      condition: isGood ? 'good' : 'damaged',
      quality: isGood ? 'first' : 'second',
      disposition,
      exception: unit === undefined ? exceptionOf(ofItem) : null,
      note: posted?.note ?? null,
    };
  });
}

/** What became of the units that came: what the ERP has put nowhere yet is undecided. */
function fatesOf(before: ItemQuantities, now: ItemQuantities): Disposition[] {
  const arrived = now.received - before.received;
  const grown = (name: 'restocked' | 'seconds' | 'writtenOff'): number => now[name] - before[name];
  const damaged = [
    ...Array.from({ length: grown('seconds') }, () => 'seconds' as const),
    ...Array.from({ length: grown('writtenOff') }, () => 'write-off' as const),
  ].slice(0, arrived);
  const good = arrived - damaged.length;
  const restocked = Math.min(good, grown('restocked'));
  return [
    ...Array.from({ length: restocked }, () => 'restock' as const),
    ...Array.from({ length: good - restocked }, () => 'undecided' as const),
    ...damaged,
  ];
}

/** Takes it off the units that wait. */
function takeUnit(
  waiting: RmaUnit[],
  disposition: Disposition,
  { postedUnits }: Rma,
): { unit: RmaUnit | undefined; posted: PostedUnit | undefined } {
  const postedAs = (unit: RmaUnit): PostedUnit | undefined =>
    postedUnits.find((one) => one.unitId === unit.unitId && one.disposition === disposition);
  const named = waiting.findIndex((unit) => postedAs(unit) !== undefined);
  const [unit] = waiting.splice(Math.max(0, named), 1);
  return { unit, posted: unit === undefined ? undefined : postedAs(unit) };
}

const exceptionOf = (ofItem: readonly RmaUnit[]): 'over' | 'unexpected' => (ofItem.length > 0 ? 'over' : 'unexpected');

/** Only what the ERP shows as back in stock. What was written off never is. */
function restock(returnId: string, rma: RmaSnapshot, growth: readonly Growth[]): RmaEvent[] {
  const movements = growth.flatMap((item) => movementsOf(item, rma));
  if (movements.length === 0) return [];
  const occurredAt = new Date(rma.updatedAt);
  const document = { documentNumber: rma.rmaNumber, system: 'AIMS360' };
  return [
    { type: 'InventoryRestocked', data: { returnId, restockedAt: rma.updatedAt, movements, ...document }, occurredAt },
  ];
}

function movementsOf({ line, before, now }: Growth, rma: RmaSnapshot): Movement[] {
  const { sku, barcode } = line;
  const first = { sku, barcode, warehouse: rma.warehouse ?? 'default', quality: 'first' as const };
  const second = { sku, barcode, warehouse: rma.secondsWarehouse ?? 'seconds', quality: 'second' as const };
  const moved = [
    { ...first, quantity: now.restocked - before.restocked },
    { ...second, quantity: now.seconds - before.seconds },
  ];
  return moved.filter((movement) => movement.quantity > 0);
}
