import { isRecord } from '../../kernel/index.js';
import type { ApiVersion } from './versions.js';

/** The first field of an item that is wrong, with the reason; undefined when all is well. */
export type ItemRule = (item: Record<string, unknown>, version: ApiVersion) => [string, string] | undefined;

const OUTCOMES = ['back_to_stock', 'resale_hold', 'recycle', 'donate', 'missing'];
const CATEGORY_TEXTS = ['subject', 'title', 'grade', 'category_name', 'category_parent'];

/** `POST /dispositioning/grade` (contracts/loop.md §3.2). */
export const gradeRule: ItemRule = (item, version) =>
  text(item, 'description', 255) ?? optionalTime(item) ?? categoryRule(item.condition_category, version);

/** `POST /dispositioning/assess`. */
export const assessRule: ItemRule = (item) => {
  if (!OUTCOMES.some((one) => one === item.disposition_outcome)) {
    return ['disposition_outcome', 'The selected disposition outcome is invalid.'];
  }
  return optionalText(item, 'return_processor', 100) ?? optionalText(item, 'note', 65_535) ?? optionalTime(item);
};

/** Text before 2026-10, an object from then on. */
function categoryRule(category: unknown, version: ApiVersion): [string, string] | undefined {
  if (version === '2026-07') {
    return typeof category === 'string'
      ? undefined
      : ['condition_category', 'The condition category must be a string.'];
  }
  if (!isRecord(category)) return ['condition_category', 'The condition category must be an array.'];
  for (const field of CATEGORY_TEXTS) {
    const wrong =
      field === 'subject' || field === 'title' ? text(category, field, 100) : optionalText(category, field, 100);
    if (wrong !== undefined) return [`condition_category.${wrong[0]}`, wrong[1]];
  }
  return undefined;
}

function text(item: Record<string, unknown>, field: string, longest: number): [string, string] | undefined {
  const value = item[field];
  if (typeof value !== 'string' || value === '') return [field, `The ${field} field is required.`];
  return value.length > longest ? [field, `The ${field} may not be greater than ${longest} characters.`] : undefined;
}

const optionalText = (item: Record<string, unknown>, field: string, longest: number): [string, string] | undefined =>
  item[field] === undefined || item[field] === null ? undefined : text(item, field, longest);

const optionalTime = ({ inspected_at: at }: Record<string, unknown>): [string, string] | undefined =>
  at === undefined || (typeof at === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(at))
    ? undefined
    : ['inspected_at', 'The inspected_at does not match the format Y-m-d H:i:s.'];
