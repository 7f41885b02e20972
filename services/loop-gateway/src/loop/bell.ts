import { BackhaulError, type EventData } from '@backhaul/contracts';
import { z } from 'zod';
import { id, text } from './values.js';

/** A webhook is a bell: it says which return to look at, and very little else that is trusted. */
export interface Bell {
  readonly externalReturnId: string;
  readonly shopper: EventData<'ReturnInitiated'>['shopper'];
  /** Set when the webhook says that processing failed in the background; the message may be missing. */
  readonly failure: { message: string | null } | null;
}

const address = z.object({ name: text, zip: text, country_code: text }).nullish();
const webhook = z.object({
  topic: z.string(),
  trigger: z.string().nullish(),
  id: id.nullish(),
  return_id: id.nullish(),
  message: text,
  address,
});

/**
 * Reads the body of a webhook (contracts/loop.md §4.3). The return id sits in `id` or in `return_id`, by topic.
 * @throws BackhaulError WEBHOOK_NOT_UNDERSTOOD: the item is parked with its raw body
 */
export function readBell(body: Buffer): Bell {
  const parsed = webhook.safeParse(parseJson(body));
  if (!parsed.success) throw notUnderstood('it has no topic or no return id');
  const { topic, id: ownId, return_id, address: where, message } = parsed.data;
  const externalReturnId =
    topic === 'return' || topic === 'label' || topic === 'restock' ? ownId : (return_id ?? ownId);
  if (externalReturnId === null || externalReturnId === undefined) throw notUnderstood('it names no return');
  const shopper =
    topic === 'return' && where ? { name: where.name, postalCode: where.zip, countryCode: where.country_code } : null;
  return { externalReturnId, shopper, failure: topic === 'return.processing' ? { message } : null };
}

/** What a repetition of the same webhook is recognised by: there is no delivery id (contracts/loop.md §4.1). */
export function laneOf(body: Buffer): string {
  try {
    return readBell(body).externalReturnId;
  } catch {
    return 'not-understood';
  }
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
