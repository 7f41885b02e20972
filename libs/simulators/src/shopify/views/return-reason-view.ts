/** In the order of their ids. */
const REASONS = [
  'COLOR',
  'DEFECTIVE',
  'NOT_AS_DESCRIBED',
  'OTHER',
  'SIZE_TOO_LARGE',
  'SIZE_TOO_SMALL',
  'STYLE',
  'UNKNOWN',
  'UNWANTED',
  'WRONG_ITEM',
];

/** The definition that has taken the place of the enumeration `ReturnReason` (2026-01). */
export function reasonView(reason: string): object | null {
  const number = REASONS.indexOf(reason) + 1;
  if (number === 0) return null;
  const words = reason.toLowerCase().replaceAll('_', ' ');
  return {
    id: `gid://shopify/ReturnReasonDefinition/${number}`,
    handle: words.replaceAll(' ', '-'),
    name: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
    deleted: false,
  };
}
