import { BackhaulError } from '@backhaul/contracts';
import type { RaLine } from '../../../rlm-return-authorization/ra-lines.js';
import type { Partner } from '../partner.js';
import type { Segment } from '../x12/segment.js';
import type { Announcement } from './announcement.js';

/** A depositor order number of X12 holds this many characters (contracts/rlm-and-3pl.md §4.2). */
const LONGEST_RA_NUMBER = 22;

/** A reference, where the partner takes this kind and there is one. */
export const reference = (id: 'N9', qualifier: string | null, value: string | null): Segment[] =>
  qualifier === null || value === null || value === '' ? [] : [[id, qualifier, value]];

/** What both ways of announcing name in their head. */
export function headReferences({ draft }: Announcement, { qualifiers }: Partner): Segment[] {
  return [
    ...reference('N9', qualifiers.ra, draft.raNumber),
    ...reference('N9', qualifiers.externalReturn, draft.externalReturnId),
    ...reference('N9', qualifiers.order, draft.order.orderName),
    ...reference('N9', qualifiers.tracking, draft.parcel.trackingNumber),
  ];
}

/** SKU and UPC as pairs of qualifier and id. @throws BackhaulError EDI_NOT_WRITABLE for an item without either */
export function itemOf({ lineNo, sku, barcode }: RaLine): { sku: [string, string]; upc: [string, string] | [] } {
  if (sku !== null) return { sku: ['SK', sku], upc: barcode === null ? [] : ['UP', barcode] };
  if (barcode !== null) return { sku: ['UP', barcode], upc: [] };
  throw new BackhaulError('EDI_NOT_WRITABLE', `line ${lineNo} of the RA has neither SKU nor UPC`);
}

/** @throws BackhaulError EDI_NOT_WRITABLE: cut short it would be another RA */
export function raNumberOf({ draft: { raNumber } }: Announcement): string {
  if (raNumber.length <= LONGEST_RA_NUMBER) return raNumber;
  throw new BackhaulError('EDI_NOT_WRITABLE', `RA ${raNumber} has more than ${LONGEST_RA_NUMBER} characters`);
}

/** Words of people lose what would separate elements; nothing is looked up by them. */
export const freeText = (text: string, { separators }: Partner, longest: number): string =>
  [...Object.values(separators), '\n', '\r']
    .reduce((left, character) => left.replaceAll(character, ' '), text)
    .trim()
    .slice(0, longest);
