import type { Clock } from '@backhaul/contracts';
import { formatMoney } from '@backhaul/money';
import { notUnderstood, VendorError } from '@backhaul/vendor-http';
import type { OrderDocument } from '../../exchange-order/documents.js';
import { rateText } from '../../exchange-order/order-money.js';
import type { RlmOrder } from '../../exchange-order/rlm-order.js';
import type { ShopLine } from '../../exchange-order/shop-order.js';
import type { VendorCall } from '../../vendor-call.js';
import { OrderRefused } from '../order-refused.js';
import type { Reading, RlmOrders, ShipTo } from '../orders-port.js';
import { itemRow, namesOf, orderRow, packedRow, type ItemRow } from './rows.js';
import type { SoapServices } from './services.js';
import type { Content, Item } from './xml.js';

/** Which orders we created: the services can create an order, and cannot show one before it is packed. */
export interface OrderMemory {
  /** Before an order is sent. False: it was sent before, and what became of it is not known. */
  begin(shopOrderId: string, division: number): Promise<boolean>;
  /** It was surely not created. */
  forget(shopOrderId: string, division: number): Promise<void>;
  keep(shopOrderId: string, order: RlmOrder): Promise<void>;
  of(shopOrderId: string): Promise<RlmOrder[]>;
}

/** Longest customer PO, and longest reference (contracts/rlm-and-3pl.md §2.2). */
const PO_LENGTH = 20;
const REFERENCE_LENGTH = 30;

interface Garment {
  readonly row: ItemRow;
  readonly size: string;
  readonly names: readonly string[];
}

/** Exchange orders over the legacy services (contracts/rlm-and-3pl.md §1.2): `SalesOrder.create`, and what we remember of it. */
export class SoapOrders implements RlmOrders {
  constructor(
    private readonly services: SoapServices,
    private readonly memory: OrderMemory,
    private readonly clock: Clock,
  ) {}

