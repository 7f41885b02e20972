import { allocate } from './allocate.js';
import type { Receipt } from './receipt.js';
import type { OwnRa, ReturnAuthorization } from './state.js';

/**
 * On which RA of the return a receipt belongs: the one it names, the one it was put on before, else the one on whose lines most of
 * its units have a place; the first of them, when the goods do not tell. The empty text when RLM has made none.
 */
export function raFor(
  receipt: Receipt & { readonly raNumber: string | null },
  { ras, receipts }: ReturnAuthorization,
): string {
  const before = receipts[receipt.receiptId]?.raNumber;
  const named = ras.find(({ raNumber }) => raNumber === receipt.raNumber || raNumber === before);
  if (named !== undefined) return named.raNumber;
  const placed = (ra: OwnRa): number =>
    allocate(receipt.lines, ra.lines).filter(({ unitId }) => unitId !== null).length;
  const [first, ...others] = ras;
  return (
    others.reduce((best, ra) => (best !== undefined && placed(ra) > placed(best) ? ra : best), first)?.raNumber ?? ''
  );
}
