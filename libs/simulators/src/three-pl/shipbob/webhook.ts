import { createHmac } from 'node:crypto';
import type { Kernel, RetryPolicy } from '../../kernel/index.js';
import type { Receipt } from '../entities.js';
import { nextNumber } from '../state.js';
import type { ThreePlState } from '../state.js';
import type { Listener } from '../webhook.js';
import { returnToSender, returnView } from './view.js';

const MINUTES = 60_000;

/** Tells of the return that the receipt is part of: id, timestamp, and `v1,` with a base64 signature over both and the body. */
export const tellShipBob = (
  { state, clock, webhooks }: Kernel<ThreePlState>,
  client: Listener,
  receipt: Receipt,
  policy: RetryPolicy,
): void => {
  const order = state.returnOrders.find((each) => each.id === receipt.return_order_id);
  const view = order === undefined ? returnToSender(state, receipt) : returnView(state, order);
  const topic = view.status === 'Completed' && receipt.revision === 1 ? 'return.completed' : 'return.updated';
  const body = JSON.stringify(view);
  const id = `msg_${String(nextNumber(state, 'event')).padStart(8, '0')}`;
  const timestamp = String(Math.floor(clock.now().getTime() / 1000));
  const signature = createHmac('sha256', client.webhookSecret).update(`${id}.${timestamp}.${body}`).digest('base64');
  webhooks.send({
    url: client.webhookUrl,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
      'webhook-topic': topic,
    },
    body,
    // Signed once: a repetition must come while its timestamp still counts.
    policy: { ...policy, retryDelaysMs: policy.retryDelaysMs.filter((delay) => delay <= 2 * MINUTES) },
    topic,
    tag: client.client_code,
  });
};
