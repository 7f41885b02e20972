import { BackhaulError } from '@backhaul/contracts';
import { z } from 'zod';
import type { Appearance } from '../exchange-order/recognition/appearance.js';
import type { NamedByReturn } from '../exchange-order/recognition/evidence.js';
import { parseWithBigIds } from './big-ids.js';

/** Webhooks that say something about refunds, shipments, payments or exchanges; all others are acknowledged and forgotten. */
export const bellTopics = [
  'refunds/create',
  'orders/create',
  'orders/updated',
  'orders/cancelled',
  'order_transactions/create',
] as const;
/** Bells that we ring ourselves. */
export const RETURN_BELL = 'backhaul/return';
export const SWEEP_BELL = 'backhaul/sweep';
/** The order may be an exchange order: it looks like one, a return names it, or a person wants to know. */
export const EXCHANGE_BELL = 'backhaul/exchange';

/** Which order to look at, and very little else that is trusted. */
export interface Bell {
  readonly orderId: string;
  /** `known`: of interest only when the order has a return or a refund already, so most of them cost no call. */
  readonly concerns: 'everyone' | 'known';
  /** A return was submitted: the order is recorded even when it has no refund. */
  readonly hasReturn: boolean;
  /** What the order shows of itself, when the bell says so. */
  readonly appearance: Appearance | null;
  /** Whoever rang knows already that it may be an exchange order. */
  readonly mayBeExchange: boolean;
  /** The return that names the order as its exchange order. */
  readonly namedBy: NamedByReturn | null;
}

const id = z.union([z.string().regex(/^\d+$/), z.int().positive()]).transform(String);
const named = z.object({ name: z.string(), value: z.unknown() });
const bodies = {
  order: z.object({
    id,
    refunds: z.array(z.unknown()).nullish(),
    returns: z.array(z.unknown()).nullish(),
    name: z.string().nullish(),
    tags: z.string().nullish(),
    note: z.string().nullish(),
    note_attributes: z.array(named).nullish(),
  }),
  child: z.object({ order_id: id, kind: z.string().nullish() }),
  own: z.object({
    order_id: id,
    // Bells of an older release say neither: they are of orders with a return or a refund.
    concerns: z.enum(['everyone', 'known']).default('everyone'),
    may_be_exchange: z.boolean().default(false),
    named_by: z.object({ returnId: z.string(), orderId: id }).nullish(),
  }),
};

const plain = { hasReturn: false, appearance: null, mayBeExchange: false, namedBy: null } as const;

/**
 * Reads the body that came under a topic (contracts/shopify.md §2).
 * @throws BackhaulError WEBHOOK_NOT_UNDERSTOOD: the item is parked with its raw body
 */
export function readBell(topic: string, body: Buffer): Bell {
  const document = parsed(body);
  if (topic.startsWith('orders/')) return orderBell(fitting(bodies.order, document));
  if (topic.startsWith('backhaul/')) return ownBell(topic, fitting(bodies.own, document));
  const child = fitting(bodies.child, document);
  // A payment of a new order comes under the same topic as the end of a pending refund.
  const isPayment = topic === 'order_transactions/create' && child.kind !== 'refund';
  return { ...plain, orderId: child.order_id, concerns: isPayment ? 'known' : 'everyone' };
}

function orderBell(order: z.infer<typeof bodies.order>): Bell {
  const { id: orderId, refunds, returns, name, tags, note, note_attributes: attributes } = order;
  const hasNews = (refunds ?? []).length > 0 || (returns ?? []).length > 0;
  return {
    ...plain,
    orderId,
    concerns: hasNews ? 'everyone' : 'known',
    appearance: {
      orderName: name ?? '',
      tags: (tags ?? '').split(',').map((tag) => tag.trim()),
      note: note ?? null,
      attributes: (attributes ?? []).map(({ name: key, value }) => ({
        key,
        value: typeof value === 'string' ? value : null,
      })),
    },
  };
}

const ownBell = (topic: string, own: z.infer<typeof bodies.own>): Bell => ({
  ...plain,
  orderId: own.order_id,
  concerns: own.concerns,
  hasReturn: topic === RETURN_BELL,
  mayBeExchange: own.may_be_exchange,
  namedBy: own.named_by ?? null,
});

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
