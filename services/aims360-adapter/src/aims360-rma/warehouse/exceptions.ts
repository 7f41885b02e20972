import type { EventData } from '@backhaul/contracts';
import type { RmaEvent } from '../events.js';
import type { Rma } from '../state.js';
import { openTask } from '../tasks.js';
import type { MatchedUnit } from './match-units.js';
import type { PostedReceipt } from './receipt.js';

type ReceivedUnit = EventData<'ReceiptRecorded'>['units'][number];
type Exception = NonNullable<MatchedUnit['exception']>;

const kinds: Readonly<
  Record<Exception, { kind: string; held: 'over' | 'wrong-item' | 'unexpected-item'; text: string }>
> = {
  over: { kind: 'over-receipt', held: 'over', text: 'more than the return has' },
  'wrong-item': { kind: 'wrong-item', held: 'wrong-item', text: 'not on the return' },
  'unknown-sku': { kind: 'unknown-upc', held: 'unexpected-item', text: 'of an unknown UPC' },
};

/** Units that do not belong on the RMA: told, held for a person, and each on the worklist. */
export function exceptionsSeen(
  returnId: string,
  receipt: PostedReceipt,
  matched: readonly MatchedUnit[],
  at: Date,
  state: Rma,
): RmaEvent[] {
  const odd = matched.flatMap((one) => (one.exception === null ? [] : [{ ...one, exception: one.exception }]));
  if (odd.length === 0) return [];
  const reasons = odd.map(({ posted, exception }) => ({
    kind: kinds[exception].held,
    unitId: null,
    text: `${itemOf(posted)} is ${kinds[exception].text} (receipt ${receipt.receiptId})`,
  }));
  const held: RmaEvent = {
    type: 'ReturnHeld',
    data: { returnId, heldAt: receipt.receivedAt, reasons },
    occurredAt: at,
  };
  const units = odd.map(({ posted, exception }) => receivedUnit(posted, exception, 'undecided'));
  const worklist = odd.map(({ posted, exception }, index) =>
    openTask(returnId, at, {
      id: `${kinds[exception].kind}-${receipt.receiptId}-${index + 1}`,
      kind: kinds[exception].kind,
      title: `${itemOf(posted)} came, and is ${kinds[exception].text}`,
      why: `Receipt ${receipt.receiptId}: nothing is booked for it, and nothing is credited by itself. Send it back, or find out whose it is.`,
      role: 'operator',
      values: {
        receipt: receipt.receiptId,
        upc: posted.barcode ?? '(none)',
        sku: posted.sku ?? '(none)',
        note: posted.note ?? '',
      },
    }),
  );
  return [...told(returnId, receipt, units, at, state), held, ...worklist];
}

/** Units that came after the credit: part of the return, and part of no credit yet. */
export function lateSeen(
  returnId: string,
  receipt: PostedReceipt,
  known: readonly MatchedUnit[],
  at: Date,
  state: Rma,
): RmaEvent[] {
  const came = known.filter(({ posted }) => posted.disposition !== 'missing');
  const units = came.map(({ posted, unit }) => ({
    ...receivedUnit(posted, 'late', posted.disposition === 'missing' ? 'undecided' : posted.disposition),
    unitId: unit?.unitId ?? null,
    sku: unit?.sku ?? posted.sku,
  }));
  return units.length === 0 ? [] : told(returnId, receipt, units, at, state);
}

function receivedUnit(
  { sku, barcode, disposition: fate, note }: MatchedUnit['posted'],
  exception: ReceivedUnit['exception'],
  disposition: ReceivedUnit['disposition'],
): ReceivedUnit {
  const isGood = fate === 'restock';
  return {
    unitId: null,
    sku: sku ?? barcode,
    condition: isGood ? 'good' : 'damaged',
    quality: isGood ? 'first' : 'second',
    disposition,
    exception,
    note,
  };
}

/** What never shows on the RMA is told from the receipt itself. Without an RMA there is no document to tell it of. */
function told(
  returnId: string,
  receipt: PostedReceipt,
  units: ReceivedUnit[],
  at: Date,
  { requested, rmaNumber }: Rma,
): RmaEvent[] {
  if (rmaNumber === null) return [];
  const data = {
    returnId,
    receiptId: receipt.receiptId,
    documentNumber: rmaNumber,
    receivedAt: receipt.receivedAt,
    warehouse: requested?.policy.warehouse ?? null,
    final: false,
    units,
    system: 'AIMS360',
  };
  return [{ type: 'ReceiptRecorded', data, occurredAt: at }];
}

const itemOf = ({ sku, barcode }: MatchedUnit['posted']): string => sku ?? barcode ?? 'An item without a code';
