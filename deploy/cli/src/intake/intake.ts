import { z } from 'zod';
import type { Explained } from '../explained.js';
import type { Page } from '../output/page.js';
import { facts, plain, table } from '../output/table.js';
import { ago } from '../output/times.js';
import type { Session } from '../session.js';

const webhook = z.looseObject({
  id: z.string(),
  source: z.string(),
  merchantId: z.string(),
  status: z.string(),
  attempts: z.int(),
  receivedAt: z.string(),
  reasonCode: z.string().nullable(),
  reason: z.string().nullable(),
  body: z.string(),
});
const webhooks = z.looseObject({ items: z.array(webhook) });
const anything = z.looseObject({});

interface ListOptions extends Page {
  status: string;
  source?: string;
  merchant?: string;
}

export async function listWebhooks(session: Session, { merchant, ...rest }: ListOptions): Promise<void> {
  const query = { ...rest, merchantId: merchant };
  const found = await session.collect(async (client) => (await client.get('/admin/intake', webhooks, query)).items);
  const rows = found.map(({ service, id, source, merchantId, status, attempts, receivedAt, reasonCode, reason }) => [
    ...[service, id, source, merchantId, status, attempts, ago(receivedAt), reasonCode, reason],
  ]);
  session.print(found, () =>
    found.length === 0
      ? `No webhook is ${rest.status}.`
      : table(['service', 'id', 'source', 'merchant', 'status', 'attempts', 'received', 'code', 'reason'], rows),
  );
}

export async function showWebhook(session: Session, id: string): Promise<void> {
  const found = await session.service().get(pathOf(id), webhook);
  session.print(found, () => {
    const { source, merchantId, status, attempts, receivedAt, reasonCode, reason, body } = found;
    const head = { id, source, merchant: merchantId, status, attempts, received: receivedAt, code: reasonCode, reason };
    return `${facts(Object.entries(head))}\n\nBody\n${plain(body)}`;
  });
}

export async function retryWebhook(session: Session, id: string, { reason }: Explained): Promise<void> {
  const done = await session.service().post(`${pathOf(id)}/replay`, { by: session.by, reason }, anything);
  session.print(done, () => `Webhook ${id} is tried again in the background. intake show tells what becomes of it.`);
}

export async function discardWebhook(session: Session, id: string, { reason }: Explained): Promise<void> {
  const done = await session.service().post(`${pathOf(id)}/discard`, { by: session.by, reason }, anything);
  session.print(done, () => `Webhook ${id} is given up; its body is kept.`);
}

const pathOf = (id: string): string => `/admin/intake/${encodeURIComponent(id)}`;
