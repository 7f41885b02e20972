import { cursorParameter, limitParameter, moneyView } from '@backhaul/service-kit';
import { z } from 'zod';
import { exchangeOrderStatuses } from '../read-models/exchange-order-model.js';

const instant = z.string().meta({ description: 'ISO 8601, UTC.', examples: ['2026-09-20T14:07:00.000Z'] });

/** What the exchange orders can be narrowed down by. */
export const exchangeOrdersQuery = z.strictObject({
  merchant: z.string().min(1).max(100).optional(),
  status: z.enum(exchangeOrderStatuses).optional(),
  limit: limitParameter,
  cursor: cursorParameter.optional(),
});
export type ExchangeOrdersQuery = z.infer<typeof exchangeOrdersQuery>;

/** Our id of an exchange order. */
export const exchangeOrderIdParameter = z.string().min(3).max(200);

/** An exchange order on its way into RLM. */
export const exchangeOrderView = z.object({
  id: z.string().meta({ examples: ['oaklinen-7788120045'] }),
  merchantId: z.string(),
  exchangeOrderId: z.string(),
  exchangeOrderName: z.string().nullable(),
  originalOrderName: z.string().nullable(),
  returnId: z.string().nullable(),
  status: z.enum(exchangeOrderStatuses),
  orderNumbers: z.array(z.string()).meta({ description: 'Of the orders in RLM, one per division.' }),
  native: z.boolean().meta({ description: 'Its items are added to the original order.' }),
  value: moneyView.nullable().meta({ description: 'With tax and freight, before any returned value is taken off.' }),
  captured: moneyView.nullable().meta({ description: 'What the shopper paid in money: the A/R in RLM.' }),
  seenAt: instant,
  changedAt: instant,
});
export type ExchangeOrderView = z.infer<typeof exchangeOrderView>;
export const exchangeOrderPage = z.object({
  items: z.array(exchangeOrderView),
  next: z.string().nullable().meta({ description: 'Give it as `cursor` for the next page; null on the last.' }),
});
export type ExchangeOrderPage = z.infer<typeof exchangeOrderPage>;
