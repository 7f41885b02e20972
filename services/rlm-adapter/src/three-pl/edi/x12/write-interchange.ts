import { BackhaulError } from '@backhaul/contracts';
import type { Party } from './read-interchange.js';
import type { Segment, Separators } from './segment.js';

/** One document to be sent, without its envelope. */
export interface OutgoingSet {
  /** `943`. */
  readonly id: string;
  /** `AR`. */
  readonly functionalId: string;
  readonly segments: readonly Segment[];
}

/** What the envelopes say. */
export interface Envelope {
  readonly sender: Party;
  readonly receiver: Party;
  /** GS02 and GS03. */
  readonly application: { readonly sender: string; readonly receiver: string };
  readonly interchangeControl: number;
  readonly groupControl: number;
  /** `004010`. */
  readonly version: string;
  /** `00401`. */
  readonly interchangeVersion: string;
  readonly usage: string;
  readonly separators: Separators;
  readonly at: Date;
}

/** The one document of a group has this number. */
export const ONLY_SET = '0001';

/** One interchange with one group and one document. @throws BackhaulError EDI_NOT_WRITABLE */
export function writeInterchange(set: OutgoingSet, envelope: Envelope): string {
  const { sender, receiver, application, separators, at } = envelope;
  const group = String(envelope.groupControl);
  const control = nineDigits(envelope.interchangeControl);
  const [date, time] = [dateOf(at), timeOf(at)];
  const body: Segment[] = [
    ['GS', set.functionalId, application.sender, application.receiver, date, time, group, 'X', envelope.version],
    ['ST', set.id, ONLY_SET],
    ...set.segments,
    ['SE', String(set.segments.length + 2), ONLY_SET],
    ['GE', '1', group],
    ['IEA', '1', control],
  ];
  const isa = ['ISA', '00', padded('', 10), '00', padded('', 10)]
    .concat(sender.qualifier, padded(sender.id, 15), receiver.qualifier, padded(receiver.id, 15))
    .concat(date.slice(2), time.slice(0, 4), 'U', envelope.interchangeVersion, control, '0', envelope.usage)
    .concat(separators.component);
  const head = isa.join(separators.element);
  return [head, ...body.map((segment) => written(segment, separators))].map((one) => one + separators.segment).join('');
}

/** A control number as ISA13 has it. */
export const nineDigits = (control: number): string => String(control).padStart(9, '0');

/** `CCYYMMDD`, UTC. */
export const dateOf = (at: Date): string => at.toISOString().slice(0, 10).replaceAll('-', '');
/** `HHMMSS`, UTC. */
export const timeOf = (at: Date): string => at.toISOString().slice(11, 19).replaceAll(':', '');

const padded = (text: string, length: number): string => text.padEnd(length);

function written(segment: Segment, { element, component, segment: terminator }: Separators): string {
  const forbidden = [element, component, terminator, '\n', '\r'];
  // An item number with another character in its place is another item, so nothing is put in its place.
  const wrong = segment.find((text) => forbidden.some((character) => text.includes(character)));
  if (wrong !== undefined)
    throw new BackhaulError('EDI_NOT_WRITABLE', `“${wrong}” has a character that separates elements or segments`);
  // Empty elements at the end are left out.
  const last = segment.findLastIndex((text) => text !== '');
  return segment.slice(0, last + 1).join(element);
}
