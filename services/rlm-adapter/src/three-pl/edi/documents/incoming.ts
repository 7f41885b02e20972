import type { Adjustment, ReportedReceipt } from '../../port.js';
import type { Partner } from '../partner.js';
import { SetFault } from '../x12/faults.js';
import type { Group, TransactionSet } from '../x12/read-interchange.js';
import { element, type Segment } from '../x12/segment.js';

/** What the partner answered to a group that we sent. */
export interface Acknowledgement {
  readonly functionalId: string;
  readonly groupControl: string;
  readonly accepted: boolean;
  /** In the partner's codes, spelt out; empty when it had nothing to object. */
  readonly reasons: readonly string[];
}

/** What a document says. */
export type Incoming =
  | ({ readonly kind: 'receipt' } & ReportedReceipt)
  | ({ readonly kind: 'adjustment' } & Adjustment)
  | ({ readonly kind: 'acknowledgement' } & Acknowledgement);

/** What a document needs to be understood besides itself. */
export interface Around {
  readonly partner: Partner;
  /** Where no building is named. */
  readonly warehouseCode: string;
  /** When the group was made. */
  readonly groupAt: Group['at'];
}

/** A wrong segment, told with its place in the document. */
export function wrong({ segments }: Pick<TransactionSet, 'segments'>, segment: Segment, text: string): SetFault {
  // ST is the first.
  const position = segments.indexOf(segment) + 2;
  return new SetFault(`segment ${position} (${segment[0]}): ${text}`, '5', {
    id: segment[0],
    position,
    unknown: false,
  });
}

/** @throws SetFault for a segment that the document does not have */
export function onlyKnown(set: Pick<TransactionSet, 'id' | 'segments'>, known: ReadonlySet<string>): void {
  const index = set.segments.findIndex(([id]) => !known.has(id));
  const stranger = set.segments[index];
  if (stranger === undefined) return;
  const at = { id: stranger[0], position: index + 2, unknown: true };
  throw new SetFault(`segment ${at.position}: a ${set.id} has no ${at.id}`, '5', at);
}

/** @throws SetFault without it */
export function first(set: Pick<TransactionSet, 'id' | 'segments'>, id: string): Segment {
  const segment = set.segments.find((each) => each[0] === id);
  if (segment === undefined) throw new SetFault(`a ${set.id} without ${id}`, '5', { id, position: 2, unknown: false });
  return segment;
}

/** A whole number. @throws SetFault */
export function whole(set: TransactionSet, segment: Segment, position: number): number {
  const text = element(segment, position);
  // X12 numbers may come with a decimal point.
  const value = /^-?\d+(\.0*)?$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(value)) throw wrong(set, segment, `element ${position} “${text}” is no whole number`);
  return value;
}

/** Units are counted one by one. @throws SetFault */
export function eaches(set: TransactionSet, segment: Segment, position: number): number {
  const unit = element(segment, position + 1);
  if (unit !== 'EA') throw wrong(set, segment, `unit “${unit}” is not EA`);
  const value = whole(set, segment, position);
  if (value < 0) throw wrong(set, segment, `element ${position} is negative`);
  return value;
}

/** Pairs of qualifier and product id from this element on. */
export function itemIn(segment: Segment, from: number): { sku: string | null; barcode: string | null } {
  const pairs = new Map<string, string>();
  for (let at = from; at + 1 < segment.length; at += 2) pairs.set(element(segment, at), element(segment, at + 1));
  return { sku: pairs.get('SK') || null, barcode: pairs.get('UP') || null };
}

/** The first reference with this qualifier among segments `N9` or `REF`; null without one. */
export function referenceIn(segments: readonly Segment[], qualifier: string | null): string | null {
  const found = segments.find(
    (segment) => (segment[0] === 'N9' || segment[0] === 'REF') && element(segment, 1) === qualifier,
  );
  return found === undefined ? null : element(found, 2) || null;
}

/** A date as the moment it is booked under: the group's own, when it was made on that day. @throws SetFault */
export function momentOf(set: TransactionSet, segment: Segment, position: number, { groupAt }: Around): string {
  const text = element(segment, position);
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  const at = new Date(`${date}T00:00:00Z`);
  if (!/^\d{8}$/.test(text) || Number.isNaN(at.getTime()))
    throw wrong(set, segment, `element ${position} “${text}” is no date`);
  const sameDay = groupAt?.toISOString().startsWith(date) === true;
  return (sameDay ? groupAt : at).toISOString();
}
