import { equals, type Money } from '@backhaul/money';
import { moneyOf, type EditableRma } from './documents.js';
import { lineBody, lineKey, toNumber, type WantedLine } from './rma-lines.js';

type Line = EditableRma['lineItems'][number];

interface Wanted {
  readonly lines: readonly WantedLine[];
  readonly tax: Money;
  readonly fee: Money;
}

/**
 * The body of `PATCH rma` that brings the RMA in line, with nothing in it that stands already: sent again after a lost answer, it
 * adds nothing twice. A size that is not wanted any more is authorised for 0 units. Null: nothing differs.
 */
export function editBody(rma: EditableRma, wanted: Wanted): object | null {
  const header = { reasonId: rma.returnAuthorizationID, warehouseId: rma.warehouseID };
  const byKey = new Map(rma.lineItems.map((line) => [keyOf(line, rma), line]));
  const added: object[] = [];
  const named = new Map<string, ReadonlyMap<string, number>>();
  for (const line of wanted.lines) {
    const there = byKey.get(
      lineKey({
        styleColorId: line.styleColorId,
        price: line.price.amount,
        reasonId: line.reasonId ?? header.reasonId,
        warehouseId: line.warehouseId ?? header.warehouseId,
      }),
    );
    if (there === undefined) added.push(lineBody(line, header));
    else named.set(there.rmaLineID, line.sizes);
  }
  const changed = rma.lineItems.flatMap((line) => changedSizes(line, named.get(line.rmaLineID) ?? new Map()));
  const lineItems = [...changed, ...added];
  const body = {
    ...(equals(moneyOf(rma.tax, rma.currencyCode, 'the tax'), wanted.tax) ? {} : { tax: toNumber(wanted.tax) }),
    ...(equals(moneyOf(rma.restockingFee, rma.currencyCode, 'the fee'), wanted.fee)
      ? {}
      : { restockingFee: toNumber(wanted.fee) }),
    ...(lineItems.length === 0 ? {} : { lineItems }),
  };
  return Object.keys(body).length === 0 ? null : body;
}

function keyOf(line: Line, rma: EditableRma): string {
  return lineKey({
    styleColorId: line.styleColorID,
    price: moneyOf(line.price, rma.currencyCode, 'the price').amount,
    reasonId: line.returnAuthorizationID ?? rma.returnAuthorizationID,
    warehouseId: line.warehouseID ?? rma.warehouseID,
  });
}

function changedSizes({ rmaLineID, sizes }: Line, wanted: ReadonlyMap<string, number>): object[] {
  const names = new Set([...sizes.map(({ sizeName }) => sizeName), ...wanted.keys()]);
  const entries = [...names].flatMap((sizeName) => {
    const before = sizes.find((size) => size.sizeName === sizeName)?.authorizedQuantity ?? 0;
    const now = wanted.get(sizeName) ?? 0;
    return before === now ? [] : [{ sizeName, authorizedQuantity: now }];
  });
  return entries.length === 0 ? [] : [{ rmaLineID, sizes: entries }];
}
