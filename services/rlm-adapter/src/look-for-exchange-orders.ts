import { orderSubjectOf, type Clock } from '@backhaul/contracts';
import { causeOnReturn, type SweepDefinition, type Transactions } from '@backhaul/service-kit';
import { randomUUID } from 'node:crypto';
import type { Clients } from './clients.js';
import type { RlmSection } from './config.js';
import type { ExchangeOrderCommand } from './exchange-order/commands.js';
import { numbersOf, type RlmOrder } from './exchange-order/rlm-order.js';
import { exchangeOrders } from './exchange-orders.js';
import { jobLog } from './jobs/job-log.js';
import type { ExchangeOrderPages, WatchedOrder } from './read-models/exchange-order-pages.js';
import type { Reading } from './rlm/orders-port.js';

interface Parts {
  readonly merchants: readonly { id: string; rlm: RlmSection }[];
  readonly clients: Clients;
  readonly pages: ExchangeOrderPages;
  readonly transactions: Transactions;
  readonly clock: Clock;
}

/** RLM's own job runs every 15 minutes (contracts/rlm-and-3pl.md §3); what it has not brought by now it will not bring. */
const MISSING_AFTER_MS = 2 * 3_600_000;

/** Sees what RLM's own job and people do to exchange orders there: brought in, amended, corrected, cancelled. */
export function lookForExchangeOrders(parts: Parts): SweepDefinition[] {
  return parts.merchants.map(({ id: merchantId, rlm }) => ({
    name: `rlm-exchange-orders-${merchantId}`,
    everyMs: rlm.exchange.lookSeconds * 1000,
    merchants: [merchantId],
    async run({ signal }) {
      for (const watched of await parts.pages.watched(merchantId)) {
        if (signal.aborted) break;
        await look(parts, merchantId, watched, { correlationId: randomUUID(), signal });
      }
      return null;
    },
  }));
}

async function look(parts: Parts, merchantId: string, watched: WatchedOrder, call: Reading): Promise<void> {
  const { exchangeOrderId, originalOrderId, native, currency } = watched;
  const shopOrderId = native ? originalOrderId : exchangeOrderId;
  const orders = await parts.clients.rlm(merchantId).orders.find(shopOrderId, currency, call);
  const command = commandOf(watched, orders, parts.clock.now());
  if (command === null) return;
  const returnId = watched.returnId ?? orderSubjectOf(merchantId, originalOrderId);
  const about = { merchantId, returnId, orderId: originalOrderId, causationId: `look:${exchangeOrderId}` };
  await parts.transactions.run(async (tx) => {
    const { events } = await exchangeOrders.execute(tx, watched.id, command, causeOnReturn(about));
    if (!events.some(({ type }) => type === 'ExchangeOrderImported')) return;
    const item = { job: 'Shopify Import Orders', entity: 'order', externalId: exchangeOrderId, returnId } as const;
    const row = { ...item, merchantId, document: numbersOf(orders), callKey: null, message: 'Found In RLM' };
    await jobLog.record(tx, { ...row, result: 'UPDATED', severity: 'INFO', at: parts.clock.now() });
  });
}

function commandOf(
  { exchangeOrderId, status, seenAt }: WatchedOrder,
  orders: readonly RlmOrder[],
  at: Date,
): ExchangeOrderCommand | null {
  if (orders.length > 0) return { kind: 'ObserveOrders', exchangeOrderId, orders, at };
  const isLate = at.getTime() - seenAt.getTime() > MISSING_AFTER_MS;
  return status === 'vendor-link' && isLate ? { kind: 'RecordMissing', exchangeOrderId, at } : null;
}
