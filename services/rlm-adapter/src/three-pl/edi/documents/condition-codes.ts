import type { ReceiptLine } from '../../../rlm-return-authorization/receipt.js';

type Said = Pick<ReceiptLine, 'condition' | 'disposition' | 'exception'>;

const said = (condition: Said['condition'], disposition: Said['disposition'], exception: Said['exception']): Said => ({
  condition,
  disposition,
  exception,
});

/** Units of first quality are what is left after these (X12 element 412; contracts/rlm-and-3pl.md §4.4). */
const spoilt: ReadonlyMap<string, Said> = new Map([
  ['01', said('damaged', 'seconds', 'damaged')],
  ['04', said('defective', 'seconds', 'quality')],
  ['05', said('good', 'hold', 'wrong-item')],
  ['08', said('damaged', 'dispose', 'rejected')],
  ['09', said('good', 'hold', 'hold')],
  ['10', said('damaged', 'dispose', 'scrapped')],
]);

/** These mark units that are good in themselves. 12: over, and sent back by the warehouse. */
const marked: ReadonlyMap<string, Said> = new Map([
  ['03', said('good', 'restock', 'over')],
  ['12', said('good', 'hold', 'over')],
  ['13', said('good', 'hold', 'unexpected')],
  ['14', said('good', 'hold', 'unexpected')],
]);

/** 02 and 16 say what did not come; 06 is about the carton; 07 says that all is well. */
const withoutUnits: ReadonlySet<string> = new Set(['02', '06', '07', '16']);
const SHORT: ReadonlySet<string> = new Set(['02', '16']);

/** A quantity in one condition, as a W13 or three elements of an RCD tell it. */
export interface Condition {
  readonly quantity: number;
  /** X12 element 412. */
  readonly code: string;
  readonly note: string | null;
}

/** One item that came, with what is wrong with it. */
export interface CountedItem extends Pick<ReceiptLine, 'lineNo' | 'sku' | 'barcode'> {
  /** All units, in any condition. */
  readonly quantity: number;
  readonly conditions: readonly Condition[];
}

/** Null for a code that the contract does not know: it is not guessed at. */
export const isKnownCode = (code: string): boolean => spoilt.has(code) || marked.has(code) || withoutUnits.has(code);

/** Splits an item into quantities of one condition each, good ones first; null when its parts are more than the whole. */
export function linesOf({ quantity, conditions, ...item }: CountedItem): ReceiptLine[] | null {
  const parts = conditions.flatMap((each): ReceiptLine[] => {
    const found = spoilt.get(each.code) ?? marked.get(each.code);
    if (found === undefined || each.quantity === 0) return [];
    return [{ ...item, ...found, ...defectIn(found, each.note), quantity: each.quantity }];
  });
  const good = quantity - parts.reduce((sum, part) => sum + part.quantity, 0);
  if (good < 0) return null;
  const isShort = conditions.some(({ code, quantity: missing }) => SHORT.has(code) && missing > 0);
  const note = conditions.find(({ code }) => withoutUnits.has(code))?.note ?? null;
  const rest: ReceiptLine = { ...item, ...said('good', 'restock', isShort ? 'short' : null), quantity: good, note };
  return good === 0 ? parts : [rest, ...parts];
}

const defects: Readonly<Record<string, Said['condition']>> = {
  WORN: 'worn',
  DEFECTIVE: 'defective',
  'MISSING PARTS': 'missing-parts',
};

/** X12 has no code for a garment's defect: the note begins with it. */
function defectIn({ exception, condition }: Said, note: string | null): Pick<ReceiptLine, 'condition' | 'note'> {
  const [, word = '', rest = ''] = /^(WORN|DEFECTIVE|MISSING PARTS)\b[:, ]*(.*)$/s.exec(note ?? '') ?? [];
  const defect = defects[word];
  if (exception !== 'quality' || defect === undefined) return { condition, note };
  return { condition: defect, note: rest || null };
}
