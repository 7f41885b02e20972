import { Reader } from '../../input/reader.js';
import { sameExternalId } from '../external-id.js';
import { nextNumber } from '../ids.js';
import { requireItem, requireWarehouse } from '../masters/lookup.js';
import type { Order, OrderLine } from '../orders/entities.js';
import { RlmRefusal, malformed } from '../refusal.js';
import { skuRefOf } from '../sku-ref.js';
import type { Company } from '../state.js';
import type { RaLine, ReturnAuthorization } from './entities.js';

const MOST_LINES = 200;

interface ReadLine {
  readonly order: Order;
  readonly orderLine: OrderLine;
  readonly line: RaLine;
}

const ordersOf = (body: Reader, company: Company): Order[] => {
  const external = body.textOrNull('external_order_id', 64);
  const number = body.wholeOrNull('order_number', 1);
  const orders = company.orders.filter(
    (order) => sameExternalId(order.external_order_id, external) || order.order_number === number,
  );
  if (orders.length === 0) throw new RlmRefusal('NOT_FOUND', 'Order Not Found');
  return orders;
};

const orderLineOf = (orders: readonly Order[], externalLineId: string | null, sku: string): [Order, OrderLine] | [] => {
  const pairs = orders.flatMap((order) => order.lines.map((line): [Order, OrderLine] => [order, line]));
  return (
    pairs.find(([, line]) => sameExternalId(line.external_line_id, externalLineId)) ??
    pairs.find(([, line]) => line.sku === sku) ??
    []
  );
};

const readLine = (reader: Reader, company: Company, orders: readonly Order[], line_no: number): ReadLine => {
  const item = requireItem(company, skuRefOf(reader), line_no);
  const external_line_id = reader.textOrNull('external_line_id', 64);
  const [order, orderLine] = orderLineOf(orders, external_line_id, item.sku);
  if (order === undefined || orderLine === undefined)
    throw new RlmRefusal('VALIDATION', `Invalid SKU Number on Line ${line_no}`, line_no);
  const { sku, style, color, size, length, upc } = item;
  return {
    order,
    orderLine,
    line: {
      line_no,
      sku,
      style,
      color,
      size,
      length,
      upc,
      order_line_no: orderLine.line_no,
      external_line_id: external_line_id ?? orderLine.external_line_id,
      qty_authorized: reader.whole('qty_authorized', 1),
      qty_received_first: 0,
      qty_received_second: 0,
      qty_received_other: 0,
      qty_refunded: 0,
      reason_code: reader.textOrNull('reason_code', 6),
      reason_text: reader.textOrNull('reason_text', 80),
    },
  };
};

/** external RMA id + division is the key: what keeps one Loop return from becoming two RAs. */
const refuseKnown = (company: Company, system: string, externalId: string, divisions: readonly number[]): void => {
  const known = company.ras.some(
    (ra) => ra.external_system === system && ra.external_rma_id === externalId && divisions.includes(ra.division),
  );
  if (known) throw new RlmRefusal('DUPLICATE', 'RA Already Exists');
};

/** Creates one RA per division of the lines (§2.3), all or none. Throws `RlmRefusal`. */
export const createReturnAuthorizations = (company: Company, input: unknown, now: Date): ReturnAuthorization[] => {
  const body = new Reader(input, malformed);
  const external_rma_id = body.text('external_rma_id', 64);
  const external_system = body.textOrNull('external_system', 10) ?? 'LOOP';
  const orders = ordersOf(body, company);
  const lines = body.list('lines').map((line, index) => readLine(line, company, orders, index + 1));
  if (lines.length === 0) throw body.wrong('lines', 'must have an entry');
  if (lines.length > MOST_LINES) throw body.wrong('lines', `must have at most ${MOST_LINES} entries`);
  const divisions = [...new Set(lines.map(({ order }) => order.division))];
  refuseKnown(company, external_system, external_rma_id, divisions);
  const asked = body.wholeOrNull('warehouse', 1);
  const returnTo = asked === null ? null : requireWarehouse(company, asked).number;
  const carrier = body.textOrNull('carrier', 40);
  const tracking_number = body.textOrNull('tracking_number', 64);

  const ras = divisions.flatMap((division): ReturnAuthorization[] => {
    const own = lines.filter(({ order }) => order.division === division);
    const first = own[0];
    if (first === undefined) return [];
    const { order, orderLine } = first;
    return [
      {
        ra_number: nextNumber(company, 'ra'),
        company: company.number,
        division,
        external_rma_id,
        external_system,
        order_number: order.order_number,
        external_order_id: order.external_order_id,
        customer_po: order.customer_po,
        account: order.account,
        store: order.store,
        warehouse: returnTo ?? orderLine.warehouse_shipped ?? order.warehouse,
        status: 'OPEN',
        carrier,
        tracking_number,
        created_at: now.toISOString(),
        transmitted_at: null,
        received_at: null,
        exported_at: null,
        closed_at: null,
        updated_at: now.toISOString(),
        final: false,
        lines: own.map(({ line }, index) => ({ ...line, line_no: index + 1 })),
      },
    ];
  });
  company.ras.push(...ras);
  return ras;
};
