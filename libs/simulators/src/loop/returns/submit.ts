import type { OrderForReturn } from '../../shopify/index.js';
import type { LoopShop } from '../state.js';
import { notify } from '../webhooks/notify.js';
import { shopNamed, type World } from '../world.js';
import { createLabel, planCarrier } from './labels.js';
import type { LoopLine, LoopReturn } from './loop-return.js';
import { queueProcessing } from './process.js';

/** A shopper's return. */
export interface ReturnRequest {
  shop: string;
  /** `#20418`; or `orderId`. */
  orderName?: string;
  /** Shopify's id. */
  orderId?: string;
  units: UnitRequest[];
  outcome?: 'refund';
  /** Without a label the return shows `N/A` and never moves. Default true. */
  label?: boolean;
}

/** One unit, by Shopify line id or SKU. Two units of a line are two entries. */
export interface UnitRequest {
  providerLineItemId?: string;
  sku?: string;
  reason?: string;
  parentReason?: string;
  comment?: string;
}

const LABEL_LIFE_MS = 28 * 24 * 3_600_000;

/** Submits a return: prices, discount and tax come from the Shopify order. Throws when a unit is not returnable. */
export async function submitReturn(world: World, request: ReturnRequest): Promise<LoopReturn> {
  const { kernel, shopify } = world;
  const shop = shopNamed(world, request.shop);
  if (shopify === undefined) throw new Error('Loop needs a paired Shopify (option shopifyUrl) to look the order up');
  const order = await shopify.orderForReturn(shop.shopDomain, request.orderId ?? request.orderName ?? '');
  const now = kernel.clock.now().toISOString();
  const one: LoopReturn = {
    id: kernel.ids.next('loop/return', 88_120_045, 9),
    shop: shop.shop,
    state: 'open',
    outcome: 'refund',
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    orderId: (kernel.state.orderIds[order.id] ??= kernel.ids.next('loop/order', 51_230_077, 9)),
    orderName: order.name,
    providerOrderId: order.id,
    providerOrderNumber: order.number,
    customer: { email: order.email, firstName: order.firstName, lastName: order.lastName },
    currency: order.currency,
    handlingFee: shop.handlingFee,
    lines: [],
    label: null,
    refunds: [],
    restockType: shop.restockType,
    queued: false,
    statusPageId: kernel.ids.uuid('loop/status-page'),
    notes: [],
    additionalDetails: null,
  };
  for (const unit of request.units) one.lines.push(returnedUnit(world, order, one, unit));
  kernel.state.returns.push(one);
  notify(world, shop, 'return.created', one);
  if (request.label !== false) createLabel(world, shop, one);
  startLife(world, shop, one);
  return one;
}

function startLife(world: World, shop: LoopShop, one: LoopReturn): void {
  planCarrier(world, shop, one);
  world.kernel.timers.after(LABEL_LIFE_MS, 'loop/expire', { returnId: one.id });
  if (shop.processOn === 'immediate') queueProcessing(world, shop, one, null);
}

function returnedUnit(world: World, order: OrderForReturn, one: LoopReturn, asked: UnitRequest): LoopLine {
  const line = order.lines.find(({ id, sku }) => id === asked.providerLineItemId || sku === asked.sku);
  if (line === undefined) throw new Error(`order ${order.name} has no line ${asked.providerLineItemId ?? asked.sku}`);
  const unit = line.units[Math.max(line.refunded, consumed(world, one, line.id))];
  if (unit === undefined) throw new Error(`no unit of ${line.sku} on ${order.name} can be returned any more`);
  return {
    lineItemId: world.kernel.ids.next('loop/line', 640_010, 5),
    providerLineItemId: line.id,
    productId: line.productId,
    variantId: line.variantId,
    sku: line.sku,
    barcode: line.barcode,
    title: line.title,
    locationId: line.locationId,
    ...unit,
    returnedAt: one.createdAt,
    reason: asked.reason ?? 'Too warm',
    parentReason: asked.parentReason ?? 'Not as expected',
    comment: asked.comment ?? null,
  };
}

/** Units in other returns, and in this one so far. A cancelled or expired return frees its units. */
function consumed({ kernel }: World, one: LoopReturn, providerLineItemId: string): number {
  return [...kernel.state.returns, one]
    .filter(({ shop, state }) => shop === one.shop && state !== 'cancelled' && state !== 'expired')
    .flatMap(({ lines }) => lines)
    .filter((line) => line.providerLineItemId === providerLineItemId).length;
}
