import type { Facts } from '../journal/facts.js';
import { documentState, type DocumentState } from './documents.js';
import { settlementState, type SettlementState } from './money.js';
import { parcelState, type ParcelState } from './parcel.js';
import { replacementState, type ReplacementState } from './replacement.js';
import { requestState, type RequestState } from './request.js';
import { unitsState, type UnitsState } from './units.js';

/** The one word that a list shows, from the end of the flow to its start. */
export const statuses = [
  'settled',
  'processed',
  'cancelled',
  'expired',
  'closed',
  'failed',
  'held',
  'cleared',
  'credited',
  'received',
  'in-transit',
  'authorised',
  'initiated',
] as const;
export type Status = (typeof statuses)[number];

/** The six small machines of a return (design §1, rule 7). */
export interface ReturnStates {
  readonly request: RequestState;
  readonly parcel: ParcelState;
  readonly units: UnitsState;
  readonly document: DocumentState;
  readonly settlement: SettlementState;
  readonly replacement: ReplacementState;
}

/** All six, from the facts alone. */
export function statesOf(facts: Facts): ReturnStates {
  return {
    request: requestState(facts),
    parcel: parcelState(facts),
    units: unitsState(facts),
    document: documentState(facts),
    settlement: settlementState(facts),
    replacement: replacementState(facts),
  };
}

/** The conditions for each word; the first that holds is the status. Adding a word is one line here. */
const rules: readonly (readonly [Status, (states: ReturnStates) => boolean])[] = [
  ['settled', ({ settlement }) => settlement === 'settled'],
  ['processed', ({ request }) => request === 'processed'],
  ['cancelled', ({ request }) => request === 'cancelled'],
  ['expired', ({ request }) => request === 'expired'],
  ['closed', ({ request }) => request === 'closed'],
  ['failed', ({ request }) => request === 'processing-failed'],
  ['held', ({ document }) => document === 'held'],
  ['cleared', ({ document }) => document === 'cleared'],
  ['credited', ({ settlement }) => settlement !== 'nothing'],
  ['received', ({ units }) => units === 'received' || units === 'partly-received'],
  ['in-transit', ({ parcel }) => parcel === 'in-transit' || parcel === 'delivered'],
  ['authorised', ({ document }) => document !== 'none' && document !== 'voided'],
];

/** One word for a list. */
export function statusOf(states: ReturnStates): Status {
  return rules.find(([, holds]) => holds(states))?.[0] ?? 'initiated';
}
