import { sameExternalId } from '../external-id.js';
import type { Order, OrderLine } from '../orders/entities.js';
import type { Company } from '../state.js';
import type { ImportedLine, Refund, RefundLine } from './entities.js';

/** A refund line whose goods RLM shipped. */
export interface ImportableLine {
  readonly refunded: RefundLine;
  readonly order: Order;
  readonly orderLine: OrderLine;
}

export type Checked =
  | {
      readonly kind: 'importable';
      readonly lines: readonly ImportableLine[];
      readonly skipped: readonly ImportedLine[];
    }
  | { readonly kind: 'skipped'; readonly message: string; readonly skipped: readonly ImportedLine[] }
  | { readonly kind: 'error'; readonly message: string; readonly lines: readonly ImportedLine[] };

const orderLineFor = (orders: readonly Order[], line: RefundLine): ImportableLine | undefined => {
  for (const order of orders) {
    const orderLine = order.lines.find((each) => sameExternalId(each.external_line_id, line.external_line_id));
    if (orderLine !== undefined) return { refunded: line, order, orderLine };
  }
  return undefined;
};

const skip = ({ external_line_id }: RefundLine, message: string): ImportedLine => ({
  external_line_id,
  result: 'SKIPPED',
  message,
});

/** Rule 4, over all lines of this refund together: one order line may stand on several refund lines. */
const tooMany = (lines: readonly ImportableLine[]): ImportableLine | undefined =>
  lines.find(({ orderLine }) => {
    const asked = lines
      .filter((each) => each.orderLine === orderLine)
      .reduce((sum, each) => sum + each.refunded.quantity, 0);
    return asked > orderLine.shipped_qty - orderLine.returned_qty;
  });

/** Rules 2 to 5 of contracts/rlm-and-3pl.md §6, texts verbatim. Changes nothing. */
export const checkRefund = (company: Company, refund: Refund): Checked => {
  const orders = company.orders.filter((order) => sameExternalId(order.external_order_id, refund.external_order_id));
  if (orders.length === 0) return { kind: 'error', message: 'Order Not Found', lines: [] };
  const lines: ImportableLine[] = [];
  const skipped: ImportedLine[] = [];
  for (const line of refund.lines) {
    const match = orderLineFor(orders, line);
    if (line.restock_type === 'CANCEL') skipped.push(skip(line, 'Order Line Cancelled'));
    else if (match === undefined || match.orderLine.shipped_qty === 0)
      skipped.push(skip(line, 'Order Line Not Shipped'));
    else lines.push(match);
  }
  if (lines.length === 0) return { kind: 'skipped', message: 'No Returnable Lines', skipped };
  const over = tooMany(lines);
  if (over === undefined) return { kind: 'importable', lines, skipped };
  const message = 'Refund Quantity Exceeds Shipped Quantity';
  const { external_line_id } = over.refunded;
  return { kind: 'error', message, lines: [{ external_line_id, result: 'ERROR', message }] };
};
