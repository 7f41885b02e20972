import type { AsnDraft } from './authorize.js';
import type { MadeRa } from './ra-lines.js';
import type { Requested } from './state.js';

/** What the warehouse is told of an RA. */
export function announcementOf(returnId: string, { raNumber, lines }: MadeRa, requested: Requested): AsnDraft {
  const { externalReturnId, order, parcel, shopper, policy } = requested;
  return { returnId, raNumber, externalReturnId, order, parcel, shopper, lines, policy };
}