  /** Those that we created; their goods show as soon as they are packed. */
  async find(shopOrderId: string, _currency: string, call: Reading): Promise<RlmOrder[]> {
    const orders = await this.memory.of(shopOrderId);
    return Promise.all(orders.map((order) => this.#asPacked(shopOrderId, order, call)));
  }

  async divisionsOf(lines: readonly ShopLine[], call: Reading): Promise<ReadonlyMap<ShopLine, number>> {
    const garments = await this.#garments(call);
    return new Map(lines.map((line, index) => [line, garmentOf(line, index, garments).row.DIVISION]));
  }

  /** The services have no RAs. */
  raNumbersOf(): Promise<string[]> {
    return Promise.resolve([]);
  }

  async create(
    document: OrderDocument,
    shipTo: ShipTo,
    raNumbers: readonly string[],
    call: VendorCall,
  ): Promise<RlmOrder> {
    const { division, draft } = document;
    const { exchangeOrderId: id } = draft;
    const content = orderContent(document, shipTo, raNumbers, await this.#garments(call));
    if (!(await this.memory.begin(id, division))) throw new OrderRefused(doubtAbout(id, division));
    const rows = await this.services.create(content, orderRow, call).catch(async (error: unknown) => {
      if (error instanceof VendorError && error.delivered !== 'unknown') await this.memory.forget(id, division);
      throw error;
    });
    const [row] = rows;
    if (row === undefined || rows.length > 1 || row.DIVISION !== division)
      throw notUnderstood('RLM', `an order for division ${division} was answered with ${rows.length} orders`);
    const order = asSent(document, shipTo, String(row.ORDER_NUMBER), this.clock.now());
    await this.memory.keep(id, order);
    return order;
  }

  async #asPacked(shopOrderId: string, order: RlmOrder, call: Reading): Promise<RlmOrder> {
    if (order.status !== 'open') return order;
    const filter = { ORDER_NUMBER: order.orderNumber };
    const packed = await this.services.read('PackedOrders.getSelected', filter, packedRow, call);
    if (!packed.some((row) => String(row.ORDER_NUMBER) === order.orderNumber)) return order;
    const shipped: RlmOrder = { ...order, status: 'shipped', updatedAt: this.clock.now().toISOString() };
    await this.memory.keep(shopOrderId, shipped);
    return shipped;
  }

  async #garments(call: Reading): Promise<Garment[]> {
    const rows = await this.services.read('Item.getSelected', { RETRIEVE_UPCS: 'Y' }, itemRow, call);
    return rows.flatMap((row) =>
      row.SIZES.map((size, index) => ({ row, size, names: namesOf(row, size, row.UPCS[index] ?? null) })),
    );
  }
}

const doubtAbout = (id: string, division: number): string =>
  `An order for division ${division} was sent before, and RLM's answer was lost. Look in RLM for an order with ${id.slice(0, REFERENCE_LENGTH)} in its first reference, enter it if it is not there, and dismiss this import`;

/** @throws OrderRefused in RLM's words, before anything is sent */
function garmentOf({ sku, barcode, title }: ShopLine, index: number, garments: readonly Garment[]): Garment {
  const wanted = sku ?? barcode;
  const garment = garments.find(({ names }) => wanted !== null && names.includes(wanted));
  if (garment !== undefined) return garment;
  throw new OrderRefused(
    `Invalid SKU Number on Line ${index + 1}: RLM has no item ${wanted ?? title ?? 'without SKU'}`,
  );
}

const day = (isoDay: string): string => isoDay.replaceAll('-', '');

/** The order document: camel case, days as YYYYMMDD, the discount as a fraction (contracts/rlm-and-3pl.md §1.2, §7). */
function orderContent(
  { draft, lines, freight, money }: OrderDocument,
  { account, store, state }: ShipTo,
  raNumbers: readonly string[],
  garments: readonly Garment[],
): Readonly<Record<string, Content>> {
  const { policy, exchangeOrderId, exchangeOrderName, externalReturnId } = draft;
  const charge = {
    code: policy.miscChargeCode,
    amount: formatMoney(money.charge),
    description: `Return ${externalReturnId}`,
  };
  return {
    ...{ customerAccount: account, storeNumber: store, customerPO: exchangeOrderName.slice(0, PO_LENGTH) },
    ...{ orderDate: day(draft.orderDate), startDate: day(draft.startDate), cancelDate: day(draft.cancelDate) },
    ...{ warehouse: policy.warehouse, shipToState: state, discount: rateText(money.discountRate) },
    shippingAmount: formatMoney(freight),
    special01: exchangeOrderId.slice(0, REFERENCE_LENGTH),
    special02: externalReturnId.slice(0, REFERENCE_LENGTH),
    special03: raNumbers.join(',').slice(0, REFERENCE_LENGTH) || null,
    miscCharges: money.charge.amount === 0 ? null : [['miscCharge', charge] satisfies Item],
    items: lines.map((line, index): Item => {
      const { row, size } = garmentOf(line, index, garments);
      return [
        'item',
        {
          ...{ style: row.STYLE_NUMBER, color: row.COLOR, size, length: row.LENGTH },
          ...{ price: formatMoney(line.unitPrice), quantity: line.quantity, taxAmount: formatMoney(line.tax) },
        },
      ];
    }),
  };
}

/** What RLM was told is what it has: the answer names the order's number and nothing else. */
function asSent({ division, lines, money }: OrderDocument, shipTo: ShipTo, orderNumber: string, at: Date): RlmOrder {
  const { discount, charge: charges, receivable } = money;
  return {
    ...{ orderNumber, division, status: 'open', ...shipTo },
    lines: lines.map(({ orderLineId, quantity }) => ({ externalLineId: orderLineId, quantity })),
    ...{ discount, charges, receivable, updatedAt: at.toISOString() },
  };
}
