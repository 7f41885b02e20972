import type { ReturnBodyView } from '../http/detail-schemas.js';
import { ofType, type Facts } from '../journal/facts.js';
import { snapshotOf } from '../journal/snapshot.js';

/** The label as the latest word has it; what that word leaves out stands as it was told before. */
export function labelOf(facts: Facts): ReturnBodyView['label'] {
  const parcel = snapshotOf(facts)?.parcel;
  const told = ofType(facts, 'ParcelProgressed').map(({ data }) => data);
  const last = <T>(of: (one: (typeof told)[number]) => T | null): T | null =>
    told.map(of).findLast((one) => one !== null) ?? null;
  return {
    url: last(({ labelUrl }) => labelUrl) ?? parcel?.labelUrl ?? null,
    carrier: last(({ carrier }) => carrier) ?? parcel?.carrier ?? null,
    trackingNumber: last(({ trackingNumber }) => trackingNumber) ?? parcel?.trackingNumber ?? null,
    status: told.at(-1)?.status ?? parcel?.status ?? null,
  };
}
