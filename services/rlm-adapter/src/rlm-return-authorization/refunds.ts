import { nothing } from '@backhaul/contracts';
import { isZero, type Money } from '@backhaul/money';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import { jobs } from './jobs.js';
import type { ImportResult, ShopRefund } from './refund.js';
import { evolve, moneyOf, type ReturnAuthorization } from './state.js';
import { importFailed, nothingToExport } from './tasks.js';

type Command<K extends RaCommand['kind']> = Extract<RaCommand, { kind: K }>;

export const markExportedEffect = 'rlm.mark-receipt-exported';
export const importRefundEffect = 'rlm.import-refund';
export const readInventoryEffect = 'rlm.read-inventory';

/** Loop has given the outcome: receipts count as exported, and these refunds belong to the return. */
export function recordProcessed(command: Command<'RecordProcessed'>, state: ReturnAuthorization): RaDecision {
  if (state.processed !== null) return nothing;
  const { returnId, refundIds, at } = command;
  const observed: RaEvent = { type: 'ProcessingObserved', data: { refundIds }, occurredAt: at };
  const exported = Object.keys(state.receipts).map((receiptId) => ({
    key: `exported:${returnId}:${receiptId}`,
    kind: markExportedEffect,
    payload: { returnId, receiptId },
  }));
  const imports = importRefunds(returnId, at, evolve(state, observed));
  return { events: [observed, ...imports.events], calls: [...exported, ...imports.calls] };
}

/** The shop has made a refund on the order of this return; it may or may not be this return's. */
export function recordRefund(
  { returnId, refund, at }: Command<'RecordRefund'>,
  state: ReturnAuthorization,
): RaDecision {
  if (moneyOf(state.refunds[refund.refundId]) !== null) return nothing;
  return andImport(returnId, at, { type: 'RefundObserved', data: { refund }, occurredAt: at }, state);
}

/** Money of a refund that was pending has settled or failed. */
export function recordRefundMoney(command: Command<'RecordRefundMoney'>, state: ReturnAuthorization): RaDecision {
  const { returnId, refundId, settled, failed, at } = command;
  return andImport(
    returnId,
    at,
    { type: 'RefundMoneyObserved', data: { refundId, settled, failed }, occurredAt: at },
    state,
  );
}

function andImport(returnId: string, at: Date, fact: RaEvent, state: ReturnAuthorization): RaDecision {
  const imports = importRefunds(returnId, at, evolve(state, fact));
  return { events: [fact, ...imports.events], calls: imports.calls };
}

/** A refund goes to the ERP once it is known to be this return's and its money has settled: the credit equals the money. */
export function importRefunds(returnId: string, at: Date, state: ReturnAuthorization): RaDecision {
  if (state.requested === null || state.processed === null) return nothing;
  const ready = state.processed.refundIds.flatMap((id): { refund: ShopRefund; money: Money }[] => {
    const seen = state.refunds[id];
    const money = moneyOf(seen);
    const settled = money !== null && isZero(money.pending) && seen?.importing === null;
    return settled && seen.record !== null ? [{ refund: seen.record, money: money.refunded }] : [];
  });
  return {
    events: ready.map(({ refund, money }) => ({
      type: 'RefundImportRequested' as const,
      data: { refundId: refund.refundId, money },
      occurredAt: at,
    })),
    calls: ready.map(({ refund, money }) => ({
      key: `refund:${refund.refundId}`,
      kind: importRefundEffect,
      payload: { returnId, refund, money },
    })),
  };
}

/** Restock and credit invoice are made by the import itself (contracts/rlm-and-3pl.md §6); then the stock goes out. */
export function confirmRefundImport(command: Command<'ConfirmRefundImport'>, state: ReturnAuthorization): RaDecision {
  const { returnId, refundId, result, at } = command;
  const seen = state.refunds[refundId];
  if (seen === undefined || seen.importing === null || seen.imported) return nothing;
  switch (result.kind) {
    case 'skipped': {
      const data = {
        returnId,
        refundId,
        reason: result.reason,
        severity: 'info' as const,
        skippedAt: at.toISOString(),
      };
      return { events: [{ type: 'RefundSkipped', data, occurredAt: at }], calls: [] };
    }
    case 'error':
      return { events: [importFailed(returnId, refundId, result.reason, at)], calls: [] };
    case 'created':
      return imported(command, result, seen.importing.money);
  }
}

function imported(
  { returnId, refundId, at }: Command<'ConfirmRefundImport'>,
  result: Extract<ImportResult, { kind: 'created' }>,
  applied: Money,
): RaDecision {
  const occurredAt = at;
  const when = at.toISOString();
  const { creditNumber: documentNumber, total, merchandise, tax, freight, adjustment, movements } = result;
  const job = jobs.importRefunds;
  const fee = { amount: 0, currency: total.currency };
  const amounts = { total, merchandise, tax, freight, fee, adjustment };
  const credit = { returnId, documentKind: 'credit-invoice' as const, documentNumber, issuedAt: when, ...amounts };
  const events: RaEvent[] = [
    {
      type: 'RefundImported',
      data: { returnId, refundId, documentNumber, applied, importedAt: when, system: 'RLM', job },
      occurredAt,
    },
    { type: 'CreditIssued', data: { ...credit, system: 'RLM', job }, occurredAt },
  ];
  if (movements.length === 0) return { events, calls: [] };
  events.push({
    type: 'InventoryRestocked',
    data: { returnId, restockedAt: when, documentNumber, movements, system: 'RLM' },
    occurredAt,
  });
  const skus = [...new Set(movements.flatMap((movement) => movement.sku ?? []))];
  return {
    events,
    calls: [{ key: `export:${returnId}:${refundId}`, kind: readInventoryEffect, payload: { returnId, skus } }],
  };
}

/** Sellable stock of record after the restock, for the shop. */
export function confirmInventory(
  { returnId, levels, at }: Command<'ConfirmInventory'>,
  _state: ReturnAuthorization,
): RaDecision {
  if (levels.length === 0) return { events: [nothingToExport(returnId, at)], calls: [] };
  const data = { returnId, exportedAt: at.toISOString(), levels, system: 'RLM', job: jobs.exportInventory };
  return { events: [{ type: 'InventoryExported', data, occurredAt: at }], calls: [] };
}
