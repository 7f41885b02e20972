import { unreachable } from '@backhaul/contracts';
import { verifyHmac } from '@backhaul/service-kit';
import type { ThreePlSection } from '../config.js';
import { isSigned } from './shipbob/signature.js';

/** Headers as they came, names in small letters. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** A warehouse that sends webhooks. */
export type WebhookSection = Exclude<ThreePlSection, { kind: 'edi' }>;

/** Undefined for a warehouse that is talked to by files: it sends none. */
export const withWebhooks = (section: ThreePlSection | undefined): WebhookSection | undefined =>
  section?.kind === 'edi' ? undefined : section;

/** A webhook that came. */
export interface Delivered {
  readonly headers: Headers;
  readonly rawBody: Buffer;
  readonly now: Date;
}

/** True when the warehouse signed these very bytes, in the way of its kind. Constant time; never throws. */
export function isVouched(section: WebhookSection, { headers, rawBody, now }: Delivered): boolean {
  const secret = section.webhookSecrets;
  switch (section.kind) {
    case 'rest':
      return verifyHmac({
        ...{ algorithm: 'sha256', encoding: 'hex', secret, rawBody },
        signature: headers['x-signature'],
      });
    case 'shipbob': {
      const [id, timestamp] = [headers['webhook-id'], headers['webhook-timestamp']];
      return isSigned({ id, timestamp, signature: headers['webhook-signature'], rawBody }, secret, now);
    }
    case 'shiphero': {
      const signature = headers['x-shiphero-hmac-sha256'];
      return verifyHmac({ ...{ algorithm: 'sha256', encoding: 'base64', secret, rawBody }, signature });
    }
    default:
      return unreachable(section);
  }
}

/** The vendor's own id of the delivery, where it has one. */
export function deliveryIdIn({ kind }: WebhookSection, headers: Headers): string | undefined {
  switch (kind) {
    case 'rest':
      return headers['x-event-id'];
    case 'shipbob':
      return headers['webhook-id'];
    case 'shiphero':
      return headers['x-shiphero-message-id'];
    default:
      return unreachable(kind);
  }
}

/** What the vendor wants to read: ShipHero sends again without its code (contracts/rlm-and-3pl.md §4.3). */
export const answerTo = ({ kind }: WebhookSection, taken: { status: string }): Record<string, string> =>
  kind === 'shiphero' ? { code: '200', Status: 'Success' } : taken;
