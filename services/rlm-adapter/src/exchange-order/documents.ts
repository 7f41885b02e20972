import { allocate, zero, type Money } from '@backhaul/money';
import { moneyOfLines, type ExchangeDraft } from './draft.js';
import { orderMoney, type OrderMoney } from './order-money.js';
import type { ShopLine } from './shop-order.js';

/** One order of the ERP: the part of an exchange order that belongs to one division. */
export interface OrderDocument {
  readonly division: number;
  readonly draft: ExchangeDraft;
  readonly lines: readonly ShopLine[];
  readonly freight: Money;
  readonly money: OrderMoney;
}

/**
 * The ERP makes one order per division (contracts/rlm-and-3pl.md §1.2). Freight goes on the first; what the shopper paid is shared
 * by value, so that each order bears its own part of the offset, none is below nothing, and all come to what was captured.
 * @param divisionOf division of a line's item
 */
export function documentsOf(draft: ExchangeDraft, divisionOf: (line: ShopLine) => number): OrderDocument[] {
  const { captured, freight } = draft;
  const nothing = zero(captured.currency);
  const divisions = [...new Set(draft.lines.map(divisionOf))];
  const parts = divisions.map((division, index) => {
    const lines = draft.lines.filter((line) => divisionOf(line) === division);
    const ownFreight = index === 0 ? freight : nothing;
    return { division, lines, freight: ownFreight, ...moneyOfLines(lines, captured.currency) };
  });
  const weights = parts.map(({ merchandise, tax, freight: own }) => merchandise.amount + tax.amount + own.amount);
  const shares = weights.every((weight) => weight === 0)
    ? parts.map((_, index) => (index === 0 ? captured : nothing))
    : allocate(captured, weights);
  return parts.map(({ division, lines, freight: own, ...goods }, index) => {
    const money = orderMoney({ ...goods, freight: own, captured: shares[index] ?? nothing });
    return { division, draft, lines, freight: own, money };
  });
}
