import type { IncomingMessage } from '../bus/message.js';
import type { Log } from '../support/log.js';
import type { Attempt } from './handle-message.js';
import type { Observed, Outcome } from './observed.js';

/** What the consumer tells of its messages: facts for metrics, and a line for a person when one is parked. */
export class Report {
  constructor(
    private readonly log: Log,
    private readonly observe: ((fact: Observed) => void) | undefined,
  ) {}

  fact(message: IncomingMessage, outcome: Outcome, durationMs: number, code?: string): void {
    const { topic, partition, headers } = message;
    const known = { outcome, topic, partition, type: headers['ce_type'], durationMs };
    this.observe?.(code === undefined ? known : { ...known, code });
  }

  attempt(message: IncomingMessage, done: Attempt, durationMs: number): void {
    if (done.outcome !== 'parked') return this.fact(message, done.outcome, durationMs);
    const { code, text } = done.reason;
    this.log.error({ ...factsOf(message), code }, `Message parked: ${text}. Later messages of its key wait behind it`);
    this.fact(message, 'parked', durationMs, code);
  }
}

/** What a log line says of a message: where it is, never what it holds. */
export function factsOf({ topic, partition, offset, key, headers }: IncomingMessage): Record<string, unknown> {
  return { topic, partition, offset, key, messageId: headers['ce_id'], type: headers['ce_type'] };
}
