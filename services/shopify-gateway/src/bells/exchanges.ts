import { BackhaulError, type Clock } from '@backhaul/contracts';
import { CLOCK, Merchants, Transactions, type Cause } from '@backhaul/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { MerchantSections } from '../config.js';
import type { ExchangeOrderCommand } from '../exchange-order/commands.js';
import { mayBeExchange, signalsOf } from '../exchange-order/recognition/signals.js';
import type { Appearance, ExchangeMarks } from '../exchange-order/recognition/appearance.js';
import { namesOfOriginal, type NamedByReturn, type Original } from '../exchange-order/recognition/evidence.js';
import { nativeExchange } from '../exchange-order/recognition/native.js';
import { recognise } from '../exchange-order/recognition/recognise.js';
import { isKnown, type ExchangeOrder } from '../exchange-order/state.js';
import { exchangeOrders, exchangeStreamId } from '../exchange-orders.js';
import { causeOfBell } from '../orders.js';
import { ShopifyClients } from '../shopify/clients.js';
import type { ShopifyPort } from '../shopify/port.js';

/** Which order, and what led to the look at it. */
export interface Look {
  readonly merchantId: string;
  readonly orderId: string;
  readonly origin: { readonly causationId: string; readonly correlationId: string | undefined };
}

/** Finds exchange orders: reads what may be one, says whose it is, and tells it. */
@Injectable()
export class Exchanges {
  constructor(
    private readonly clients: ShopifyClients,
    private readonly merchants: Merchants<MerchantSections>,
    private readonly pool: Pool,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whether a look is worth a call, by what the order shows of itself. */
  mayBe(merchantId: string, appearance: Appearance): boolean {
    return mayBeExchange(appearance, this.#marksOf(merchantId));
  }

  /** Whether the order was seen to be an exchange order, or somebody has to decide that. */
  async isKnown(merchantId: string, orderId: string): Promise<boolean> {
    return isKnown(await this.#stateOf(merchantId, orderId, false));
  }

  /** Keeps what a return says of its exchange order; the order is looked at next. */
  async name(look: Look, namedBy: NamedByReturn): Promise<void> {
    const native = namedBy.orderId === look.orderId;
    await this.#execute(
      look,
      native,
      { kind: 'NameByReturn', namedBy, at: this.clock.now() },
      this.#causeOf(look, namedBy),
    );
  }

  /** Looks at an order that may be a separate exchange order (contracts/shopify.md §6 A). */
  async lookAtOrder(look: Look): Promise<void> {
    const { merchantId, orderId } = look;
    const { namedBy } = await this.#stateOf(merchantId, orderId, false);
    const client = this.clients.of(merchantId);
    const read = await client.readSeparateExchange(orderId);
    if (read === null) throw new BackhaulError('ORDER_NOT_FOUND', `the shop shows no order ${orderId}`);
    const { content, appearance } = read;
    const marks = this.#marksOf(merchantId);
    const sighting = recognise({
      signals: signalsOf(appearance, marks),
      namedBy,
      originals: await originalsOf(client, namedBy, namesOfOriginal(appearance, marks)),
      order: { orderId, orderName: content.exchangeOrderName, createdAt: content.createdAt },
      loopDiscount: content.creditDiscount.amount > 0,
    });
    const family = sighting.kind === 'recognised' ? sighting.original.orderId : orderId;
    const returnId = sighting.kind === 'recognised' ? sighting.returnId : null;
    const cause = this.#causeOf(look, { orderId: family, returnId });
    await this.#execute(look, false, { kind: 'RecordContent', content, sighting }, cause);
  }

  /** Looks at what returns on an order have added to it (contracts/shopify.md §6 B). */
  async lookAtReturns(look: Look, original: Original & { updatedAt: Date }): Promise<void> {
    const { merchantId, orderId } = look;
    const content = await this.clients.of(merchantId).readNativeExchange(orderId);
    const { namedBy, told } = await this.#stateOf(merchantId, orderId, true);
    if (content === null && told === null) return;
    const sighting = nativeExchange(original, namedBy);
    const command: ExchangeOrderCommand =
      content === null ? { kind: 'Withdraw', at: original.updatedAt } : { kind: 'RecordContent', content, sighting };
    const returnId = namedBy.length === 1 ? (namedBy[0]?.returnId ?? null) : null;
    await this.#execute(look, true, command, this.#causeOf(look, { orderId, returnId }));
  }

  /** Filed under the original order, and a return's events under one correlation. */
  #causeOf({ merchantId, origin }: Look, { orderId, returnId }: { orderId: string; returnId: string | null }): Cause {
    return causeOfBell(merchantId, orderId, { ...origin, correlationId: returnId ?? origin.correlationId });
  }

  async #execute(look: Look, native: boolean, command: ExchangeOrderCommand, cause: Cause): Promise<void> {
    const id = exchangeStreamId(look.merchantId, look.orderId, native);
    await this.transactions.run((tx) => exchangeOrders.execute(tx, id, command, cause));
  }

  #stateOf(merchantId: string, orderId: string, native: boolean): Promise<ExchangeOrder> {
    return exchangeOrders.load(this.pool, exchangeStreamId(merchantId, orderId, native));
  }

  #marksOf(merchantId: string): ExchangeMarks {
    const { exchangePrefixes = [], exchangeTags = [] } = this.merchants.get(merchantId).shopify ?? {};
    return { prefixes: exchangePrefixes, tags: exchangeTags };
  }
}

/** What a return says goes before what the order shows. */
function originalsOf(
  client: ShopifyPort,
  namedBy: readonly NamedByReturn[],
  names: readonly string[],
): Promise<Original[]> {
  if (namedBy.length === 0) return client.ordersNamed(names);
  return client.ordersWithIds([...new Set(namedBy.map(({ orderId }) => orderId))]);
}
