import { allocated } from '../inventory/ledger.js';
import { requireWarehouse } from '../masters/lookup.js';
import type { Item } from '../masters/entities.js';
import { toDecimal } from '../money.js';
import type { Company } from '../state.js';
import { shownUpc } from '../views/rows.js';
import { fits, flagIn, limited, numberIn, within } from './filter.js';
import { dateText, rowsResult } from './result.js';
import type { Element, Fields } from './xml.js';

/** Stock and UPCs are told per style and colour (and length), its sizes side by side (contracts/rlm-and-3pl.md §2.5). */
const byStyleColor = (items: readonly Item[]): Item[][] => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = JSON.stringify([item.division, item.style, item.color, item.fabric, item.length]);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
};

const itemsFor = (company: Company, filter: Element): Item[] =>
  company.items
    .filter((item) => fits(filter, 'DIVISION', item.division) && fits(filter, 'STYLE', item.style))
    .filter((item) => fits(filter, 'INTERNAL_SKU_NUMBER', item.internal_sku_number));

const styleFields = (company: Company, first: Item): Fields => ({
  COMPANY: company.number,
  DIVISION: first.division,
  SEASON: `${first.season_code}${first.season_year}`,
  INTERNAL_SKU_NUMBER: first.internal_sku_number,
  STYLE_NUMBER: first.style,
  FABRIC: first.fabric,
  LENGTH: first.length,
  COLOR: first.color,
  SKU_COLOR: first.sku_color,
});

const listOf = (items: readonly Item[], value: (item: Item) => string | number): string => items.map(value).join(',');

/** `Item.getSelected`. */
export const selectedItems = (company: Company, filter: Element): string => {
  const withUpcs = flagIn(filter, 'RETRIEVE_UPCS');
  const rows = byStyleColor(itemsFor(company, filter)).flatMap((group): Fields[] => {
    const [first] = group;
    if (first === undefined) return [];
    const upcs = withUpcs ? listOf(group, shownUpc) : null;
    const sizes = listOf(group, ({ size }) => size);
    return [{ ...styleFields(company, first), DESCRIPTION: first.description, SIZES: sizes, UPCS: upcs }];
  });
  return rowsResult('ITEM_MASTER', limited(filter, rows));
};

/** `Item.getInventory`: what can be sold, of one warehouse or of all together. */
export const inventory = (company: Company, filter: Element): string => {
  const number = numberIn(filter, 'WAREHOUSE');
  const warehouses = number === null ? company.warehouses : [requireWarehouse(company, number)];
  const atsOf = ({ sku }: Item): number =>
    warehouses.reduce((sum, warehouse) => {
      const onHand = company.balances[`${warehouse.number}/${sku}`]?.on_hand ?? 0;
      return sum + onHand - allocated(company, warehouse.number, sku);
    }, 0);
  const positiveOnly = flagIn(filter, 'ATS_GREATER_THAN_ZERO');
  const rows = byStyleColor(itemsFor(company, filter)).flatMap((group): Fields[] => {
    const [first] = group;
    if (first === undefined || (positiveOnly && !group.some((item) => atsOf(item) > 0))) return [];
    const lists = {
      SIZES: listOf(group, ({ size }) => size),
      UPCS: listOf(group, shownUpc),
      ATS: listOf(group, atsOf),
    };
    return [{ ...styleFields(company, first), WAREHOUSE: number, ...lists }];
  });
  return rowsResult('INVENTORY_MASTER', limited(filter, rows));
};

/** `PackedOrders.getSelected`: one row per packed line. */
export const packedOrders = (company: Company, filter: Element): string => {
  const rows = company.shipments.flatMap((shipment): Fields[] => {
    const order = company.orders.find(({ order_number }) => order_number === shipment.order_number);
    const asked =
      order !== undefined &&
      fits(filter, 'DIVISION', order.division) &&
      fits(filter, 'CUSTOMER_PO', order.customer_po) &&
      fits(filter, 'ORDER_NUMBER', shipment.order_number) &&
      fits(filter, 'PICK_TICKET_NUMBER', shipment.pick_ticket) &&
      within(filter, shipment.packed_date);
    if (!asked) return [];
    return shipment.lines.map((line) => ({
      COMPANY: company.number,
      DIVISION: order.division,
      PICK_TICKET_NUMBER: shipment.pick_ticket,
      ORDER_NUMBER: shipment.order_number,
      CUSTOMER_PO: order.customer_po,
      PACKED_DATE: dateText(shipment.packed_date),
      WAREHOUSE: shipment.warehouse,
      ROUTING: shipment.routing,
      TRACKING_NUMBER: shipment.tracking,
      STYLE_NUMBER: line.style,
      COLOR: line.color,
      SIZE: line.size,
      UPC: line.upc ?? line.sku,
      UNITS: line.units,
      UNIT_PRICE: toDecimal(line.unit_price),
    }));
  });
  return rowsResult('PACKED_ORDERS', rows);
};

/** `Billing.getCredits`: one row per credited line. Units and prices are positive; misc. charges are not told. */
export const credits = (company: Company, filter: Element): string => {
  const rows = company.credits
    .filter((credit) => within(filter, credit.credit_date))
    .flatMap((credit) => {
      const order = company.orders.find(({ order_number }) => order_number === credit.original_order_number);
      if (!fits(filter, 'DIVISION', order?.division ?? null)) return [];
      return credit.lines.map((line): Fields => ({
        COMPANY: company.number,
        DIVISION: order?.division ?? null,
        CREDIT_NUMBER: credit.credit_number,
        CREDIT_DATE: dateText(credit.credit_date),
        ORIGINAL_INVOICE_NUMBER: credit.original_invoice_number,
        ORIGINAL_ORDER_NUMBER: credit.original_order_number,
        ORIGINAL_CUSTOMER_PO: credit.customer_po,
        DISCOUNT: credit.discount,
        SALES_TAX: toDecimal(credit.sales_tax),
        FREIGHT_CHARGE: toDecimal(credit.freight_charge),
        CURRENCY: credit.currency,
        EXCHANGE_RATE: '1.00000',
        SEASON: line.season,
        SKU_NUMBER: line.sku_number,
        STYLE_NUMBER: line.style,
        COLOR: line.color,
        SIZE: line.size,
        UPC: line.upc ?? line.sku,
        UNITS: line.units,
        UNIT_PRICE: toDecimal(line.unit_price),
      }));
    });
  return rowsResult('CREDITS', rows);
};
