import { notUnderstood, type VendorClient } from '@backhaul/vendor-http';
import { z } from 'zod';
import type { Webhook, WebhookKind } from './port.js';
import { id } from './values.js';

const list = z.object({
  webhooks: z.array(z.object({ id, topic: z.string(), trigger: z.string(), url: z.string(), status: z.string() })),
});

/** Webhooks of the shop (contracts/loop.md §4.2); needs the scope `developer_tools`. */
export async function readWebhooks(http: VendorClient, options: { signal?: AbortSignal }): Promise<Webhook[]> {
  const parsed = list.safeParse((await http.get('/webhooks', options)).json());
  if (!parsed.success) throw notUnderstood('Loop', 'the list of webhooks does not fit its contract');
  return parsed.data.webhooks.map(({ status, ...one }) => ({ ...one, isActive: status === 'active' }));
}

/** The status is always sent: left out, a webhook is inactive and never comes. */
export async function addWebhook(
  http: VendorClient,
  { topic, trigger }: WebhookKind,
  url: string,
  options: { signal?: AbortSignal },
): Promise<void> {
  await http.post('/webhooks', { topic, trigger, url, status: 'active' }, options);
}

export async function activateWebhook(
  http: VendorClient,
  { id: webhookId, topic, trigger, url }: Webhook,
  options: { signal?: AbortSignal },
): Promise<void> {
  await http.put(`/webhooks/${encodeURIComponent(webhookId)}`, { topic, trigger, url, status: 'active' }, options);
}
