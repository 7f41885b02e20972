import type { ExceptionCode, Receipt, ReceiptLine } from '../entities.js';
import type { Mailbox } from './mailbox.js';
import { dateOf, type Elements } from './x12.js';

/** X12 element 412 (contracts/rlm-and-3pl.md §4.2). */
const codes: Readonly<Record<ExceptionCode, string>> = {
  DAMAGED: '01',
  SHORT: '02',
  OVER: '03',
  QUALITY: '04',
  WRONG_ITEM: '05',
  REJECTED: '08',
  HOLD: '09',
  SCRAPPED: '10',
  UNEXPECTED: '14',
};

/** One item of a receipt with all of its units, as an EDI line has it. */
interface Item {
  readonly lineNo: number | null;
  readonly sku: string;
  readonly upc: string | null;
  readonly lines: ReceiptLine[];
}

/** REST has a line for each condition, EDI one for each item. */
function itemsOf(lines: readonly ReceiptLine[], receipts: Mailbox['receipts']): Item[] {
  const items = new Map<string, Item>();
  for (const [index, line] of lines.entries()) {
    // An 861 has one note for each of its lines, and five conditions at most.
    const alone = receipts === '861' && codeOf(line) !== null ? ` ${index}` : '';
    const key = `${line.line_no ?? '-'} ${line.sku}${alone}`;
    const item = items.get(key) ?? { lineNo: line.line_no, sku: line.sku, upc: line.upc, lines: [] };
    item.lines.push(line);
    items.set(key, item);
  }
  return [...items.values()];
}

const unitsOf = ({ lines }: Item): number => lines.reduce((sum, line) => sum + line.quantity, 0);
const nameOf = ({ sku, upc }: Item): Elements => ['SK', sku, ...(upc === null ? [] : ['UP', upc])];

/** A damage says more than that nobody expected the unit, which the missing line number says too. */
function codeOf({ condition, exception_code }: ReceiptLine): string | null {
  const isDecided = ['WRONG_ITEM', 'REJECTED', 'HOLD', 'SCRAPPED'].includes(exception_code ?? '');
  if (condition === 'GOOD' || isDecided) return exception_code === null ? null : codes[exception_code];
  return condition === 'DAMAGED' ? codes.DAMAGED : codes.QUALITY;
}

/** What X12 has no code for stands in the note, the garment's defect first. */
function noteOf(line: ReceiptLine): string | null {
  const defect = codeOf(line) === codes.QUALITY ? line.condition.replace('_', ' ') : null;
  return [defect, line.note].filter((part) => part !== null).join(': ') || null;
}

const total = (items: readonly Item[]): number => items.reduce((sum, item) => sum + unitsOf(item), 0);
const reference = (id: string, qualifier: string, value: string | null): Elements[] =>
  value === null ? [] : [[id, qualifier, value]];

function headOf(receipt: Receipt, id: 'N9' | 'REF'): Elements[] {
  return [
    ...reference(id, 'RZ', receipt.ra_number),
    ...reference(id, '2I', receipt.tracking_number),
    ...reference(id, 'CO', receipt.order_number),
    ...(receipt.final ? [] : reference(id, 'ACC', 'PARTIAL')),
  ];
}

/** The receipt as a document: the same content as over REST (contracts/rlm-and-3pl.md §4.4, §9.5). */
export function receiptDocument(
  receipt: Receipt,
  { receipts }: Pick<Mailbox, 'receipts'>,
): { setId: string; functionalId: string; segments: Elements[] } {
  const items = itemsOf(receipt.lines, receipts);
  const date = dateOf(new Date(receipt.received_at));
  return receipts === '944'
    ? { setId: '944', functionalId: 'RE', segments: segments944(receipt, items, date) }
    : { setId: '861', functionalId: 'RC', segments: segments861(receipt, items, date) };
}

function segments944(receipt: Receipt, items: readonly Item[], date: string): Elements[] {
  const { receipt_id, ra_number, warehouse_code } = receipt;
  return [
    ['W17', 'C', date, receipt_id, ra_number ?? ''],
    ['N1', 'WH', warehouse_code, '92', warehouse_code],
    ...headOf(receipt, 'N9'),
    ...items.flatMap((item): Elements[] => [
      ['W07', String(unitsOf(item)), 'EA', '', ...nameOf(item)],
      ...reference('N9', 'LI', item.lineNo === null ? null : String(item.lineNo)),
      ...item.lines.flatMap((line): Elements[] => {
        const code = codeOf(line);
        const note = noteOf(line);
        if (code === null) return [];
        return [['W13', String(line.quantity), 'EA', code, '', 'NR'], ...(note === null ? [] : [['NTE', 'GEN', note]])];
      }),
    ]),
    ['W14', String(total(items))],
  ];
}

function segments861(receipt: Receipt, items: readonly Item[], date: string): Elements[] {
  const { receipt_id, warehouse_code } = receipt;
  return [
    ['BRA', receipt_id, date, '00', '1'],
    ...headOf(receipt, 'REF'),
    ['N1', 'ST', warehouse_code, '92', warehouse_code],
    ...items.flatMap((item): Elements[] => {
      const conditions = item.lines.flatMap((line) => {
        const code = codeOf(line);
        return code === null ? [] : [String(line.quantity), 'EA', code];
      });
      const note = item.lines.map(noteOf).find((text) => text !== null);
      return [
        ['RCD', item.lineNo === null ? '' : String(item.lineNo), String(unitsOf(item)), 'EA', '', '', ...conditions],
        ['LIN', '', ...nameOf(item)],
        ...(note === undefined ? [] : [['PID', 'F', '', '', '', note]]),
      ];
    }),
    ['CTT', String(items.length)],
  ];
}
