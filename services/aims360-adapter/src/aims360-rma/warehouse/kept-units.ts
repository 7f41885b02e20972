import { nothing } from '@backhaul/contracts';
import type { RmaDecision } from '../decide.js';
import type { RmaUnit } from '../events.js';
import { lineOf, type RmaLine, type RmaSnapshot } from '../rma-snapshot.js';
import type { Rma } from '../state.js';
import { receiveRmaEffect, type ReceiptDraft } from './receipt.js';

// A kept unit is on the RMA, so that its value is credited, and never comes: it is received as written off, which moves no
// stock (+1 −1, contracts/aims360.md §4.2). Nothing of it is told as goods.

/** The RMA without its kept units: what is left are goods that have to come. */
export function goodsOf(rma: RmaSnapshot, state: Rma): RmaSnapshot {
  const kept = keptUnits(state);
  if (kept.length === 0) return rma;
  return { ...rma, lines: rma.lines.map((line) => withoutKept(line, keptOn(line, rma, kept))) };
}

function withoutKept(line: RmaLine, kept: number): RmaLine {
  const done = Math.min(line.writtenOff, kept);
  return {
    ...line,
    authorized: line.authorized - kept,
    received: line.received - done,
    writtenOff: line.writtenOff - done,
  };
}

const keptUnits = ({ requested }: Rma): RmaUnit[] =>
  (requested?.units ?? []).filter(({ outcome }) => outcome === 'keep');

const keptOn = (line: RmaLine, { lines }: RmaSnapshot, kept: readonly RmaUnit[]): number =>
  kept.filter((unit) => lineOf(unit, lines)?.sku === line.sku).length;

/** Whether kept units are still to be written off on the RMA. */
export function keptWaiting(rma: RmaSnapshot, state: Rma): boolean {
  const kept = keptUnits(state);
  return rma.lines.some((line) => line.writtenOff < keptOn(line, rma, kept));
}

/** Once everything else came, or nothing else is to come: before that a cancelled return could not be voided. */
export function writeOffKept(returnId: string, rma: RmaSnapshot, state: Rma): RmaDecision {
  const { requested, keptRequested, ended } = state;
  if (requested?.policy.owner !== 'us' || keptRequested || ended !== null || rma.status !== 'open') return nothing;
  const kept = keptUnits(state);
  const goods = goodsOf(rma, state).lines;
  const allCame = goods.every(({ received, missing, authorized }) => received + missing >= authorized);
  if (kept.length === 0 || !allCame || !keptWaiting(rma, state)) return nothing;
  const { externalReturnId, policy } = requested;
  const receiptReference = `KEPT-${externalReturnId}`;
  const lines = kept.map(({ sku, barcode, warehouse }) => ({
    ...{ sku, barcode, quantity: 1, disposition: 'write-off' as const },
    warehouseCode: warehouse ?? policy.warehouse,
  }));
  const { customerAccount } = policy;
  const payload: ReceiptDraft = {
    returnId,
    externalReturnId,
    customerAccount,
    receiptReference,
    receivedAt: rma.updatedAt,
    lines,
  };
  return {
    events: [{ type: 'KeptWrittenOff', data: { receiptReference }, occurredAt: new Date(rma.updatedAt) }],
    calls: [{ key: `receive:${returnId}:${receiptReference}`, kind: receiveRmaEffect, payload }],
  };
}
