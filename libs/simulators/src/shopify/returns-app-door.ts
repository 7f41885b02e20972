import type { Kernel } from '../kernel/index.js';
import type { ShopifyDoor } from './door.js';
import { placeExchangeOrder } from './exchange/place-exchange-order.js';
import { placeGiftCardOrder } from './gift-cards/gift-card-order.js';
import { issueGiftCard } from './gift-cards/issue-gift-card.js';
import { orderForReturn } from './orders/order-for-return.js';
import { refundForReturn } from './refunds/refund-for-return.js';
import { endReturn } from './returns/end-return.js';
import { openReturn } from './returns/open-return.js';
import { processExchange } from './returns/process-exchange.js';
import type { Shop, ShopifyState } from './state.js';

/** What another installed app (Loop) may do in a shop; each once per key of its own. */
export const returnsAppDoor = (kernel: Kernel<ShopifyState>, shopOf: (domain: string) => Shop) =>
  ({
    orderForReturn: (domain, idOrName) => orderForReturn(shopOf(domain), idOrName),
    refundForReturn: (request) => refundForReturn(kernel, shopOf(request.shop), request),
    placeExchangeOrder: (request) => placeExchangeOrder(kernel, shopOf(request.shop), request),
    openReturn: (request) => structuredClone(openReturn(kernel, shopOf(request.shop), request)),
    processExchange: (request) => structuredClone(processExchange(kernel, shopOf(request.shop), request)),
    endReturn: (domain, orderId, key, status) =>
      structuredClone(endReturn(kernel, shopOf(domain), orderId, key, status)),
    issueGiftCard: (request) => structuredClone(issueGiftCard(kernel, shopOf(request.shop), request)),
    placeGiftCardOrder: (request) => placeGiftCardOrder(kernel, shopOf(request.shop), request),
  }) satisfies Partial<ShopifyDoor>;
