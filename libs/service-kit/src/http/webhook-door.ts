import type { Metrics } from '../health/metrics.js';
import { verifyHmac, type HmacCheck } from './hmac.js';
import { notFound, unauthorized } from './problem.js';

/** What every webhook has to pass, counted under the name of its source. Inject it into the controllers of webhooks. */
export class WebhookDoor {
  constructor(private readonly metrics: Metrics) {}

  /** The merchant's section. @throws HttpProblem 404 for a merchant that is not known here: nothing else is looked at */
  known<T>(source: string, section: T | undefined): T {
    if (section !== undefined) return section;
    this.metrics.webhooksRejected.inc({ source, reason: 'merchant' });
    throw notFound('No such merchant receives webhooks here.');
  }

  /** @throws HttpProblem 401 when the signature over the raw bytes is missing or wrong: nothing is stored but the count */
  signed(source: string, check: Omit<HmacCheck, 'algorithm'>): void {
    this.vouched(source, verifyHmac({ algorithm: 'sha256', ...check }));
  }

  /** As `signed`, where a vendor signs in a way of its own. @throws HttpProblem 401 */
  vouched(source: string, isSigned: boolean): void {
    if (isSigned) return;
    this.metrics.webhooksRejected.inc({ source, reason: 'signature' });
    throw unauthorized('The signature is missing or does not match the body.');
  }

  /** Counts what was taken in; call it when the item is stored. Its answer is the vendor's. */
  taken(source: string, outcome: 'accepted' | 'duplicate' | 'ignored'): { status: string } {
    this.metrics.webhooksAccepted.inc({ source, outcome });
    return { status: outcome };
  }
}
