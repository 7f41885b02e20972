import { add, subtract, sum, type Money } from '@backhaul/money';
import type { RaEvent } from './events.js';
import type { UnmappedValue } from './codes.js';
import type { RaOwner } from './policy.js';
import type { MadeRa } from './ra-lines.js';
import type { Receipt } from './receipt.js';
import type { Held, ShopRefund } from './refund.js';

/** The return as it was asked for, and when. */
export type Requested = Extract<RaEvent, { type: 'RaRequested' }>['data'] & { readonly requestedAt: string };

/** One receipt of the warehouse; `posted` once the ERP has this revision of it, `told`: the units that it was said to hold. */
export interface KnownReceipt extends Receipt {
  readonly raNumber: string;
  readonly posted: boolean;
  readonly told: readonly string[];
  /** The newest correction of it that came too late; 0: none. */
  readonly noted: number;
}

/** What was seen of one refund; its record and the fate of its pending money may come in any order. */
export interface ObservedRefund {
  readonly record: ShopRefund | null;
  /** Pending money that came to its end, by what tells one part from another. */
  readonly parts: Readonly<Record<string, { settled: Money; failed: Money }>>;
  readonly importing: { money: Money } | null;
  readonly imported: boolean;
  /** How much of it stands against the credit; null until it is imported. */
  readonly applied: Money | null;
  /** What the ERP made of it. */
  readonly credit: { number: string; total: Money } | null;
  /** Why the ERP left it out, until it takes it after all. */
  readonly skipped: string | null;
  /** A person said that what was left out stays out. */
  readonly accepted: boolean;
}

/** One RA of the return, and how far the warehouse is with it. */
export interface OwnRa extends MadeRa {
  readonly announced: boolean;
  /** The warehouse's own number of the return order; null until it has one. */
  readonly returnOrder: string | null;
  /** How far the RA is on its way to be void; `given-up`: it has goods, and is for a person. */
  readonly cancelling: 'no' | 'return-order' | 'ra' | 'cancelled' | 'given-up';
  /** Of how many units the warehouse was told that they do not come. */
  readonly takenOff: number;
  /** Whether the warehouse's list was compared with what we have. */
  readonly listRead: 'not-asked' | 'asked' | 'read';
  /** Waiting for a final receipt was given up. */
  readonly receivingClosed: boolean;
  /** Closed in the ERP while goods were still to come: what comes counts for nothing there. */
  readonly closed: boolean;
}

export interface ReturnAuthorization {
  readonly requested: Requested | null;
  /** How often the store's tables have named its lines anew. */
  readonly named: number;
  /** Words that the RA waits for. */
  readonly blockedBy: readonly UnmappedValue[];
  /** One per division of the items; empty until RLM has made them. */
  readonly ras: readonly OwnRa[];
  readonly receipts: Readonly<Record<string, KnownReceipt>>;
  /** Units that were taken off the return in Loop. */
  readonly takenOff: ReadonlySet<string>;
  /** How the return ended without an outcome. */
  readonly ended: 'cancelled' | 'expired' | 'closed' | null;
  /** Taken once, for all RAs together: process or hold. */
  readonly decided: boolean;
  readonly processed: { refundIds: readonly string[] } | null;
  readonly refunds: Readonly<Record<string, ObservedRefund>>;
  /** Refunds after which the stock was exported. */
  readonly exported: ReadonlySet<string>;
  /** What an export leaves out until RLM has other refunds, by the refund that it follows. */
  readonly held: Readonly<Record<string, readonly Held[]>>;
  /** How often held stock was read again. */
  readonly releases: Readonly<Record<string, number>>;
  /** What the ERP put into stock, by SKU. */
  readonly restocked: Readonly<Record<string, UnitsByQuality>>;
  /** Open tasks and why each was opened. */
  readonly tasks: Readonly<Record<string, string>>;
  /** Why a task was open that a person has judged: the same is not asked again. */
  readonly judged: Readonly<Record<string, string>>;
}

/** Units of one SKU. */
export interface UnitsByQuality {
  readonly first: number;
  readonly second: number;
}

export const initial: ReturnAuthorization = {
  requested: null,
  named: 0,
  blockedBy: [],
  ras: [],
  receipts: {},
  takenOff: new Set(),
  ended: null,
  decided: false,
  processed: null,
  refunds: {},
  exported: new Set(),
  held: {},
  releases: {},
  restocked: {},
  tasks: {},
  judged: {},
};

const unseenRefund: ObservedRefund = {
  record: null,
  parts: {},
  importing: null,
  imported: false,
  applied: null,
  credit: null,
  skipped: null,
  accepted: false,
};

