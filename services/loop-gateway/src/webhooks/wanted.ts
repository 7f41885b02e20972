import type { Webhook, WebhookKind } from '../loop/port.js';

/** What we want to be told (contracts/loop.md §4.2): `return` carries the shopper, the others say that something changed. */
const WANTED: readonly WebhookKind[] = [
  { topic: 'return', trigger: 'return.created' },
  { topic: 'return', trigger: 'return.updated' },
  { topic: 'return', trigger: 'return.closed' },
  { topic: 'label', trigger: 'label.created' },
  { topic: 'label', trigger: 'label.updated' },
  { topic: 'return.processing', trigger: 'return.processing.failed' },
];

/** Path of a merchant's webhooks at this service. */
const pathOf = (merchantId: string): string => `/webhooks/loop/${merchantId}`;

/** Where a merchant's webhooks shall go. `base`: how Loop reaches this service. */
export const addressOf = (base: string, merchantId: string): string =>
  `${base.replace(/\/+$/, '')}${pathOf(merchantId)}`;

/** How the webhooks of a merchant stand. One of a kind that is active is enough; others' webhooks do not matter. */
export function standingOf(
  webhooks: readonly Webhook[],
  isOurs: (url: string) => boolean,
): { wanted: number; missing: WebhookKind[]; inactive: Webhook[] } {
  const ours = webhooks.filter(({ url }) => isOurs(url));
  const of = ({ topic, trigger }: WebhookKind): Webhook[] =>
    ours.filter((one) => one.topic === topic && one.trigger === trigger);
  const idle = WANTED.filter((kind) => !of(kind).some(({ isActive }) => isActive));
  return {
    wanted: WANTED.length,
    missing: idle.filter((kind) => of(kind).length === 0),
    inactive: idle.flatMap((kind) => of(kind).slice(0, 1)),
  };
}

/** Webhooks go to the address that is configured; where none is, to whatever leads here by its path. */
export function isOursAt(base: string | undefined, merchantId: string): (url: string) => boolean {
  if (base !== undefined) return (url) => url === addressOf(base, merchantId);
  return (url) => url.endsWith(pathOf(merchantId));
}
