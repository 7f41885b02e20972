import type { Intake } from '@backhaul/messaging';
import type { NamedByReturn } from '../exchange-order/recognition/evidence.js';
import type { Bell, EXCHANGE_BELL, RETURN_BELL, SWEEP_BELL } from './bell.js';

/** All bells share one source, so that the bells of one order share one lane wherever they come from. */
export const BELL_SOURCE = 'shopify';

/** Rings for an order ourselves. The same key again is the same bell. */
export async function ring(
  intake: Intake,
  bell: {
    topic: typeof RETURN_BELL | typeof SWEEP_BELL | typeof EXCHANGE_BELL;
    merchantId: string;
    orderId: string;
    dedupeKey: string;
    /** `known`: nobody has to read its refunds unless it is known already. Default `everyone`. */
    concerns?: Bell['concerns'];
    mayBeExchange?: boolean;
    namedBy?: NamedByReturn;
    /** Where it comes from, for the events that it leads to. */
    origin?: { causationId: string; correlationId: string };
  },
): Promise<void> {
  const { topic, merchantId, orderId, dedupeKey, origin, concerns, mayBeExchange, namedBy } = bell;
  const body = { order_id: orderId, concerns, may_be_exchange: mayBeExchange, named_by: namedBy };
  await intake.accept({
    source: BELL_SOURCE,
    merchantId,
    dedupeKey,
    lane: orderId,
    body: Buffer.from(JSON.stringify(body)),
    headers: { topic, ...origin },
  });
}
