import type { EventData } from '@backhaul/contracts';

/** What consumes a part of the credit (contracts/aims360.md §5.4). */
export type Purpose = EventData<'CreditOffsetPosted'>['purpose'];

/** Last letter of the reference. */
const letters: Readonly<Record<Purpose, string>> = {
  refund: 'R',
  'store-credit': 'G',
  exchange: 'X',
  fee: 'F',
  rounding: 'D',
};

/** In the order in which parts are matched and posted. */
export const purposes: readonly Purpose[] = ['refund', 'store-credit', 'exchange', 'fee', 'rounding'];

/** For a sentence about the adjustment. */
export const purposeNames: Readonly<Record<Purpose, string>> = {
  refund: 'refund',
  'store-credit': 'store credit',
  exchange: 'exchange',
  fee: 'handling fee',
  rounding: 'rounding',
};

/** Unique per account in the ERP, at most 30 characters there (contracts/aims360.md §5.2). */
export const referenceOf = (externalReturnId: string, purpose: Purpose): string =>
  `LOOP-${externalReturnId.slice(0, 23)}-${letters[purpose]}`;

/** The return and the part of it that a reference of ours stands for; null when it is not one of ours. */
export function partOfReference(reference: string): { externalReturnId: string; purpose: Purpose } | null {
  const [, externalReturnId, letter] = /^LOOP-(.+)-([A-Z])$/.exec(reference) ?? [];
  const purpose = purposes.find((one) => letters[one] === letter);
  return externalReturnId === undefined || purpose === undefined ? null : { externalReturnId, purpose };
}
