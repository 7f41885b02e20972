import { createHmac } from 'node:crypto';
import type { LoopReturn } from '../returns/loop-return.js';
import type { LoopShop } from '../state.js';
import { giftcardTopic, restockTopic } from '../views/effect-views.js';
import { labelTopic, processingTopic, returnTopic } from '../views/webhook-views.js';
import type { World } from '../world.js';
import { TRIGGERS } from './topics.js';

/** Six attempts; these statuses are tried again, the other 4xx are not (loop.md §4.1). */
const RETRIES_AFTER_S = [60, 120, 240, 480, 960];
const RETRIED = [0, 429, 500, 502, 503, 504];
const LONGEST_RETRY_AFTER_MS = 30 * 60_000;
const TIMEOUT_MS = 10_000;

type Trigger =
  | 'return.created'
  | 'return.updated'
  | 'return.closed'
  | 'label.created'
  | 'label.updated'
  | 'restock.requested'
  | 'giftcard.requested'
  | 'return.processing.failed';

/** What only some topics tell. */
interface Extra {
  message?: string | null;
  /** Minor units. */
  credit?: number;
}

/** Sends a trigger to every active subscription. */
export function notify(world: World, shop: LoopShop, trigger: Trigger, one: LoopReturn, extra: Extra = {}): void {
  for (const { id, topic, url } of shop.subscriptions.filter(
    (sub) => sub.status === 'active' && sub.trigger === trigger,
  )) {
    const body = phpJson(payload(shop, topic, trigger, one, extra));
    world.kernel.webhooks.send({
      url,
      topic: trigger,
      tag: `${shop.shop}/${id}`,
      body,
      headers: { 'Content-Type': 'application/json', 'X-Loop-Signature': signature(shop.webhookSecret, body) },
      policy: {
        retryDelaysMs: RETRIES_AFTER_S.map((s) =>
          Math.round(s * 1_000 * (1 + world.kernel.ids.fraction('loop/jitter') / 10)),
        ),
        timeoutMs: TIMEOUT_MS,
        retryOn: RETRIED,
        maxRetryAfterMs: LONGEST_RETRY_AFTER_MS,
      },
    });
  }
}

function payload(shop: LoopShop, topic: string, trigger: Trigger, one: LoopReturn, extra: Extra): unknown {
  if (TRIGGERS[topic]?.includes(trigger) !== true) return [];
  if (topic === 'label') return labelTopic(shop, trigger, one);
  if (topic === 'return.processing') return processingTopic(trigger, one, extra.message ?? null);
  if (topic === 'restock') return restockTopic(trigger, one);
  if (topic === 'giftcard') return giftcardTopic(trigger, one, extra.credit ?? 0);
  return returnTopic(shop, trigger, one);
}

/** base64, not hex, over the exact bytes. */
export const signature = (secret: string, body: string): string =>
  createHmac('sha256', secret).update(body).digest('base64');

/** One line with escaped slashes and escaped non-ASCII, as PHP writes it: re-serialising breaks the signature. */
export const phpJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
