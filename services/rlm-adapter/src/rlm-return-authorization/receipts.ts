import { nothing, type EventData } from '@backhaul/contracts';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import { exportDecision } from './export-decision.js';
import type { Receipt, ReceiptLine } from './receipt.js';
import { evolve, type ReturnAuthorization } from './state.js';
import { receiptRevised } from './tasks.js';

type Command<K extends RaCommand['kind']> = Extract<RaCommand, { kind: K }>;
type ReceivedUnit = EventData<'ReceiptRecorded'>['units'][number];

export const postReceiptEffect = 'rlm.post-receipt';

/** The warehouse has received: the facts are recorded per unit and the receipt goes to the ERP. The same receipt twice is one. */
export function recordReceipt({ returnId, receipt }: Command<'RecordReceipt'>, state: ReturnAuthorization): RaDecision {
  if (state.raNumber === null) return nothing;
  const { receiptId, receivedAt } = receipt;
  if (state.receipts[receiptId] !== undefined) {
    return receipt.revision > 1 ? { events: [receiptRevised(returnId, receipt)], calls: [] } : nothing;
  }
  const data = {
    returnId,
    receiptId,
    documentNumber: state.raNumber,
    receivedAt: receivedAt.toISOString(),
    warehouse: receipt.warehouse,
    final: receipt.final,
    units: unitsOf(receipt, state),
    system: 'RLM',
  };
  const warehouse = state.requested?.policy.warehouse;
  const payload = {
    returnId,
    raNumber: state.raNumber,
    warehouse,
    receipt: { ...receipt, receivedAt: receivedAt.toISOString() },
  };
  return {
    events: [{ type: 'ReceiptRecorded', data, occurredAt: receivedAt }],
    calls: [{ key: `receipt:${returnId}:${receiptId}`, kind: postReceiptEffect, payload }],
  };
}

/** The ERP has the receipt; once everything is in, the return is cleared or held, once. */
export function confirmReceiptPosted(command: Command<'ConfirmReceiptPosted'>, state: ReturnAuthorization): RaDecision {
  const { returnId, receiptId, at } = command;
  const receipt = state.receipts[receiptId];
  if (receipt === undefined || receipt.posted) return nothing;
  const posted: RaEvent = { type: 'ReceiptPosted', data: { receiptId }, occurredAt: at };
  return { events: [posted, ...exportDecision(returnId, at, evolve(state, posted))], calls: [] };
}

function unitsOf(receipt: Receipt, state: ReturnAuthorization): ReceivedUnit[] {
  const taken = new Set(
    Object.values(state.receipts).flatMap((known) => known.units.flatMap((unit) => unit.unitId ?? [])),
  );
  const goodFirst = [...receipt.lines].sort((left, right) => rank(left) - rank(right));
  return goodFirst.flatMap((line) => {
    const waiting = waitingUnits(line, state).filter((unitId) => !taken.has(unitId));
    return Array.from({ length: line.quantity }, (_, index): ReceivedUnit => {
      const unitId = waiting[index] ?? null;
      if (unitId !== null) taken.add(unitId);
      return { unitId, sku: line.sku, ...gradeOf(line), exception: exceptionOf(line, unitId), note: line.note };
    });
  });
}

const rank = (line: ReceiptLine): number => (line.condition === 'good' ? 0 : 1);

/** By line number where the warehouse gives it, else by item, in line order (contracts/rlm-and-3pl.md §5). */
function waitingUnits(line: ReceiptLine, state: ReturnAuthorization): readonly string[] {
  const lines = state.requested?.lines ?? [];
  if (line.wrongItem) return [];
  if (line.lineNo !== null) return lines.find((candidate) => candidate.lineNo === line.lineNo)?.unitIds ?? [];
  const matches = lines.filter((candidate) => candidate.sku !== null && candidate.sku === line.sku);
  return matches.flatMap((candidate) => candidate.unitIds);
}

/** Good is first quality, everything else second (contracts/rlm-and-3pl.md §5). */
function gradeOf(line: ReceiptLine): Pick<ReceivedUnit, 'condition' | 'quality'> {
  return { condition: line.condition, quality: line.condition === 'good' ? 'first' : 'second' };
}

function exceptionOf(line: ReceiptLine, unitId: string | null): ReceivedUnit['exception'] {
  if (line.disposition === 'dispose') return 'rejected';
  if (line.wrongItem) return 'wrong-item';
  if (unitId !== null) return null;
  return line.lineNo === null ? 'unexpected' : 'over';
}
