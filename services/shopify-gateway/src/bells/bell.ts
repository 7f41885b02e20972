import { BackhaulError } from '@backhaul/contracts';
import { z } from 'zod';
import { parseWithBigIds } from './big-ids.js';

/** Webhooks that say something about refunds, shipments or payments; all others are acknowledged and forgotten. */
export const bellTopics = ['refunds/create', 'orders/updated', 'order_transactions/create'] as const;
/** Bells that we ring ourselves. */
export const RETURN_BELL = 'backhaul/return';
export const SWEEP_BELL = 'backhaul/sweep';

/** Which order to look at, and very little else that is trusted. */
export interface Bell {
  readonly orderId: string;
  /** `known`: of interest only when the order has a return or a refund already, so most of them cost no call. */
  readonly concerns: 'everyone' | 'known';
  /** A return was submitted: the order is recorded even when it has no refund. */
  readonly hasReturn: boolean;
}

const id = z.union([z.string().regex(/^\d+$/), z.int().positive()]).transform(String);
const bodies = {
  order: z.object({ id, refunds: z.array(z.unknown()).nullish() }),
  child: z.object({ order_id: id, kind: z.string().nullish() }),
};

/**
 * Reads the body that came under a topic (contracts/shopify.md §2).
 * @throws BackhaulError WEBHOOK_NOT_UNDERSTOOD: the item is parked with its raw body
 */
export function readBell(topic: string, body: Buffer): Bell {
  const document = parsed(body);
  if (topic === 'orders/updated') {
    const order = fitting(bodies.order, document);
    return { orderId: order.id, concerns: (order.refunds ?? []).length > 0 ? 'everyone' : 'known', hasReturn: false };
  }
  const child = fitting(bodies.child, document);
  // A payment of a new order comes under the same topic as the end of a pending refund.
  const isPayment = topic === 'order_transactions/create' && child.kind !== 'refund';
  return { orderId: child.order_id, concerns: isPayment ? 'known' : 'everyone', hasReturn: topic === RETURN_BELL };
}

/** Bells of one order are answered one after the other. */
export function laneOf(topic: string, body: Buffer): string {
  try {
    return readBell(topic, body).orderId;
  } catch {
    return 'not-understood';
  }
}

function parsed(body: Buffer): unknown {
  try {
    return parseWithBigIds(body.toString('utf8'));
  } catch (cause) {
    throw new BackhaulError('WEBHOOK_NOT_UNDERSTOOD', 'the webhook is not JSON', { cause });
  }
}

function fitting<T>(schema: z.ZodType<T>, document: unknown): T {
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  throw new BackhaulError('WEBHOOK_NOT_UNDERSTOOD', 'the webhook was not understood: it names no order');
}
