import { itemBy } from '../items-by.js';
import type { SalesOrder } from '../masters/entities.js';
import { findItem } from '../masters/lookup.js';
import { thirdPartyOrderID } from '../orders/find.js';
import type { Order } from '../../shopify/index.js';
import type { AimsState, Tenant } from '../state.js';
import { amendWebOrder } from './amendments.js';
import type { WebOrder } from './entities.js';
import { webOrderOf } from './find.js';
import { importWebOrder } from './import.js';
import { issuesOf } from './issues.js';
import { stageWebOrder } from './stage.js';
import type { NewWebOrder, NewWebOrderLine } from './stage.js';

/** What AIMS360 sees of a line; `sku` finds the item, as the shop's orders carry no barcode. */
const lineOf = ({ id, sku, quantity, unitPrice, discount }: Order['lines'][number]): NewWebOrderLine => ({
  thirdPartyLineID: id,
  sku,
  quantity,
  price: unitPrice,
  discount,
});

const isLoopDiscount = (discount: Order['discounts'][number]): boolean =>
  discount.kind === 'manual' && /^loop discount$/i.test(discount.title);

/**
 * An exchange order is marked as paid without a payment. With Loop's discount on it, what is left was really paid (to Loop);
 * at full price it was paid with the credit of the return, which is still open here (contracts/aims360.md §5.4).
 */
const paidOn = (order: Order): { paid?: number } => {
  if (order.markedPaid && order.discounts.some(isLoopDiscount)) return {};
  const sales = order.transactions.filter(({ kind, status }) => kind === 'SALE' && status === 'SUCCESS');
  return { paid: sales.reduce((sum, { amount }) => sum + amount, 0) };
};

const newWebOrder = (shopDomain: string, order: Order): NewWebOrder => ({
  shopDomain,
  thirdPartyOrderID: order.id,
  orderName: order.name,
  lines: order.lines.map(lineOf),
  tags: order.tags,
  email: order.email,
  ...(order.note === null ? {} : { note: order.note }),
  tax: order.lines.reduce((sum, line) => sum + line.tax, 0),
  freight: order.shipping?.price ?? 0,
  ...paidOn(order),
});

const unitsOf = (tenant: Tenant, order: SalesOrder, line: NewWebOrderLine): number => {
  const item = findItem(tenant, line.upc ?? null, line.sku ?? null);
  return order.lines
    .filter((each) => each.styleColorID === item?.styleColor.styleColorID)
    .flatMap((each) => each.sizes)
    .filter((size) => size.sizeName === item?.size.sizeName)
    .reduce((sum, size) => sum + size.orderQuantity, 0);
};

/** Lines of the shop that neither the staged order nor, by its quantities, the sales order has. */
const furtherLines = (
  tenant: Tenant,
  known: SalesOrder,
  staged: WebOrder | undefined,
  order: Order,
): NewWebOrderLine[] => {
  const lines = order.lines.map(lineOf);
  const listed = new Set(staged?.lines.map((line) => line.thirdPartyLineID));
  const counted = new Map<string, number>();
  return lines.filter((line) => {
    if (listed.has(line.thirdPartyLineID ?? '')) return false;
    const before = counted.get(line.sku ?? '') ?? 0;
    counted.set(line.sku ?? '', before + line.quantity);
    return before + line.quantity > unitsOf(tenant, known, line);
  });
};

/** Called off in the shop before it was imported: it stays on the screen, and cannot be imported any more. */
const cancelStaged = (staged: WebOrder, now: Date): WebOrder => {
  staged.cancelled = true;
  staged.lastModifiedOn = now.toISOString();
  return staged;
};

/**
 * "Import Orders from Shopify" for one shop: stages what is new, imports what has no issue when the merchant is set so, and shows
 * what native exchanges added to orders that are imported already. Gives the staged orders that are new or amended.
 */
export const takeInShopify = (
  state: AimsState,
  tenant: Tenant,
  shopDomain: string,
  orders: readonly Order[],
  now: Date,
): WebOrder[] => {
  const news: WebOrder[] = [];
  for (const order of orders) {
    const staged = webOrderOf(tenant, shopDomain, order.id);
    const known = itemBy(tenant.orders, thirdPartyOrderID, order.id);
    if (known !== undefined) {
      const lines = furtherLines(tenant, known, staged, order);
      if (lines.length > 0) news.push(amendWebOrder(state, tenant, known, { shopDomain, lines }, now));
    } else if (staged !== undefined) {
      if (order.cancelledAt !== null && !staged.cancelled) news.push(cancelStaged(staged, now));
    } else if (order.cancelledAt === null) {
      const fresh = stageWebOrder(state, tenant, newWebOrder(shopDomain, order), now);
      news.push(fresh);
      const clean = !fresh.exchange && issuesOf(tenant, fresh).length === 0;
      if (clean && tenant.settings.importCleanOrders) importWebOrder(state, tenant, fresh, {}, now);
    }
  }
  return news;
};
