import type { OrderForReturn } from '../../shopify/index.js';
import type { LoopShop } from '../state.js';
import { notify } from '../webhooks/notify.js';
import { pairedShopify, shopNamed, type World } from '../world.js';
import { amountsOf, outcomeOf } from './amounts.js';
import { creditOf } from './edit.js';
import { exchangedUnits } from './exchanged-units.js';
import { makeExchanges } from './exchange-effect.js';
import { createLabel, planCarrier } from './labels.js';
import type { LoopReturn } from './loop-return.js';
import { queueProcessing } from './process.js';
import type { ReturnRequest } from './request.js';
import { returnedUnit } from './returned-unit.js';
import { openShopifyReturn } from './shopify-return.js';

const LABEL_LIFE_MS = 28 * 24 * 3_600_000;

/** Submits a return: prices, discount and tax come from the Shopify order. Throws when a unit is not returnable. */
export async function submitReturn(world: World, request: ReturnRequest): Promise<LoopReturn> {
  const { kernel } = world;
  const shop = shopNamed(world, request.shop);
  const order = await pairedShopify(world).orderForReturn(shop.shopDomain, request.orderId ?? request.orderName ?? '');
  const exchanges = await exchangedUnits(world, shop, order, request.exchangeFor ?? []);
  const one = newReturn(world, shop, order, request);
  one.exchanges = exchanges;
  for (const unit of request.units) one.lines.push(returnedUnit(world, order, one, unit));
  one.outcome = outcomeOf(one);
  if (request.review === true || needsReview(shop, one)) one.state = 'review';
  kernel.state.returns.push(one);
  await openShopifyReturn(world, shop, one);
  if (one.instant) await makeExchanges(world, shop, one);
  notify(world, shop, 'return.created', one);
  if (request.label ?? isSent(one)) createLabel(world, shop, one);
  startLife(world, shop, one);
  return one;
}

function newReturn(world: World, shop: LoopShop, order: OrderForReturn, request: ReturnRequest): LoopReturn {
  const { kernel } = world;
  const now = kernel.clock.now().toISOString();
  const gift = giftOf(request.gift);
  return {
    id: kernel.ids.next('loop/return', 88_120_045, 9),
    shop: shop.shop,
    state: 'open',
    outcome: 'refund',
    createdAt: now,
    updatedAt: now,
    editedAt: null,
    closedAt: null,
    orderId: (kernel.state.orderIds[order.id] ??= kernel.ids.next('loop/order', 51_230_077, 9)),
    orderName: order.name,
    providerOrderId: order.id,
    providerOrderNumber: order.number,
    customer: { email: order.email, firstName: order.firstName, lastName: order.lastName },
    currency: order.currency,
    presentment: order.presentment,
    gift,
    instant: request.instant ?? false,
    handlingFee: request.handlingFee ?? shop.handlingFee,
    storeCredit: gift === null ? creditOf(request.storeCredit) : 'all',
    lines: [],
    exchanges: [],
    label: null,
    refunds: [],
    giftCards: [],
    restockType: shop.restockType,
    booked: false,
    exchangeTries: 0,
    shopifyReturnKey: null,
    processedBy: null,
    queued: false,
    statusPageId: kernel.ids.uuid('loop/status-page'),
    notes: [],
    additionalDetails: null,
  };
}

function giftOf(asked: ReturnRequest['gift']): LoopReturn['gift'] {
  if (asked === undefined || asked === false) return null;
  return asked === true ? { email: 'mia.holm@northfold.example', firstName: 'Mia', lastName: 'Holm' } : asked;
}

const needsReview = ({ reviewRules }: LoopShop, one: LoopReturn): boolean =>
  reviewRules.some(
    ({ reason, totalAbove }) =>
      (reason === undefined || one.lines.some((line) => line.reason === reason)) &&
      (totalAbove === undefined || amountsOf(one).total > totalAbove),
  );

/** Where the shopper keeps everything, no parcel is waited for. */
const isSent = ({ lines }: LoopReturn): boolean => lines.some(({ outcome }) => outcome !== 'keep');

function startLife(world: World, shop: LoopShop, one: LoopReturn): void {
  if (isSent(one)) {
    planCarrier(world, shop, one);
    world.kernel.timers.after(LABEL_LIFE_MS, 'loop/expire', { returnId: one.id });
  }
  const atOnce = shop.processOn === 'immediate' || (shop.processOn !== 'manual' && !isSent(one));
  if (atOnce && one.state === 'open') queueProcessing(world, shop, one);
}
