import type {
  Condition,
  Disposition,
  ExceptionCode,
  Receipt,
  ReceiptLine,
  ReturnOrder,
  ReturnOrderLine,
} from '../entities.js';

/** Units as a script says that they came. By `line_no` or by `sku`; `line_no: null` = not on the return order. */
export interface ScriptedLine {
  line_no?: number | null;
  sku?: string;
  upc?: string;
  quantity: number;
  condition?: Condition;
  disposition?: Disposition;
  exception_code?: ExceptionCode;
  note?: string;
}

const exceptionFor: Readonly<Record<Condition, ExceptionCode | null>> = {
  GOOD: null,
  DAMAGED: 'DAMAGED',
  DEFECTIVE: 'QUALITY',
  WORN: 'QUALITY',
  MISSING_PARTS: 'QUALITY',
};

const dispositionFor = (line: ReturnOrderLine | undefined, condition: Condition): Disposition => {
  if (line === undefined) return 'HOLD';
  if (line.requested_disposition === 'DISPOSE' || line.requested_disposition === 'QUARANTINE')
    return line.requested_disposition;
  return condition === 'GOOD' ? 'RESTOCK' : 'SECONDS';
};

const expectedLine = (order: ReturnOrder | undefined, scripted: ScriptedLine): ReturnOrderLine | undefined => {
  if (scripted.line_no === null) return undefined;
  if (scripted.line_no !== undefined) return order?.lines.find((line) => line.line_no === scripted.line_no);
  return order?.lines.find((line) => line.sku === scripted.sku);
};

/** What the warehouse writes down for scripted units. Unexpected goods that the client will not take wait for a word. */
export const receiptLine = (order: ReturnOrder | undefined, scripted: ScriptedLine): ReceiptLine => {
  const expected = expectedLine(order, scripted);
  const condition = scripted.condition ?? 'GOOD';
  const unwanted = order !== undefined && expected === undefined && !order.accept_unexpected;
  return {
    line_no: expected?.line_no ?? null,
    sku: scripted.sku ?? expected?.sku ?? '',
    upc: scripted.upc ?? expected?.upc ?? null,
    quantity: scripted.quantity,
    condition,
    disposition: scripted.disposition ?? dispositionFor(expected, condition),
    exception_code: scripted.exception_code ?? (expected === undefined ? 'UNEXPECTED' : exceptionFor[condition]),
    note: scripted.note ?? (unwanted ? 'ACTION_REQUIRED' : null),
    photo_urls: [],
  };
};

/** Everything that has not come yet, good. */
export const outstandingLines = (order: ReturnOrder, earlier: readonly Receipt[]): ScriptedLine[] =>
  order.lines.flatMap(({ line_no, qty_expected }) => {
    const came = earlier
      .flatMap((receipt) => receipt.lines)
      .filter((line) => line.line_no === line_no)
      .reduce((sum, line) => sum + line.quantity, 0);
    return came < qty_expected ? [{ line_no, quantity: qty_expected - came }] : [];
  });
