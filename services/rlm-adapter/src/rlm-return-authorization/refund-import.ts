import { nothing } from '@backhaul/contracts';
import { displayMoney, equals, isZero, subtract, type Money } from '@backhaul/money';
import type { RaCommand } from './commands.js';
import type { RaDecision } from './decide.js';
import type { RaEvent } from './events.js';
import { jobs } from './jobs.js';
import { expectedCredit } from './refund-credit.js';
import { leftOutTasks, notImported, partLeftOut } from './refund-tasks.js';
import type { ImportedRefund, ShopRefund } from './refund.js';
import { moneyOf, type ObservedRefund, type ReturnAuthorization } from './state.js';
import { putRightByImport, readInventoryEffect, wantedAfter } from './stock-export.js';
import { closeTask, creditDiffers, nothingRestocked } from './tasks.js';

type Command<K extends RaCommand['kind']> = Extract<RaCommand, { kind: K }>;

/** Restock and credit invoice are made by the import itself (contracts/rlm-and-3pl.md §6); then the stock goes out. */
export function confirmRefundImport(command: Command<'ConfirmRefundImport'>, state: ReturnAuthorization): RaDecision {
  const { returnId, refundId, result, alreadyThere, at } = command;
  const refund = askedFor(state.refunds[refundId]);
  if (refund === null || refund.imported) return nothing;
  if (result.kind === 'created') return imported(returnId, refund, result, alreadyThere, at, state);
  if (refund.skipped === result.reason) return nothing;
  const { reason } = result;
  const task = notImported(returnId, { ...refund, reason }, at);
  return { events: [leftOut(returnId, refundId, reason, at), task], calls: [] };
}

/** A refund whose import was asked for. */
interface AskedFor extends Pick<ObservedRefund, 'imported' | 'skipped'> {
  readonly refundId: string;
  readonly order: string;
  readonly record: ShopRefund;
  readonly money: Money;
}

function askedFor(seen: ObservedRefund | undefined): AskedFor | null {
  if (seen?.importing === undefined || seen.importing === null || seen.record === null) return null;
  const { importing, record, imported, skipped } = seen;
  return { refundId: record.refundId, order: record.orderName, record, money: importing.money, imported, skipped };
}

type SkippedData = Extract<RaEvent, { type: 'RefundSkipped' }>['data'];

/** A warning: without the import the return's books stay open, so somebody has to look. */
function leftOut(returnId: string, refundId: string, reason: string, at: Date): RaEvent {
  return skipped({ returnId, refundId, reason, severity: 'warning', accepted: null, skippedAt: at.toISOString() }, at);
}

const skipped = (data: SkippedData, at: Date): RaEvent => ({ type: 'RefundSkipped', data, occurredAt: at });

function imported(
  returnId: string,
  refund: AskedFor,
  result: ImportedRefund,
  alreadyThere: string | null,
  at: Date,
  state: ReturnAuthorization,
): RaDecision {
  const { refundId } = refund;
  const events: RaEvent[] = [
    ...alreadyImported(returnId, refundId, alreadyThere, at),
    ...booked(returnId, refund, result, at),
    ...leftOutTasks(returnId, refundId).flatMap((taskId) =>
      closeTask(returnId, taskId, 'RLM imported the refund.', at, state),
    ),
    ...differences(returnId, refund, result, at),
    ...putRightByImport(returnId, refundId, at, state),
  ];
  const { movements, creditNumber: documentNumber } = result;
  if (movements.length === 0)
    return { events: [...events, nothingRestocked(returnId, refundId, result, at)], calls: [] };
  const restocked = { returnId, restockedAt: at.toISOString(), documentNumber, movements, system: 'RLM' };
  return {
    events: [...events, { type: 'InventoryRestocked', data: restocked, occurredAt: at }],
    calls: [
      {
        key: `export:${returnId}:${refundId}`,
        kind: readInventoryEffect,
        payload: wantedAfter(returnId, refundId, result),
      },
    ],
  };
}

/** Not an error: the job looks at every refund again, and RLM says that there is no further action to take. */
function alreadyImported(returnId: string, refundId: string, words: string | null, at: Date): RaEvent[] {
  if (words === null) return [];
  const skippedAt = at.toISOString();
  return [skipped({ returnId, refundId, reason: words, severity: 'info', accepted: null, skippedAt }, at)];
}

/** Of a refund that is taken in by half, only the half stands against the credit. */
function booked(returnId: string, { refundId, money }: AskedFor, result: ImportedRefund, at: Date): RaEvent[] {
  const { creditNumber: documentNumber, total } = result;
  const applied = result.leftOut.length > 0 ? total : money;
  const data = { returnId, refundId, documentNumber, applied, importedAt: at.toISOString(), system: 'RLM' };
  const lines = result.leftOut.map(({ reason }) => reason).join('; ');
  return [
    { type: 'RefundImported', data: { ...data, job: jobs.importRefunds }, occurredAt: at },
    creditIssued(returnId, result, at),
    ...(result.leftOut.length > 0 ? [leftOut(returnId, refundId, lines, at)] : []),
  ];
}

/** What of the credit a person has to look at: another total than the rules give, and money that it does not cover. */
function differences(returnId: string, refund: AskedFor, result: ImportedRefund, at: Date): RaEvent[] {
  const { refundId, record, money } = refund;
  const expected = expectedCredit(record, money, result.leftOut);
  const differs = equals(expected, result.total) ? [] : [creditDiffers(returnId, refundId, result, expected, at)];
  const rest = subtract(money, result.total);
  const part = result.leftOut.length > 0 && !isZero(rest) ? [partLeftOut(returnId, refund, result, at)] : [];
  return [...differs, ...part];
}

/** Why a person cannot accept now that the ERP has no credit for the refund, or for a part of it; null when they can. */
export function acceptRefusal(refundId: string, { refunds }: ReturnAuthorization): string | null {
  const seen = refunds[refundId];
  if (seen === undefined) return `No refund ${refundId} of this return is known.`;
  if (seen.accepted) return 'It is accepted already.';
  return seen.skipped === null ? 'RLM left nothing of this refund out.' : null;
}

/** Nothing more of the refund will be credited in the ERP, a person says; the books close what is left of it. */
export function acceptRefund(command: Command<'AcceptRefund'>, state: ReturnAuthorization): RaDecision {
  const { returnId, refundId, by, reason, at } = command;
  const seen = state.refunds[refundId];
  const money = moneyOf(seen)?.refunded;
  if (acceptRefusal(refundId, state) !== null || seen === undefined || money === undefined) return nothing;
  const accepted = seen.applied === null ? money : subtract(money, seen.applied);
  const words = `${by} accepted that ${displayMoney(accepted)} is not credited in RLM: ${reason}`;
  const data = { returnId, refundId, reason: words, severity: 'info' as const, accepted, skippedAt: at.toISOString() };
  const closed = leftOutTasks(returnId, refundId).flatMap((taskId) => closeTask(returnId, taskId, words, at, state));
  return { events: [skipped(data, at), ...closed], calls: [] };
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
