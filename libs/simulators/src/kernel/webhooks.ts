import { setMaxListeners } from 'node:events';
import type { SimClock } from './clock.js';
import type { Ids } from './ids.js';
import { post, type PostResult } from './post.js';
import type { KernelState } from './state.js';
import type { Timers } from './timers.js';
import type { Delivery, WebhookMessage, WebhookSwitches } from './webhook-types.js';

const KEPT_DELIVERIES = 1_000;
const ATTEMPT = 'kernel/webhook-attempt';

/** Sends webhooks at least once, remembers every attempt, and loses, repeats, delays or reorders them on demand. */
export class Webhooks {
  private readonly abort = new AbortController();
  private readonly finished: ((delivery: Delivery) => void)[] = [];

  constructor(
    private readonly clock: SimClock,
    private readonly state: () => KernelState,
    private readonly timers: Timers,
    private readonly ids: Ids,
  ) {
    // Every request under way listens; hundreds at once are no leak.
    setMaxListeners(0, this.abort.signal);
    timers.handle<{ ids: string[] }>(ATTEMPT, (payload) => this.attemptInTurn(payload.ids));
  }

  /** Every webhook so far, oldest first (the last 1 000). */
  get deliveries(): readonly Delivery[] {
    return this.state().deliveries;
  }

  /** Hands a webhook over for delivery; returns its record. */
  send(message: WebhookMessage): Delivery {
    const delivery: Delivery = {
      ...message,
      id: this.ids.next('kernel/delivery', 1),
      createdAt: this.clock.now().toISOString(),
      state: 'pending',
      attempts: [],
    };
    const kernel = this.state();
    kernel.deliveries.push(delivery);
    if (kernel.deliveries.length > KEPT_DELIVERIES) kernel.deliveries.shift();
    this.dispatch(delivery, kernel.switches);
    return delivery;
  }

  /** Sets delivery faults for the next webhooks; what is left out stays as it is. */
  disturb(change: Partial<Omit<WebhookSwitches, 'held'>>): void {
    Object.assign(this.state().switches, change);
  }

  /** Sends an earlier webhook again: same headers, same bytes. */
  resend(deliveryId: string): void {
    this.timers.after(0, ATTEMPT, { ids: [deliveryId] });
  }

  /** Told of each delivery that has ended, well or badly. */
  onFinished(listener: (delivery: Delivery) => void): void {
    this.finished.push(listener);
  }

  stop(): void {
    this.abort.abort();
  }

  private dispatch(delivery: Delivery, switches: WebhookSwitches): void {
    if (switches.drop > 0) {
      switches.drop -= 1;
      delivery.state = 'dropped';
      return;
    }
    if (switches.reorder > 0) return this.hold(delivery, switches);
    const delayed = switches.delay.times > 0;
    if (delayed) switches.delay.times -= 1;
    const copies = 1 + switches.duplicate;
    switches.duplicate = 0;
    for (let copy = 0; copy < copies; copy += 1) {
      this.timers.after(delayed ? switches.delay.ms : 0, ATTEMPT, { ids: [delivery.id] });
    }
  }

  private hold(delivery: Delivery, switches: WebhookSwitches): void {
    switches.held.push(delivery.id);
    if (switches.held.length < switches.reorder) return;
    this.timers.after(0, ATTEMPT, { ids: switches.held.toReversed() });
    switches.reorder = 0;
    switches.held = [];
  }

  /** One after another: two requests in flight could arrive in either order, and a reordering must be certain. */
  private async attemptInTurn(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const delivery = this.deliveries.find((candidate) => candidate.id === id);
      if (delivery !== undefined) await this.attempt(delivery);
    }
  }

  private async attempt(delivery: Delivery): Promise<void> {
    const { timeoutMs, connectTimeoutMs = timeoutMs } = delivery.policy;
    const limits = { timeoutMs, connectTimeoutMs, signal: this.abort.signal };
    const result = await post(delivery.url, delivery.headers, delivery.body, limits);
    // Stopped in the middle: nothing is known, so the timer must stay for the next start.
    if (this.abort.signal.aborted) return;
    delivery.attempts.push({
      at: this.clock.now().toISOString(),
      status: result.status,
      ...(result.error === undefined ? {} : { error: result.error }),
    });
    if (result.status >= 200 && result.status < 300) return this.finish(delivery, 'delivered');
    if (delivery.state !== 'pending') return;
    const wait = waitBeforeRetry(delivery, result);
    if (wait === undefined) return this.finish(delivery, 'failed');
    this.timers.after(wait, ATTEMPT, { ids: [delivery.id] });
  }

  private finish(delivery: Delivery, state: 'delivered' | 'failed'): void {
    delivery.state = state;
    for (const listener of this.finished) listener(delivery);
  }
}

function waitBeforeRetry(delivery: Delivery, result: PostResult): number | undefined {
  const { policy, attempts } = delivery;
  if (policy.retryOn !== 'all' && !policy.retryOn.includes(result.status)) return undefined;
  const planned = policy.retryDelaysMs[attempts.length - 1];
  if (planned === undefined) return undefined;
  const asked = Number(result.retryAfter) * 1_000;
  if (policy.maxRetryAfterMs === undefined || !Number.isFinite(asked)) return planned;
  return asked > policy.maxRetryAfterMs ? undefined : asked;
}
