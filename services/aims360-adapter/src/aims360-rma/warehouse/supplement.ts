import { zero } from '@backhaul/money';
import type { RmaCommand } from '../commands.js';
import { nothing } from '@backhaul/contracts';
import { draftFrom } from '../contents.js';
import type { RmaDecision } from '../decide.js';
import type { RmaEvent } from '../events.js';
import { createRmaEffect } from '../rma-draft.js';
import type { Rma } from '../state.js';
import { closeTask, openTask } from '../tasks.js';
import type { MatchedUnit } from './match-units.js';
import { receiptValues, receiveRmaEffect, type ReceiptDraft } from './receipt.js';

/** A credited RMA takes no more goods: late units get one of their own (contracts/aims360.md §4.1). */
const suffix = '-2';

/** The return that an RMA stands for, and whether it is the one for late units. */
export function returnOfRma(externalReturnId: string): { externalReturnId: string; supplementary: boolean } {
  const supplementary = /^\d+-2$/.test(externalReturnId);
  return {
    externalReturnId: supplementary ? externalReturnId.slice(0, -suffix.length) : externalReturnId,
    supplementary,
  };
}

/** Late units are received, so that they are in stock; whether the shopper is paid for them is for finance. */
export function supplement(
  returnId: string,
  receipt: ReceiptDraft,
  known: readonly MatchedUnit[],
  at: Date,
  state: Rma,
): RmaDecision {
  const { requested } = state;
  if (requested === null) return nothing;
  const late = known.filter(({ posted }) => posted.disposition !== 'missing').flatMap(({ unit }) => unit ?? []);
  if (late.length === 0) return nothing;
  if (state.supplement !== null) return { events: [byHand(returnId, receipt, at)], calls: [] };
  const externalReturnId = `${requested.externalReturnId}${suffix}`;
  const tax = zero(requested.fee.currency);
  const contents = { ...requested, units: late, tax, fee: tax };
  const draft = { ...draftFrom(returnId, requested, at, contents), externalReturnId };
  const lines = receipt.lines.filter(({ disposition }) => disposition !== 'missing');
  const asked: RmaEvent = {
    type: 'SupplementRequested',
    data: { externalReturnId, unitIds: late.map(({ unitId }) => unitId) },
    occurredAt: at,
  };
  const received = { ...receipt, externalReturnId, lines };
  return {
    events: [asked, lateUnits(returnId, received, at)],
    calls: [
      { key: `rma:${returnId}:late`, kind: createRmaEffect, payload: draft },
      { key: `receive:${returnId}:${receipt.receiptReference}`, kind: receiveRmaEffect, payload: received },
    ],
  };
}

const lateUnits = (returnId: string, receipt: ReceiptDraft, at: Date): RmaEvent =>
  openTask(returnId, at, {
    id: 'late-units',
    kind: 'late-units',
    title: 'Units came after the return was credited',
    why: `They are received on a second RMA for ${receipt.externalReturnId}. When the shopper is to be paid for them, pay in Loop and credit that RMA; else void it.`,
    role: 'finance',
    values: receiptValues(receipt),
  });

/** Once there is a second RMA, more late units are rare enough for a person. */
const byHand = (returnId: string, receipt: ReceiptDraft, at: Date): RmaEvent =>
  openTask(returnId, at, {
    id: `late-units-${receipt.receiptReference}`,
    kind: 'late-units',
    title: 'Still more units came after the return was credited',
    why: 'The return has an RMA for late units already. Receive these by hand, and decide whether the shopper is paid for them.',
    role: 'finance',
    values: receiptValues(receipt),
  });

/** The RMA for late units, as it was read: its restocked goods are told like any other. */
export function observeSupplement(
  { returnId, rma }: Extract<RmaCommand, { kind: 'ObserveSupplement' }>,
  state: Rma,
): RmaDecision {
  const { supplement: known } = state;
  if (state.requested === null || known === null) return nothing;
  const at = new Date(rma.updatedAt);
  const movements = rma.lines.flatMap((line) => {
    const before = known.stocked[line.sku] ?? { restocked: 0, seconds: 0 };
    const { sku, barcode } = line;
    return [
      {
        sku,
        barcode,
        warehouse: rma.warehouse ?? 'default',
        quality: 'first' as const,
        quantity: line.restocked - before.restocked,
      },
      {
        sku,
        barcode,
        warehouse: rma.secondsWarehouse ?? 'seconds',
        quality: 'second' as const,
        quantity: line.seconds - before.seconds,
      },
    ].filter(({ quantity }) => quantity > 0);
  });
  const stocked = Object.fromEntries(rma.lines.map(({ sku, restocked, seconds }) => [sku, { restocked, seconds }]));
  const document = { documentNumber: rma.rmaNumber, system: 'AIMS360' };
  const events: RmaEvent[] =
    movements.length === 0
      ? []
      : [
          { type: 'SupplementObserved', data: { rmaNumber: rma.rmaNumber, stocked }, occurredAt: at },
          {
            type: 'InventoryRestocked',
            data: { returnId, restockedAt: rma.updatedAt, movements, ...document },
            occurredAt: at,
          },
        ];
  const how = rma.status === 'void' ? 'The RMA for late units is void' : 'The RMA for late units is credited';
  const closing = rma.status === 'open' ? [] : closeTask(returnId, 'late-units', how, at, state);
  return { events: [...events, ...closing], calls: [] };
}
