import type { EventData } from '@backhaul/contracts';
import { allocate } from './allocate.js';
import type { RaEvent } from './events.js';
import { goodsWorklist, type Compared, type KnownLine } from './goods-worklist.js';
import { jobs } from './jobs.js';
import { takenOffLast, type RaLine } from './ra-lines.js';
import type { TakenUnit } from './receipt.js';
import { receiptsOf, unitsWanted, type KnownReceipt, type OwnRa, type ReturnAuthorization } from './state.js';

type Reason = EventData<'ReturnHeld'>['reasons'][number];

/** One rule of the comparison of receipt and RA (contracts/rlm-and-3pl.md §3.2): what it finds holds the return. */
type Rule = (lines: readonly RaLine[], units: readonly TakenUnit[]) => Reason[];

/**
 * A rule about single units; `null` from `text` lets a unit pass. Units of one line are interchangeable, so reasons name
 * the item and leave it to the receipts to name units.
 */
const perUnit =
  (kind: Reason['kind'], text: (unit: TakenUnit) => string | null): Rule =>
  (_lines, units) =>
    units.flatMap((unit): Reason[] => {
      const difference = text(unit);
      return difference === null ? [] : [{ kind, unitId: null, text: `${unit.sku ?? 'an item'} ${difference}` }];
    });

const short: Rule = (lines, units) =>
  lines.flatMap(({ unitIds, sku, barcode }): Reason[] => {
    const came = unitIds.filter((id) => units.some((unit) => unit.unitId === id)).length;
    const text = `short ${came} of ${unitIds.length} ${sku ?? barcode ?? 'items'}`;
    return came < unitIds.length ? [{ kind: 'short', unitId: null, text }] : [];
  });

const over = perUnit('over', ({ exception }) => (exception === 'over' ? 'received beyond what was authorised' : null));

const wrongItem = perUnit('wrong-item', ({ exception }) =>
  exception === 'wrong-item' ? 'received instead of what was authorised' : null,
);

const unexpected = perUnit('unexpected-item', ({ exception }) =>
  exception === 'unexpected' ? 'received, not expected' : null,
);

const rejected = perUnit('damaged', ({ exception }) => (exception === 'rejected' ? 'rejected by the warehouse' : null));

/** A unit that has no place on the RA is named by the rules above, whatever its condition. */
const secondQuality = perUnit('damaged', ({ exception, quality, condition }) => {
  if (exception !== null || quality === 'first') return null;
  return condition === 'good' ? 'received as second quality' : `received as second quality (${condition})`;
});

const remarked = perUnit('damaged', ({ exception, quality, remark }) =>
  exception === null && quality === 'first' ? remark : null,
);

const rules: readonly Rule[] = [short, over, wrongItem, unexpected, rejected, secondQuality, remarked];

/** Second quality alone goes through where the store has said so; it goes to the warehouse for it either way. */
const rulesFor = ({ requested }: ReturnAuthorization): readonly Rule[] =>
  requested?.policy.receiving.secondQuality === 'process' ? rules.filter((rule) => rule !== secondQuality) : rules;

/** Every receipt is in the ERP, the warehouse has said that no more will come, or was not heard of for too long. */
export function isComplete({ raNumber, receivingClosed }: OwnRa, state: ReturnAuthorization): boolean {
  const known = receiptsOf(raNumber, state);
  return known.every(({ posted }) => posted) && (receivingClosed || known.some(({ final }) => final));
}

/** Complete, and compared with what the warehouse's list has for it. */
const isFinal = (ra: OwnRa, state: ReturnAuthorization): boolean =>
  !ra.closed && ra.listRead === 'read' && isComplete(ra, state);

/** Not void, and with units that are still to come or have come. */
const isAwaited = (ra: OwnRa, state: ReturnAuthorization): boolean =>
  ra.cancelling !== 'cancelled' &&
  (unitsWanted(ra, state).length > 0 || receiptsOf(ra.raNumber, state).some(({ lines }) => lines.length > 0));

/** A unit that came although it was taken off the return. */
function stray({ unitId, sku }: TakenUnit, takenOff: ReadonlySet<string>): Reason[] {
  if (unitId === null || !takenOff.has(unitId)) return [];
  const text = `${sku ?? 'an item'} received although it was taken off the return`;
  return [{ kind: 'unexpected-item', unitId: null, text }];
}

/** Process or hold: both act on the whole return in Loop, so it is decided once, when every RA of it is final. */
export function exportDecision(returnId: string, at: Date, state: ReturnAuthorization): RaEvent[] {
  const { decided, takenOff } = state;
  const ras = state.ras.filter((ra) => isAwaited(ra, state));
  if (decided || ras.length === 0 || !ras.every((ra) => isFinal(ra, state))) return [];
  const compared = ras.map(({ raNumber, lines }): Compared => {
    const units = allocate(allLines(receiptsOf(raNumber, state)), takenOffLast(lines, takenOff));
    const wanted = lines.map((line) => ({ ...line, unitIds: line.unitIds.filter((id) => !takenOff.has(id)) }));
    return { raNumber, lines: wanted, units };
  });
  const reasons = compared.flatMap(({ lines, units }) => [
    ...rulesFor(state).flatMap((rule) => rule(lines, units)),
    ...units.flatMap((unit) => stray(unit, takenOff)),
  ]);
  if (reasons.length > 0) {
    const held: RaEvent = { type: 'ReturnHeld', data: { returnId, heldAt: at.toISOString(), reasons }, occurredAt: at };
    return [held, ...compared.flatMap((one) => goodsWorklist(returnId, at, one, takenOff))];
  }
  const basis = 'receipt-matches' as const;
  const documentNumber = ras.map(({ raNumber }) => raNumber).join(', ');
  const data = { returnId, clearedAt: at.toISOString(), basis, documentNumber, job: jobs.exportReceipts };
  return [{ type: 'ReturnCleared', data, occurredAt: at }];
}

/** What all receipts say together: the comparison must not depend on the order in which we heard of them. */
function allLines(receipts: readonly KnownReceipt[]): KnownLine[] {
  const key = ({ receivedAt, receiptId }: KnownReceipt): string => `${receivedAt}/${receiptId}`;
  const inOrder = [...receipts].sort((left, right) => (key(left) < key(right) ? -1 : 1));
  return inOrder.flatMap(({ receiptId, lines }) => lines.map((line) => ({ ...line, receiptId })));
}
