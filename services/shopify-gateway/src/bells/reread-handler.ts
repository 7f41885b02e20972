import { Intake, type IntakeItem } from '@backhaul/messaging';
import { Injectable } from '@nestjs/common';
import { EXCHANGE_BELL } from './bell.js';
import { ring } from './ring.js';
import { ShopifyClients } from '../shopify/clients.js';
import { ChangeBells } from '../sweep/change-bells.js';
import { reread } from './reread.js';

/** Rings for every order that a person wants to be read again; a repetition rings the same bells. */
@Injectable()
export class RereadHandler {
  constructor(
    private readonly clients: ShopifyClients,
    private readonly bells: ChangeBells,
    private readonly intake: Intake,
  ) {}

  async handle({ id, merchantId, body }: IntakeItem): Promise<void> {
    const wanted = reread.parse(JSON.parse(body.toString('utf8')));
    const keyOf = (orderId: string): string => `reread:${id}:${orderId}`;
    if ('orderIds' in wanted) {
      for (const orderId of wanted.orderIds) {
        const bell = { topic: EXCHANGE_BELL, merchantId, orderId, dedupeKey: keyOf(orderId) } as const;
        await ring(this.intake, { ...bell, mayBeExchange: true });
      }
      return;
    }
    const span = { until: new Date(wanted.changedBefore) };
    for await (const page of this.clients.of(merchantId).changedOrders(new Date(wanted.changedFrom), span)) {
      for (const order of page) await this.bells.ring(merchantId, order, keyOf(order.orderId));
    }
  }
}
