import { add, subtract, sum, type Money } from '@backhaul/money';
import type { SoapSection } from '../../config.js';
import { expectedCredit } from '../../rlm-return-authorization/refund-credit.js';
import type { ImportedRefund } from '../../rlm-return-authorization/refund.js';
import type { RefundDraft } from '../../rlm-return-authorization/refunds.js';
import { namesOf, type PackedRow } from './rows.js';

type Line = RefundDraft['refund']['lines'][number];

/** What a person has to enter of a refund, by the rules of the import (contracts/rlm-and-3pl.md §6). */
export interface RefundPlan {
  readonly kind: 'plan';
  readonly lines: readonly Line[];
  readonly leftOut: ImportedRefund['leftOut'];
  readonly merchandise: Money;
  readonly tax: Money;
  readonly freight: Money;
  /** The misc. charge that makes the credit the money that moved; signed. */
  readonly adjustment: Money;
  readonly total: Money;
  readonly movements: ImportedRefund['movements'];
}

type Refused = { readonly kind: 'skipped' | 'error'; readonly reason: string };

/** Rules 3 to 7, before anybody is asked: what was never packed is not entered, nor more than was packed. */
export function planRefund(
  { refund, money: moved }: RefundDraft,
  packed: readonly PackedRow[],
  warehouses: SoapSection['warehouses'],
  warehouse: number,
): RefundPlan | Refused {
  const fates = refund.lines.map((line) => ({ line, fate: fateOf(line, packed) }));
  const lines = fates.filter(({ fate }) => fate === 'import').map(({ line }) => line);
  const leftOut = fates.flatMap(({ line: { orderLineId }, fate: reason }) =>
    reason === 'import' ? [] : [{ orderLineId, reason }],
  );
  if (lines.length === 0) {
    const reasons = leftOut.map(({ reason }) => reason);
    return { kind: 'skipped', reason: [...new Set(['No Returnable Lines', ...reasons])].join('; ') };
  }
  if (lines.some((line) => asked(line, lines) > (shipped(line, packed) ?? Number.POSITIVE_INFINITY)))
    return { kind: 'error', reason: 'Refund Quantity Exceeds Shipped Quantity' };
  const movements = lines.map((line) => movementOf(line, packed, warehouses, warehouse));
  if (movements.includes(null)) return { kind: 'error', reason: 'No Second Quality Warehouse Assigned' };
  const { currency } = moved;
  const sumOf = (part: 'subtotal' | 'tax'): Money =>
    sum(
      lines.map((line) => line[part]),
      currency,
    );
  const [merchandise, tax, freight] = [sumOf('subtotal'), sumOf('tax'), refund.shipping];
  const total = expectedCredit(refund, moved, leftOut);
  const adjustment = subtract(total, [merchandise, tax].reduce(add, freight));
  return {
    ...{ kind: 'plan', lines, leftOut, merchandise, tax, freight, adjustment, total },
    movements: movements.flatMap((movement) => movement ?? []),
  };
}

function fateOf(
  line: Line,
  packed: readonly PackedRow[],
): 'import' | 'Order Line Cancelled' | 'Order Line Not Shipped' {
  if (line.restockType === 'cancel') return 'Order Line Cancelled';
  return shipped(line, packed) === 0 ? 'Order Line Not Shipped' : 'import';
}

/** Rows of packed goods that are this item. */
const rowsOf = ({ sku }: Line, packed: readonly PackedRow[]): PackedRow[] =>
  packed.filter((row) => sku !== null && namesOf(row, row.SIZE, row.UPC).includes(sku));

/** Units that were packed; null when the item has no SKU to find it by, which leaves it to the person. */
const shipped = (line: Line, packed: readonly PackedRow[]): number | null =>
  line.sku === null ? null : rowsOf(line, packed).reduce((units, row) => units + row.UNITS, 0);

/** One item may stand on several lines of a refund. */
const asked = ({ sku }: Line, lines: readonly Line[]): number =>
  lines.filter((line) => line.sku === sku).reduce((units, { quantity }) => units + quantity, 0);

/** Rule 6: where the goods go. Null: they are second quality, and the warehouse that shipped them has no place for those. */
function movementOf(
  line: Line,
  packed: readonly PackedRow[],
  warehouses: SoapSection['warehouses'],
  otherwise: number,
): ImportedRefund['movements'][number] | null {
  const { sku, quantity, restockType, locationId } = line;
  const from = rowsOf(line, packed).find(({ WAREHOUSE }) => WAREHOUSE !== undefined)?.WAREHOUSE ?? otherwise;
  const goods = { sku, barcode: null, quantity };
  if (restockType !== 'no-restock') {
    const mapped = warehouses.find((each) => each.locationId !== undefined && sameId(each.locationId, locationId));
    return { ...goods, warehouse: String(mapped?.number ?? from), quality: 'first' };
  }
  const second = warehouses.find(({ number }) => number === from)?.secondQualityWarehouse;
  return second === undefined ? null : { ...goods, warehouse: String(second), quality: 'second' };
}

/** `gid://shopify/Location/1` and `1` are the same. */
const sameId = (one: string, other: string | null): boolean => one.split('/').at(-1) === other?.split('/').at(-1);
