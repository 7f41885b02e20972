import type { Intake } from '@backhaul/messaging';
import type { RETURN_BELL, SWEEP_BELL } from './bell.js';

/** All bells share one source, so that the bells of one order share one lane wherever they come from. */
export const BELL_SOURCE = 'shopify';

/** Rings for an order ourselves. The same key again is the same bell. */
export async function ring(
  intake: Intake,
  bell: {
    topic: typeof RETURN_BELL | typeof SWEEP_BELL;
    merchantId: string;
    orderId: string;
    dedupeKey: string;
    /** Where it comes from, for the events that it leads to. */
    origin?: { causationId: string; correlationId: string };
  },
): Promise<void> {
  const { topic, merchantId, orderId, dedupeKey, origin } = bell;
  await intake.accept({
    source: BELL_SOURCE,
    merchantId,
    dedupeKey,
    lane: orderId,
    body: Buffer.from(JSON.stringify({ order_id: orderId })),
    headers: { topic, ...origin },
  });
}
