import { createHmac } from 'node:crypto';
import type { Kernel, RetryPolicy } from '../../kernel/index.js';
import type { Receipt } from '../entities.js';
import { nextNumber } from '../state.js';
import type { ThreePlState } from '../state.js';
import type { Listener } from '../webhook.js';
import { blindNode, returnNode } from './view.js';

/** `Return Update`: the whole return, signed in base64 over the exact bytes. */
export const tellShipHero = (
  { state, webhooks }: Kernel<ThreePlState>,
  client: Listener,
  receipt: Receipt,
  policy: RetryPolicy,
): void => {
  const order = state.returnOrders.find((each) => each.id === receipt.return_order_id);
  const node = order === undefined ? blindNode(receipt) : returnNode(state, order);
  const body = JSON.stringify({ webhook_type: 'Return Update', ...node });
  webhooks.send({
    url: client.webhookUrl,
    headers: {
      'content-type': 'application/json',
      'x-shiphero-message-id': `sh-${nextNumber(state, 'event')}`,
      'x-shiphero-hmac-sha256': createHmac('sha256', client.webhookSecret).update(body).digest('base64'),
    },
    body,
    policy,
    topic: 'Return Update',
    tag: client.client_code,
  });
};
