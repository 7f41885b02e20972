import { BackhaulError } from '@backhaul/contracts';
import type { IntakeItem } from '@backhaul/messaging';
import { Logger, Transactions } from '@backhaul/service-kit';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { Exchanges, type Look } from './exchanges.js';
import { causeOfBell, orderStreamId, shopifyOrders } from '../orders.js';
import { ShopifyClients } from '../shopify/clients.js';
import { isKnown } from '../shopify-order/state.js';
import { readBell, type Bell } from './bell.js';

/**
 * Answers a bell by reading the order afresh, so that webhooks may be late, doubled, lost or out of order:
 * what counts is what the shop shows now.
 */
@Injectable()
export class BellHandler {
  constructor(
    private readonly clients: ShopifyClients,
    private readonly exchanges: Exchanges,
    private readonly pool: Pool,
    private readonly transactions: Transactions,
    private readonly log: Logger,
  ) {}

  async handle(item: IntakeItem): Promise<void> {
    const { merchantId } = item;
    const { topic = '', causationId = `intake:${item.id}`, correlationId } = item.headers;
    const bell = readBell(topic, item.body);
    const look = { merchantId, orderId: bell.orderId, origin: { causationId, correlationId } };
    if (bell.namedBy !== null) await this.exchanges.name(look, bell.namedBy);
    await this.#recordOrder(bell, look);
    if (await this.#isExchange(bell, look)) await this.exchanges.lookAtOrder(look);
  }

  /** Whether anything was recorded of the order. */
  async isKnown(merchantId: string, orderId: string): Promise<boolean> {
    const id = orderStreamId(merchantId, orderId);
    return isKnown(await shopifyOrders.load(this.pool, id));
  }

  async #recordOrder(bell: Bell, look: Look): Promise<void> {
    const { merchantId, orderId, origin } = look;
    const known = await this.isKnown(merchantId, orderId);
    if (bell.concerns === 'known' && !known) return this.#ignore(merchantId, orderId);
    const order = await this.clients.of(merchantId).readOrder(orderId);
    if (order === null) throw new BackhaulError('ORDER_NOT_FOUND', `the shop shows no order ${orderId}`);
    const concerns = known || bell.hasReturn || order.hasReturns || order.refunds.length > 0;
    if (!concerns) return this.#ignore(merchantId, orderId);
    const cause = causeOfBell(merchantId, orderId, origin);
    await this.transactions.run((tx) =>
      shopifyOrders.execute(tx, orderStreamId(merchantId, orderId), { kind: 'RecordOrder', order }, cause),
    );
    if (order.hasReturns) await this.exchanges.lookAtReturns(look, { ...order, createdAt: order.placedAt });
  }

  async #isExchange({ appearance, mayBeExchange }: Bell, { merchantId, orderId }: Look): Promise<boolean> {
    if (mayBeExchange) return true;
    if (appearance !== null && this.exchanges.mayBe(merchantId, appearance)) return true;
    return this.exchanges.isKnown(merchantId, orderId);
  }

  #ignore(merchantId: string, orderId: string): void {
    this.log.debug({ merchantId, orderId }, 'an order without return and refund was not read');
  }
}
