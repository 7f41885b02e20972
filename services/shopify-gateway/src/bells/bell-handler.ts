import { BackhaulError } from '@backhaul/contracts';
import type { IntakeItem } from '@backhaul/messaging';
import { Logger, Transactions } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { causeOfBell, orderStreamId, shopifyOrders } from '../orders.js';
import { ShopifyClients } from '../shopify/clients.js';
import { isKnown } from '../shopify-order/state.js';
import { readBell } from './bell.js';

/**
 * Answers a bell by reading the order afresh, so that webhooks may be late, doubled, lost or out of order:
 * what counts is what the shop shows now.
 */
@Injectable()
export class BellHandler {
  constructor(
    private readonly clients: ShopifyClients,
    private readonly pool: Pool,
    private readonly transactions: Transactions,
    private readonly log: Logger,
  ) {}

  async handle(item: IntakeItem): Promise<void> {
    const { merchantId } = item;
    const { topic = '', causationId = `intake:${item.id}`, correlationId } = item.headers;
    const bell = readBell(topic, item.body);
    const { orderId } = bell;
    const known = await this.isKnown(merchantId, orderId);
    if (bell.concerns === 'known' && !known) return this.#ignore(merchantId, orderId);
    const order = await this.clients.of(merchantId).readOrder(orderId);
    if (order === null) throw new BackhaulError('ORDER_NOT_FOUND', `the shop shows no order ${orderId}`);
    if (order.refunds.length === 0 && !known && !bell.hasReturn) return this.#ignore(merchantId, orderId);
    const cause = causeOfBell(merchantId, orderId, { causationId, correlationId });
    await this.transactions.run((tx) =>
      shopifyOrders.execute(tx, orderStreamId(merchantId, orderId), { kind: 'RecordOrder', order }, cause),
    );
  }

  /** Whether anything was recorded of the order. */
  async isKnown(merchantId: string, orderId: string): Promise<boolean> {
    const id = orderStreamId(merchantId, orderId);
    return isKnown(await shopifyOrders.load(this.pool, id));
  }

  #ignore(merchantId: string, orderId: string): void {
    this.log.debug({ merchantId, orderId }, 'an order without return and refund was not read');
  }
}
