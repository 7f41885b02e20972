/**
 * Where a call stands.
 * - `planned`: decided; not sent, or surely not applied so far
 * - `sent`: marked before it went out; under way
 * - `in-doubt`: sent, and nobody knows whether it was applied: it is looked up
 * - `answered`: the answer is stored, our own reaction to it is not committed yet
 * - `confirmed`, `refused`: over
 */
export type CallStatus = 'planned' | 'sent' | 'in-doubt' | 'answered' | 'confirmed' | 'refused';

/** A call to the outside as a decision plans it. */
export interface PlannedCall {
  /** Deterministic name of the intent, such as `rma:northfold-88120045`: planning it twice plans it once. */
  key: string;
  /** Which handler carries it. */
  kind: string;
  /** Calls of one lane go out one after the other, in the order in which they were planned: for instance the stream id. */
  lane: string;
  merchantId: string;
  subject: string;
  partitionKey: string;
  /** Any JSON value; recorded as text and handed to every attempt unchanged. */
  payload: unknown;
  correlationId: string;
  causationId: string;
  /** Not sent earlier. Later calls of its lane wait with it. */
  notBefore?: Date;
}

/** A call as its handler sees it. */
export interface EffectCall {
  key: string;
  kind: string;
  lane: string;
  merchantId: string;
  subject: string;
  partitionKey: string;
  payload: unknown;
  /** The payload as it was recorded, for who must send the same bytes again. */
  payloadText: string;
  correlationId: string;
  causationId: string;
  /** 1 at the first send; 0 for a call that was never sent. */
  attempt: number;
  /** When the last attempt was marked as sent. */
  sentAt: Date | null;
  plannedAt: Date;
}
