/** When and how often a vendor tries again. Plain JSON, because a delivery outlives the process. */
export interface RetryPolicy {
  /** Waits between attempts: five entries are six attempts. */
  retryDelaysMs: number[];
  /** Whole time for one attempt. */
  timeoutMs: number;
  /** Time to get a connection; the whole time-out when left out. */
  connectTimeoutMs?: number;
  /** `all` failures, or these statuses only (0 = no answer at all). */
  retryOn: 'all' | number[];
  /** Retry-After up to this is honoured; a longer one ends the delivery. Ignored when left out. */
  maxRetryAfterMs?: number;
}

/** A webhook to send: exactly these headers and these bytes. */
export interface WebhookMessage {
  url: string;
  headers: Record<string, string>;
  body: string;
  policy: RetryPolicy;
  /** For the delivery log: topic or trigger. */
  topic: string;
  /** The vendor's own key, e.g. a subscription id. */
  tag?: string;
}

/** One try: `status` 0 = no answer, with the reason in `error`. */
export interface Attempt {
  at: string;
  status: number;
  error?: string;
}

/** A webhook with its history. */
export interface Delivery extends WebhookMessage {
  id: string;
  createdAt: string;
  state: 'pending' | 'delivered' | 'failed' | 'dropped';
  attempts: Attempt[];
}

/** Faults of delivery, each for the next webhooks sent. */
export interface WebhookSwitches {
  /** Lose the next n. */
  drop: number;
  /** Send the next one this many extra times. */
  duplicate: number;
  /** Delay the next `times` by `ms`. */
  delay: { times: number; ms: number };
  /** Hold the next n and send them in reverse order once all are there. */
  reorder: number;
  held: string[];
}
