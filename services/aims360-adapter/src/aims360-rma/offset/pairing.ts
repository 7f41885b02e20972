import { equals } from '@backhaul/money';
import type { Rma } from '../state.js';
import { signed, type AdjustmentReading } from './adjustment.js';
import type { Part } from './parts.js';
import { partOfReference, type Purpose } from './purposes.js';

/** A posted adjustment and the part that it stands for; null: none. */
export interface Paired {
  readonly adjustment: AdjustmentReading;
  readonly purpose: Purpose | null;
}

/**
 * Which posted adjustment is which part: by what was told of it, by our reference, and last by its exact amount, for someone
 * who posted by hand without the reference. Never by amount where a reference speaks.
 */
export function pairUp(parts: readonly Part[], state: Rma): Paired[] {
  const onCredit = adjustmentsOnCredit(state);
  const named = onCredit.map((adjustment) => ({ adjustment, purpose: namedPurpose(adjustment, state) }));
  const open = parts.filter((part) => !named.some(({ purpose }) => purpose === part.purpose));
  const left = [...open];
  return named.map(({ adjustment, purpose }) => {
    if (purpose !== null) return { adjustment, purpose };
    const index = left.findIndex(({ amount }) => equals(amount, signed(adjustment)));
    const [match] = index < 0 ? [] : left.splice(index, 1);
    return { adjustment, purpose: match?.purpose ?? null };
  });
}

/** Posted against the credit of this return, or carrying its reference; in the order of their posting. */
export function adjustmentsOnCredit({ credit, offset, requested }: Rma): AdjustmentReading[] {
  if (credit === null || requested === null) return [];
  const ofReturn = ({ reference, creditDocument, amount }: AdjustmentReading): boolean =>
    amount.currency === credit.total.currency &&
    (creditDocument === null
      ? isOurs(reference, requested.externalReturnId)
      : creditDocument === credit.documentNumber);
  return Object.values(offset.observed).filter(ofReturn).toSorted(byPosting);
}

/** Whether an adjustment can concern this return at all. */
export function isOfReturn({ reference, creditDocument }: AdjustmentReading, { credit, requested }: Rma): boolean {
  if (requested === null) return false;
  if (isOurs(reference, requested.externalReturnId)) return true;
  return credit === null || credit.documentNumber === creditDocument;
}

/** With our reference, and against the credit of another return. */
export function misplaced({ credit, offset, requested }: Rma): AdjustmentReading[] {
  if (credit === null || requested === null) return [];
  return Object.values(offset.observed).filter(
    ({ reference, creditDocument }) =>
      isOurs(reference, requested.externalReturnId) &&
      creditDocument !== null &&
      creditDocument !== credit.documentNumber,
  );
}

/** The part by what was told, or by our reference. */
export function namedPurpose({ document, reference }: AdjustmentReading, { offset, requested }: Rma): Purpose | null {
  const told = offset.told[document];
  if (told !== undefined || requested === null || reference === null) return told ?? null;
  return isOurs(reference, requested.externalReturnId) ? (partOfReference(reference)?.purpose ?? null) : null;
}

const isOurs = (reference: string | null, externalReturnId: string): boolean =>
  reference !== null && partOfReference(reference)?.externalReturnId === externalReturnId.slice(0, 23);

const byPosting = (left: AdjustmentReading, right: AdjustmentReading): number =>
  Date.parse(left.postedAt) - Date.parse(right.postedAt) || left.document.localeCompare(right.document);
