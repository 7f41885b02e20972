import { Intake } from '@backhaul/messaging';
import { Injectable } from '@nestjs/common';
import { BellHandler } from '../bells/bell-handler.js';
import { SWEEP_BELL } from '../bells/bell.js';
import { ring } from '../bells/ring.js';
import { Exchanges } from '../bells/exchanges.js';
import type { ChangedOrder } from '../shopify/port.js';

/** Rings for those orders of a list that concern us; most of a shop's orders do not, and cost no call. */
@Injectable()
export class ChangeBells {
  constructor(
    private readonly orders: BellHandler,
    private readonly exchanges: Exchanges,
    private readonly intake: Intake,
  ) {}

  /** An order with a return or a refund, a known one, or one that looks like an exchange order. True when it rang. */
  async ring(merchantId: string, order: ChangedOrder, dedupeKey: string): Promise<boolean> {
    const { orderId, hasReturnsOrRefunds, appearance } = order;
    const concerns = hasReturnsOrRefunds || (await this.orders.isKnown(merchantId, orderId));
    const mayBeExchange =
      this.exchanges.mayBe(merchantId, appearance) || (await this.exchanges.isKnown(merchantId, orderId));
    if (!concerns && !mayBeExchange) return false;
    const bell = { topic: SWEEP_BELL, merchantId, orderId, dedupeKey, mayBeExchange } as const;
    await ring(this.intake, { ...bell, concerns: concerns ? 'everyone' : 'known' });
    return true;
  }
}
