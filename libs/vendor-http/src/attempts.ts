import type { Clock } from '@backhaul/contracts';
import type { RawAnswer } from './answer.js';
import { Breaker } from './breaker.js';
import { networkFailure, notJson, notSent, statusFailure, type Failing } from './failure.js';
import { Gate } from './gate.js';
import type { VendorClientOptions, VendorRequest, VendorResponse } from './options.js';
import { Redactor } from './redact.js';
import { retryDelay } from './retry-delay.js';
import { send, type Outgoing } from './send.js';
import { machineTimer } from './timer.js';
import { urlOf } from './url.js';
import { VendorError } from './vendor-error.js';

type Settings = VendorClientOptions & { base: URL; clock: Clock };

/** Makes a call: as often as it may be made, each attempt at the vendor's pace and through the breaker. */
export class Attempts {
  readonly #settings: Settings;
  readonly #gate: Gate;
  readonly #breaker: Breaker;
  readonly #redactor: Redactor;

  constructor(settings: Settings) {
    this.#settings = settings;
    const { callsPerMinute, concurrency = 8, timer } = settings;
    this.#gate = new Gate({ callsPerMinute, concurrency, timer });
    this.#breaker = new Breaker(settings.breaker);
    this.#redactor = new Redactor(settings.redact);
  }

  async run(request: VendorRequest): Promise<VendorResponse> {
    const { attempts = 3, ...delays } = this.#settings.retryReads ?? {};
    const readOnly = request.readOnly ?? (request.method === 'GET' || request.method === 'HEAD');
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#authorized(request);
      } catch (error) {
        if (!(error instanceof VendorError) || !readOnly || attempt >= attempts) throw error;
        const wait = retryDelay(error, attempt, delays);
        if (wait === undefined) throw error;
        await this.#waitOr(error, wait, request.signal);
      }
    }
  }

  /** A 401 may only say that a token has run out: it is renewed, and the call made once more. */
  async #authorized(request: VendorRequest): Promise<VendorResponse> {
    const { onUnauthorized } = this.#settings;
    try {
      return await this.#attempt(request);
    } catch (error) {
      const expired = error instanceof VendorError && error.code === 'VENDOR_UNAUTHORIZED';
      if (!expired || onUnauthorized === undefined) throw error;
    }
    await onUnauthorized();
    return this.#attempt(request);
  }

  async #attempt(request: VendorRequest): Promise<VendorResponse> {
    const outgoing = await this.#outgoing(request);
    const { vendor, clock } = this.#settings;
    const failing: Failing = { vendor, request: outgoing, redactor: this.#redactor, now: clock.now() };
    const refused = (): VendorError => notSent(failing, 'circuitOpen', this.#breaker.resumeAfterMs);
    try {
      // Inside its place, so that calls still queued when the breaker opens fail at once instead of going out.
      return await this.#gate.within(request.signal, () =>
        this.#breaker.run(async () => {
          await this.#gate.pace(request.signal);
          return this.#exchange(request, failing);
        }, refused),
      );
    } catch (error) {
      if (error instanceof VendorError || request.signal?.aborted !== true) throw error;
      throw notSent(failing, 'abortedBefore');
    }
  }

  async #exchange(request: VendorRequest, failing: Failing): Promise<VendorResponse> {
    const started = performance.now();
    try {
      const answer = await this.#answer(request, failing);
      this.#told(failing, 'ok', started, { status: answer.status });
      return { ...answer, json: () => parsed(answer, failing) };
    } catch (error) {
      if (error instanceof VendorError) {
        this.#told(failing, error.code, started, { status: error.status, details: error.details });
        if (error.code === 'VENDOR_RATE_LIMITED') this.#gate.hold(error.retryAfterMs ?? 1_000);
      }
      throw error;
    }
  }

  async #answer(request: VendorRequest, failing: Failing): Promise<RawAnswer> {
    const { timeoutMs = 15_000, maxBodyBytes = 5 * 1024 * 1024, redirectOrigins = [] } = this.#settings;
    let answer: RawAnswer;
    try {
      answer = await send(failing.request, {
        timeoutMs: request.timeoutMs ?? timeoutMs,
        maxBodyBytes,
        redirectOrigins,
        signal: request.signal,
      });
    } catch (error) {
      throw networkFailure(failing, error, request.signal?.aborted === true);
    }
    const welcome = (answer.status >= 200 && answer.status < 300) || request.accept?.includes(answer.status) === true;
    if (!welcome) throw statusFailure(failing, answer);
    return answer;
  }

  async #outgoing(request: VendorRequest): Promise<Outgoing> {
    const type = request.contentType === undefined ? {} : { 'content-type': request.contentType };
    const headers = { accept: 'application/json', ...type, ...(await this.#settings.headers?.()), ...request.headers };
    const url = urlOf(this.#settings.base, request);
    const { method, body } = request;
    return body === undefined ? { method, url, headers } : { method, url, headers, body };
  }

  #told({ vendor, request }: Failing, outcome: string, started: number, facts: object): void {
    const { log, metrics } = this.#settings;
    const ms = performance.now() - started;
    const { method, url } = request;
    metrics?.observe({ vendor, method, outcome, seconds: ms / 1000 });
    const fields = { vendor, method, path: url.pathname, outcome, ms: Math.round(ms), ...facts };
    if (outcome === 'ok') log?.debug(fields, 'vendor call');
    else log?.warn(fields, 'vendor call failed');
  }

  /** Waits before the next attempt; when the wait is aborted, the failure that we know of is the answer. */
  async #waitOr(error: VendorError, ms: number, signal: AbortSignal | undefined): Promise<void> {
    try {
      await (this.#settings.timer ?? machineTimer).wait(ms, signal);
    } catch {
      throw error;
    }
  }
}

function parsed(answer: RawAnswer, failing: Failing): unknown {
  try {
    return JSON.parse(answer.text.replace(/^\uFEFF/, ''));
  } catch {
    throw notJson(failing, answer);
  }
}
