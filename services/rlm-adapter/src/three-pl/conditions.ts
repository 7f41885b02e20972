import type { ReceiptLine } from '../rlm-return-authorization/receipt.js';

const words: readonly (readonly [RegExp, ReceiptLine['condition']])[] = [
  [/missing/i, 'missing-parts'],
  [/damag|broken|stain/i, 'damaged'],
  [/defect|fault/i, 'defective'],
  [/worn|used|wash/i, 'worn'],
];

/** The condition that a warehouse's free words name; null when they name none that we know. */
export const conditionIn = (text: string | null): ReceiptLine['condition'] | null =>
  words.find(([pattern]) => pattern.test(text ?? ''))?.[1] ?? null;
