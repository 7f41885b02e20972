import { orderSubjectOf, type Clock } from '@backhaul/contracts';
import { causeOnReturn, CLOCK, Transactions, type SweepDefinition } from '@backhaul/service-kit';
import { VendorError } from '@backhaul/vendor-http';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clients } from './clients.js';
import type { RlmSection } from './config.js';
import type { ExchangeOrderCommand } from './exchange-order/commands.js';
import { numbersOf, type RlmOrder } from './exchange-order/rlm-order.js';
import { exchangeOrders } from './exchange-orders.js';
import { jobLog } from './jobs/job-log.js';
import { ExchangeOrderPages, type WatchedOrder } from './read-models/exchange-order-pages.js';
import type { Reading } from './rlm/orders-port.js';

/** RLM's own job runs every 15 minutes (contracts/rlm-and-3pl.md §3); what it has not brought by now it will not bring. */
const MISSING_AFTER_MS = 2 * 3_600_000;

/** Sees what RLM's own job and people do to exchange orders there: brought in, amended, corrected, cancelled. */
@Injectable()
export class LookForExchangeOrders {
  constructor(
    private readonly clients: Clients,
    private readonly pages: ExchangeOrderPages,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Looks for each order that is worth it; `ids`: for these of the shop alone. Gives how many. */
  async look(merchantId: string, ids: readonly string[] | null, signal: AbortSignal): Promise<number> {
    const watched = await this.pages.watched(merchantId, ids);
    for (const one of watched) {
      if (signal.aborted) break;
      await this.#lookFor(merchantId, one, { correlationId: randomUUID(), signal });
    }
    return watched.length;
  }

  /** One that RLM shows in a way that nobody understands must not keep the others from being seen. */
  async #lookFor(merchantId: string, watched: WatchedOrder, call: Reading): Promise<void> {
    const { exchangeOrderId, originalOrderId, native, currency } = watched;
    const shopOrderId = native ? originalOrderId : exchangeOrderId;
    try {
      const orders = await this.clients.rlm(merchantId).orders.find(shopOrderId, currency, call);
      await this.#observe(merchantId, watched, orders);
    } catch (error) {
      if (!(error instanceof VendorError) || error.code !== 'VENDOR_NOT_UNDERSTOOD') throw error;
      const row = { ...rowOf(merchantId, watched), document: null, message: error.message, at: this.clock.now() };
      await this.transactions.run((tx) => jobLog.record(tx, { ...row, result: 'ERROR', severity: 'ERROR' }));
    }
  }

  async #observe(merchantId: string, watched: WatchedOrder, orders: readonly RlmOrder[]): Promise<void> {
    const at = this.clock.now();
    const command = commandOf(watched, orders, at);
    if (command === null) return;
    const { id, exchangeOrderId, originalOrderId: orderId } = watched;
    const returnId = watched.returnId ?? orderSubjectOf(merchantId, orderId);
    const cause = causeOnReturn({ merchantId, returnId, orderId, causationId: `look:${exchangeOrderId}` });
    await this.transactions.run(async (tx) => {
      const { events } = await exchangeOrders.execute(tx, id, command, cause);
      if (!events.some(({ type }) => type === 'ExchangeOrderImported')) return;
      const row = { ...rowOf(merchantId, watched), document: numbersOf(orders), message: 'Found In RLM', at };
      await jobLog.record(tx, { ...row, result: 'UPDATED', severity: 'INFO' });
    });
  }
}

const rowOf = (merchantId: string, { exchangeOrderId: externalId, returnId }: WatchedOrder) =>
  ({ merchantId, job: 'Shopify Import Orders', entity: 'order', externalId, returnId, callKey: null }) as const;

function commandOf(
  { exchangeOrderId, status, seenAt }: WatchedOrder,
  orders: readonly RlmOrder[],
  at: Date,
): ExchangeOrderCommand | null {
  if (orders.length > 0) return { kind: 'ObserveOrders', exchangeOrderId, orders, at };
  const isLate = at.getTime() - seenAt.getTime() > MISSING_AFTER_MS;
  return status === 'vendor-link' && isLate ? { kind: 'RecordMissing', exchangeOrderId, at } : null;
}

/** Every store's looks, more often than its job runs: what others bring in is not told to us. */
export function lookForExchangeOrders(
  lookout: LookForExchangeOrders,
  merchants: readonly { id: string; rlm: RlmSection }[],
): SweepDefinition[] {
  return merchants.map(({ id: merchantId, rlm }) => ({
    name: `rlm-exchange-orders-${merchantId}`,
    everyMs: rlm.exchange.lookSeconds * 1000,
    merchants: [merchantId],
    async run({ signal }) {
      await lookout.look(merchantId, null, signal);
      return null;
    },
  }));
}
