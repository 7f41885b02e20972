import type { EventData } from '@backhaul/contracts';
import type { RaEvent } from './events.js';
import { jobs } from './jobs.js';
import type { RaLine } from './ra-lines.js';
import type { KnownReceipt, ReturnAuthorization } from './state.js';

type Reason = EventData<'ReturnHeld'>['reasons'][number];
type Unit = KnownReceipt['units'][number];

/** One rule of the comparison of receipt and RA (contracts/rlm-and-3pl.md §3.2): what it finds holds the return. */
type Rule = (lines: readonly RaLine[], units: readonly Unit[]) => Reason[];

const short: Rule = (lines, units) =>
  lines.flatMap((line): Reason[] => {
    const came = line.unitIds.filter((id) => units.some((unit) => unit.unitId === id)).length;
    const text = `short ${came} of ${line.unitIds.length} ${line.sku ?? 'items'}`;
    return came < line.unitIds.length ? [{ kind: 'short', unitId: null, text }] : [];
  });

const unannounced: Rule = (_lines, units) =>
  units.flatMap((unit): Reason[] =>
    unit.unitId === null
      ? [{ kind: 'unexpected-item', unitId: null, text: `${unit.sku ?? 'an item'} received, not expected` }]
      : [],
  );

const secondQuality: Rule = (_lines, units) =>
  units.flatMap((unit): Reason[] =>
    unit.quality === 'second'
      ? [{ kind: 'damaged', unitId: unit.unitId, text: `${unit.sku ?? 'an item'} received as second quality` }]
      : [],
  );

const rules: readonly Rule[] = [short, unannounced, secondQuality];

/** Process or hold, decided once, when the warehouse has said that no more will come and the ERP has every receipt. */
export function exportDecision(returnId: string, at: Date, state: ReturnAuthorization): RaEvent[] {
  const receipts = Object.values(state.receipts);
  const complete = receipts.some((receipt) => receipt.final) && receipts.every((receipt) => receipt.posted);
  if (state.decided || !complete || state.requested === null || state.raNumber === null) return [];
  const { lines } = state.requested;
  const units = receipts.flatMap((receipt) => receipt.units);
  const reasons = rules.flatMap((rule) => rule(lines, units));
  if (reasons.length > 0) {
    return [{ type: 'ReturnHeld', data: { returnId, heldAt: at.toISOString(), reasons }, occurredAt: at }];
  }
  const basis = 'receipt-matches' as const;
  const data = {
    returnId,
    clearedAt: at.toISOString(),
    basis,
    documentNumber: state.raNumber,
    job: jobs.exportReceipts,
  };
  return [{ type: 'ReturnCleared', data, occurredAt: at }];
}
