import { ofType, type Facts } from '../journal/facts.js';
import { snapshotOf } from '../journal/snapshot.js';

/** Where the parcel is. */
export type ParcelState = 'unknown' | 'label-created' | 'in-transit' | 'delivered' | 'trouble';

const stateOf: Readonly<Record<string, ParcelState>> = {
  new: 'label-created',
  pending: 'label-created',
  pre_transit: 'label-created',
  in_transit: 'in-transit',
  out_for_delivery: 'in-transit',
  available_for_pickup: 'in-transit',
  delivered: 'delivered',
  return_to_sender: 'trouble',
  failure: 'trouble',
  error: 'trouble',
  cancelled: 'trouble',
};

/** The parcel by the carrier's latest word; a word that we do not know changes nothing. */
export function parcelState(facts: Facts): ParcelState {
  const first = snapshotOf(facts)?.parcel.status ?? '';
  const words = [first, ...ofType(facts, 'ParcelProgressed').map(({ data }) => data.status)];
  const known = words.flatMap((word) => stateOf[word.toLowerCase()] ?? []);
  return known.at(-1) ?? 'unknown';
}