/** Applies one event. */
export function evolve(state: ReturnAuthorization, event: RaEvent): ReturnAuthorization {
  switch (event.type) {
    case 'RaRequested':
      return { ...state, requested: { ...event.data, requestedAt: event.occurredAt.toISOString() } };
    case 'RaBlocked':
      return { ...state, blockedBy: event.data.by };
    case 'RaNamed':
      return renamed(state, event.data);
    case 'OwnerSet':
      return withOwner(state, event.data.owner);
    case 'RasMade':
      return { ...state, ras: event.data.ras.map(ownRa) };
    case 'ReturnAuthorized':
      return withTheOneRa(state, event.data.documentNumber);
    case 'AsnTransmitted':
      return withRa(state, event.data.documentNumber, {
        announced: true,
        returnOrder: event.data.warehouseReference,
      });
    case 'ReceiptTaken':
      return withReceipt(state, { ...event.data, ...namedRa(state, event.data), posted: false, told: [], noted: 0 });
    case 'ReceiptRecorded': {
      const receipt = state.receipts[event.data.receiptId];
      const told = event.data.units.flatMap(({ unitId }) => unitId ?? []);
      return receipt === undefined ? state : withReceipt(state, { ...receipt, told });
    }
    case 'ReceiptPosted': {
      const receipt = state.receipts[event.data.receiptId];
      // The confirmation of an older revision says nothing about the newer one.
      const isNewest = receipt?.revision === event.data.revision;
      return isNewest ? withReceipt(state, { ...receipt, posted: true }) : state;
    }
    case 'CorrectionNoted': {
      const receipt = state.receipts[event.data.receiptId];
      return receipt === undefined ? state : withReceipt(state, { ...receipt, noted: event.data.revision });
    }
    case 'RaFoundClosed':
      return withRa(state, event.data.raNumber, { closed: true });
    case 'ReceiptsAsked':
      return withRa(state, namedRa(state, event.data).raNumber, { listRead: 'asked' });
    case 'ReceiptsRead':
      return withRa(state, namedRa(state, event.data).raNumber, { listRead: 'read' });
    case 'ReceivingClosed':
      return withRa(state, namedRa(state, event.data).raNumber, { receivingClosed: true });
    case 'EndObserved':
      return { ...state, ended: event.data.how };
    case 'UnitsTakenOff':
      return { ...state, takenOff: new Set([...state.takenOff, ...event.data.unitIds]) };
    case 'OrderChangeAsked':
      return withRa(state, event.data.raNumber, { takenOff: event.data.takenOff });
    case 'CancelAsked':
      return withRa(state, event.data.raNumber, { cancelling: event.data.what });
    case 'CancelGivenUp':
      return withRa(state, event.data.raNumber, { cancelling: 'given-up' });
    case 'AuthorizationCancelled':
      return withRa(state, event.data.documentNumber, { cancelling: 'cancelled' });
    case 'ReturnCleared':
    case 'ReturnHeld':
      return { ...state, decided: true };
    case 'ProcessingObserved': {
      const known = state.processed?.refundIds ?? [];
      return { ...state, processed: { refundIds: [...new Set([...known, ...event.data.refundIds])] } };
    }
    case 'RefundObserved':
      return withRefund(state, event.data.refund.refundId, { record: event.data.refund });
    case 'RefundMoneyObserved': {
      const { refundId, part, settled, failed } = event.data;
      const parts = { ...state.refunds[refundId]?.parts, [part]: { settled, failed } };
      return withRefund(state, refundId, { parts });
    }
    case 'RefundImportRequested':
      return withRefund(state, event.data.refundId, { importing: { money: event.data.money } });
    case 'RefundSkipped':
      return afterSkip(state, event.data);
    case 'RefundImported':
      return withRefund(state, event.data.refundId, {
        imported: true,
        applied: event.data.applied,
        credit: { number: event.data.documentNumber, total: event.data.applied },
      });
    case 'CreditIssued':
      return withCredit(state, event.data);
    case 'StockRead':
      return {
        ...state,
        exported: new Set([...state.exported, event.data.refundId]),
        held: without(state.held, event.data.refundId),
      };
    case 'StockHeld':
      return { ...state, held: { ...state.held, [event.data.refundId]: event.data.held } };
    case 'StockReleased': {
      const { refundId } = event.data;
      const releases = { ...state.releases, [refundId]: (state.releases[refundId] ?? 0) + 1 };
      return { ...state, held: without(state.held, refundId), releases };
    }
    case 'TaskOpened':
      return { ...state, tasks: { ...state.tasks, [event.data.taskId]: event.data.why } };
    case 'TaskJudged': {
      const { taskId } = event.data;
      return { ...state, judged: { ...state.judged, [taskId]: state.tasks[taskId] ?? '' } };
    }
    case 'TaskClosed': {
      const { [event.data.taskId]: _closed, ...tasks } = state.tasks;
      return { ...state, tasks };
    }
    case 'InventoryRestocked':
      return { ...state, restocked: event.data.movements.reduce(plusMovement, state.restocked) };
    case 'CallLeft':
    case 'InventoryExported':
      return state;
  }
}

