import { BackhaulError, type EventData } from '@backhaul/contracts';
import { z } from 'zod';
import { id, instant, text } from './values.js';

/** A webhook is a bell: it says which return to look at, and very little else that is trusted. */
export interface Bell {
  readonly externalReturnId: string;
  /**
   * False for news of the label only. It often overtakes the webhook of the return itself, which alone knows the shopper: a return
   * is not told for the first time because of it.
   */
  readonly announces: boolean;
  readonly shopper: EventData<'ReturnInitiated'>['shopper'];
  /** Said by the webhook of the return alone. */
  readonly gift: boolean;
  /** Set when the webhook says that processing failed in the background; the message may be missing. */
  readonly failure: { message: string | null } | null;
  /** When the return had changed, where the bell says so: a reading that is older than that comes from a copy that lags behind. */
  readonly changedAt: Date | null;
}

/** Where each topic carries the return id (contracts/loop.md §4.3): the `id` of the others is the id of something else. */
const idFields: Readonly<Record<string, 'id' | 'return_id'>> = {
  return: 'id',
  label: 'id',
  restock: 'id',
  giftcard: 'return_id',
  'label.request': 'return_id',
  'return.processing': 'return_id',
};

const ids = { id: id.nullish().catch(null), return_id: id.nullish().catch(null) };
const webhook = z.object({
  topic: z.string(),
  ...ids,
  message: text.catch(null),
  changed_at: instant.nullish().catch(null),
});
/** A supplement only: whatever does not fit is left out, and the bell still rings. */
const shopper = z
  .object({ address: z.object({ name: text, zip: text, country_code: text }) })
  .transform(({ address: { name, zip, country_code } }) => ({ name, postalCode: zip, countryCode: country_code }))
  .nullable()
  .catch(null);

const gift = z
  .object({ is_gift_return: z.literal(true) })
  .transform(() => true)
  .catch(false);

/**
 * Reads the body of a webhook, or of a bell that the sweep rings.
 * @throws BackhaulError WEBHOOK_NOT_UNDERSTOOD: the item is parked with its raw body
 */
export function readBell(body: Buffer): Bell {
  const document = parseJson(body);
  const parsed = webhook.safeParse(document);
  if (!parsed.success) throw notUnderstood('it has no topic');
  const { topic, message, changed_at, ...found } = parsed.data;
  const field = idFields[topic];
  if (field === undefined) throw notUnderstood(`its topic ${topic} is not known`);
  const externalReturnId = found[field];
  if (externalReturnId === null || externalReturnId === undefined) throw notUnderstood('it names no return');
  return {
    externalReturnId,
    announces: topic !== 'label',
    shopper: topic === 'return' ? shopper.parse(document) : null,
    gift: topic === 'return' && gift.parse(document),
    failure: topic === 'return.processing' ? { message } : null,
    changedAt: changed_at ?? null,
  };
}

/** Which return the bell is about, for the order of the bells; what cannot be understood is parked and holds nobody up. */
export function laneOf(body: Buffer): string {
  try {
    return readBell(body).externalReturnId;
  } catch {
    return 'not-understood';
  }
}

/** The bell that we ring ourselves: as a webhook would, and with the time of the change where it is known, which a webhook does not carry. */
export function bellOf(externalReturnId: string, changedAt: Date | null): Buffer {
  const changed_at = changedAt?.toISOString();
  return Buffer.from(JSON.stringify({ topic: 'return', id: externalReturnId, changed_at }));
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new BackhaulError('WEBHOOK_NOT_UNDERSTOOD', 'the webhook is not JSON', { cause });
  }
}

const notUnderstood = (why: string): BackhaulError =>
  new BackhaulError('WEBHOOK_NOT_UNDERSTOOD', `the webhook was not understood: ${why}`);
