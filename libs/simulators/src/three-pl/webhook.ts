import { createHmac } from 'node:crypto';
import type { Kernel, RetryPolicy } from '../kernel/index.js';
import type { Client, Receipt } from './entities.js';
import { tellShipBob } from './shipbob/webhook.js';
import { tellShipHero } from './shiphero/webhook.js';
import { nextNumber } from './state.js';
import type { ThreePlState } from './state.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** 2xx within 15 s, up to 10 attempts with back-off (contracts/rlm-and-3pl.md §4.2). */
const policy: RetryPolicy = {
  retryDelaysMs: [5 * SECOND, 30 * SECOND, ...[2, 5, 15, 30, 60, 120, 240].map((minutes) => minutes * MINUTE)],
  timeoutMs: 15 * SECOND,
  retryOn: 'all',
};

/** A client with a webhook. */
export type Listener = Client & { webhookUrl: string };

export type ReceiptEvent = 'return_receipt.created' | 'return_receipt.updated';

/** The receipt as it goes out, over the webhook and the list alike. */
export const receiptRow = (receipt: Receipt): Receipt & { id: string } => ({ id: receipt.receipt_id, ...receipt });

/** Tells the client's webhook of a receipt, in the way of its kind. */
export const announce = (kernel: Kernel<ThreePlState>, type: ReceiptEvent, receipt: Receipt): void => {
  const client = kernel.state.clients.find((each) => each.client_code === receipt.client_code);
  if (client === undefined || client.webhookUrl === null) return;
  const to = { ...client, webhookUrl: client.webhookUrl };
  if (client.kind === 'shipbob') return tellShipBob(kernel, to, receipt, policy);
  if (client.kind === 'shiphero') return tellShipHero(kernel, to, receipt, policy);
  tellRest(kernel, to, type, receipt);
};

/** Hex HMAC-SHA256 over the exact bytes, an event id to deduplicate by. */
const tellRest = (kernel: Kernel<ThreePlState>, client: Listener, type: ReceiptEvent, receipt: Receipt): void => {
  const { state, clock, webhooks } = kernel;
  const event_id = `evt_${String(nextNumber(state, 'event')).padStart(8, '0')}`;
  const created_at = clock.now().toISOString();
  const { client_code } = client;
  const body = JSON.stringify({ event_id, type, created_at, client_code, data: receiptRow(receipt) });
  webhooks.send({
    url: client.webhookUrl,
    headers: {
      'content-type': 'application/json',
      'x-event-id': event_id,
      'x-signature': createHmac('sha256', client.webhookSecret).update(body).digest('hex'),
    },
    body,
    policy,
    topic: type,
    tag: client_code,
  });
};