function renamed(
  state: ReturnAuthorization,
  { lines, warehouse }: Extract<RaEvent, { type: 'RaNamed' }>['data'],
): ReturnAuthorization {
  const { requested } = state;
  if (requested === null) return state;
  const policy = { ...requested.policy, warehouse };
  return { ...state, requested: { ...requested, lines, policy }, named: state.named + 1, blockedBy: [] };
}

function withOwner(state: ReturnAuthorization, owner: RaOwner): ReturnAuthorization {
  const { requested } = state;
  return requested === null ? state : { ...state, requested: { ...requested, policy: { ...requested.policy, owner } } };
}

/** The RA of that number, where it is the return's. */
export function raOf(raNumber: string, { ras }: ReturnAuthorization): OwnRa | undefined {
  return ras.find((ra) => ra.raNumber === raNumber);
}

/** What the warehouse has reported for the RA of that number. */
export function receiptsOf(raNumber: string, { receipts }: ReturnAuthorization): KnownReceipt[] {
  return Object.values(receipts).filter((receipt) => receipt.raNumber === raNumber);
}

/** Units of the RA that may still come: the others were taken off the return. */
export function unitsWanted({ lines }: OwnRa, { takenOff }: ReturnAuthorization): string[] {
  return lines.flatMap(({ unitIds }) => unitIds).filter((id) => !takenOff.has(id));
}

const ownRa = (ra: MadeRa): OwnRa => ({
  ...ra,
  ...{ announced: false, returnOrder: null, cancelling: 'no', takenOff: 0 },
  ...{ listRead: 'not-asked', receivingClosed: false, closed: false },
});

/** A stream that was begun when a return had one RA names its lines and its division with the request. */
function withTheOneRa(state: ReturnAuthorization, raNumber: string): ReturnAuthorization {
  const { requested } = state;
  if (requested === null || raOf(raNumber, state) !== undefined) return state;
  const made = { raNumber, division: requested.policy.division ?? 0, lines: requested.lines };
  return { ...state, ras: [...state.ras, ownRa(made)] };
}

/** The RA that an event is about; an event of a return with one RA names none. */
function namedRa({ ras }: ReturnAuthorization, { raNumber }: { raNumber: string | null }): { raNumber: string } {
  return { raNumber: raNumber ?? ras[0]?.raNumber ?? '' };
}

function withRa(state: ReturnAuthorization, raNumber: string, change: Partial<OwnRa>): ReturnAuthorization {
  return { ...state, ras: state.ras.map((ra) => (ra.raNumber === raNumber ? { ...ra, ...change } : ra)) };
}

function withReceipt(state: ReturnAuthorization, receipt: KnownReceipt): ReturnAuthorization {
  return { ...state, receipts: { ...state.receipts, [receipt.receiptId]: receipt } };
}

function withRefund(state: ReturnAuthorization, id: string, change: Partial<ObservedRefund>): ReturnAuthorization {
  return { ...state, refunds: { ...state.refunds, [id]: { ...(state.refunds[id] ?? unseenRefund), ...change } } };
}

function without<T>(all: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> {
  const { [id]: _gone, ...rest } = all;
  return rest;
}

function plusMovement(
  restocked: ReturnAuthorization['restocked'],
  { sku, quality, quantity }: { sku: string | null; quality: 'first' | 'second'; quantity: number },
): ReturnAuthorization['restocked'] {
  if (sku === null) return restocked;
  const before = restocked[sku] ?? { first: 0, second: 0 };
  return { ...restocked, [sku]: { ...before, [quality]: before[quality] + quantity } };
}

/** An information leaves everything as it is, unless it is a person's word. */
function afterSkip(state: ReturnAuthorization, { refundId, reason, severity, accepted }: Skipped): ReturnAuthorization {
  if (accepted !== null) return withRefund(state, refundId, { accepted: true });
  return severity === 'warning' ? withRefund(state, refundId, { skipped: reason }) : state;
}

type Skipped = Extract<RaEvent, { type: 'RefundSkipped' }>['data'];

/** A credit names its refund by the import before it. */
function withCredit(
  state: ReturnAuthorization,
  { documentNumber: number, total }: { documentNumber: string; total: Money },
): ReturnAuthorization {
  const found = Object.entries(state.refunds).find(([, { credit }]) => credit?.number === number);
  return found === undefined ? state : withRefund(state, found[0], { credit: { number, total } });
}

/** Money that reached the shopper, that is still under way, and that will not arrive; null while the refund was not seen. */
export function moneyOf(refund: ObservedRefund | undefined): { refunded: Money; pending: Money; failed: Money } | null {
  const record = refund?.record ?? null;
  if (refund === undefined || record === null) return null;
  const { moneyRefunded, moneyPending } = record;
  const parts = Object.values(refund.parts);
  const total = (of: 'settled' | 'failed'): Money =>
    sum(
      parts.map((part) => part[of]),
      moneyPending.currency,
    );
  const [settled, failed] = [total('settled'), total('failed')];
  return {
    refunded: add(moneyRefunded, settled),
    pending: subtract(subtract(moneyPending, settled), failed),
    failed,
  };
}
