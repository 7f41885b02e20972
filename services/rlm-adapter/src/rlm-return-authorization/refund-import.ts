import { nothing } from '@backhaul/contracts';
import { equals, type Money } from '@backhaul/money';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import { jobs } from './jobs.js';
import type { ImportedRefund } from './refund.js';
import type { ReturnAuthorization } from './state.js';
import { creditDiffers, nothingRestocked } from './tasks.js';

type Command<K extends RaCommand['kind']> = Extract<RaCommand, { kind: K }>;

export const readInventoryEffect = 'rlm.read-inventory';

/** Whose stock to read after a restock. */
export interface StockWanted {
  readonly returnId: string;
  readonly refundId: string;
  readonly skus: readonly string[];
  /** Those of them that went back as first quality: each has to have a place in the shop. */
  readonly sellable: readonly string[];
}

/** Restock and credit invoice are made by the import itself (contracts/rlm-and-3pl.md §6); then the stock goes out. */
export function confirmRefundImport(command: Command<'ConfirmRefundImport'>, state: ReturnAuthorization): RaDecision {
  const { returnId, refundId, result, at } = command;
  const seen = state.refunds[refundId];
  if (seen === undefined || seen.importing === null || seen.imported) return nothing;
  if (result.kind === 'created') return imported(returnId, refundId, result, seen.importing.money, at);
  if (seen.skipped === result.reason) return nothing;
  return { events: [skipped(returnId, refundId, result.reason, at)], calls: [] };
}

/** A warning: without the import the return's books stay open, so somebody has to look. */
function skipped(returnId: string, refundId: string, reason: string, at: Date): RaEvent {
  const data = { returnId, refundId, reason, severity: 'warning' as const, skippedAt: at.toISOString() };
  return { type: 'RefundSkipped', data, occurredAt: at };
}

function imported(returnId: string, refundId: string, result: ImportedRefund, money: Money, at: Date): RaDecision {
  const { creditNumber: documentNumber, movements, leftOut, total } = result;
  // Of a refund that is taken in by half, only the half stands against the credit.
  const applied = leftOut.length > 0 ? total : money;
  const data = { returnId, refundId, documentNumber, applied, importedAt: at.toISOString(), system: 'RLM' };
  const events: RaEvent[] = [
    { type: 'RefundImported', data: { ...data, job: jobs.importRefunds }, occurredAt: at },
    creditIssued(returnId, result, at),
    ...(leftOut.length > 0 ? [skipped(returnId, refundId, leftOut.join('; '), at)] : []),
    ...(equals(applied, total) ? [] : [creditDiffers(returnId, refundId, result, money, at)]),
  ];
  if (movements.length === 0)
    return { events: [...events, nothingRestocked(returnId, refundId, result, at)], calls: [] };
  const restocked = { returnId, restockedAt: at.toISOString(), documentNumber, movements, system: 'RLM' };
  return {
    events: [...events, { type: 'InventoryRestocked', data: restocked, occurredAt: at }],
    calls: [
      { key: `export:${returnId}:${refundId}`, kind: readInventoryEffect, payload: wanted(returnId, refundId, result) },
    ],
  };
}

function creditIssued(returnId: string, result: ImportedRefund, at: Date): RaEvent {
  const { creditNumber: documentNumber, total, merchandise, tax, freight, adjustment } = result;
  const fee = { amount: 0, currency: total.currency };
  const amounts = { total, merchandise, tax, freight, fee, adjustment };
  const credit = { returnId, documentKind: 'credit-invoice' as const, documentNumber, issuedAt: at.toISOString() };
  return {
    type: 'CreditIssued',
    data: { ...credit, ...amounts, system: 'RLM', job: jobs.importRefunds },
    occurredAt: at,
  };
}

function wanted(returnId: string, refundId: string, { movements }: ImportedRefund): StockWanted {
  const skusOf = (list: ImportedRefund['movements']): string[] => [...new Set(list.flatMap(({ sku }) => sku ?? []))];
  const sellable = movements.filter(({ quality }) => quality === 'first');
  return { returnId, refundId, skus: skusOf(movements), sellable: skusOf(sellable) };
}

/** Sellable stock of record after the restock, for the shop; of two exports the one that was read last counts. */
export function confirmInventory(command: Command<'ConfirmInventory'>, state: ReturnAuthorization): RaDecision {
  const { returnId, refundId, levels, readAt, at } = command;
  if (state.exported.has(refundId)) return nothing;
  const data = { returnId, exportedAt: readAt.toISOString(), levels, system: 'RLM', job: jobs.exportInventory };
  return {
    events: [
      { type: 'StockRead', data: { refundId }, occurredAt: at },
      { type: 'InventoryExported', data, occurredAt: readAt },
    ],
    calls: [],
  };
}
