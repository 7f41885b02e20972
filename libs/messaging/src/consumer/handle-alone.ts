import { decodeEnvelope, type AnyEnvelope } from '@backhaul/contracts';
import type { IncomingMessage } from '../bus/message.js';
import { backoffMs, type Backoff } from '../support/backoff.js';
import { codeOf } from '../support/error-facts.js';
import { pause } from '../support/pause.js';
import type { Semaphore } from '../support/semaphore.js';
import type { Troubles } from '../support/troubles.js';
import { isTransient } from './failure.js';
import { handleMessage, parkMessage, type Attempt, type Handling } from './handle-message.js';
import type { Lane } from './lanes.js';
import { factsOf, type Report } from './report.js';

export interface AloneOptions {
  handling: Handling;
  slots: Semaphore;
  troubles: Troubles;
  retry: Backoff & { attempts: number };
  report: Report;
}

/** Handles messages one by one, each in a transaction of its own: retries what may pass, parks what fails for good. */
export class HandleAlone {
  constructor(private readonly options: AloneOptions) {}

  /** Ends at the first message that could not be finished: the later ones of its key must not overtake it. */
  async lane(lane: Lane, signal: AbortSignal, finished: (message: IncomingMessage) => void): Promise<void> {
    for (const message of lane.messages) {
      if (signal.aborted) return;
      if (!(await this.#finish(message, signal))) return;
      finished(message);
    }
  }

  async #finish(message: IncomingMessage, signal: AbortSignal): Promise<boolean> {
    const { handling, slots, troubles, retry, report } = this.options;
    const started = performance.now();
    for (let attempt = 1; attempt <= retry.attempts && !signal.aborted; attempt += 1) {
      try {
        const done = await slots.run(() => this.#attempt(message, attempt));
        report.attempt(message, done, performance.now() - started);
        troubles.over('Messages are handled again', { group: handling.group });
        return true;
      } catch (error) {
        // once is nothing to tell a person: another transaction was faster
        if (attempt > 1)
          troubles.report(`A message could not be handled now and is tried again`, error, factsOf(message));
        report.fact(message, 'retried', performance.now() - started, codeOf(error));
        await pause(backoffMs(retry, attempt), signal);
      }
    }
    report.fact(message, 'unfinished', performance.now() - started);
    return false;
  }

  /** Throws only what may pass: a message that cannot be read or fails for good is parked. */
  async #attempt(message: IncomingMessage, attempt: number): Promise<Attempt> {
    const { handling } = this.options;
    let event: AnyEnvelope;
    try {
      event = decodeEnvelope(message);
    } catch (error) {
      return parkMessage(handling, message, error, attempt);
    }
    try {
      return await handleMessage(handling, message, event, attempt);
    } catch (error) {
      if (isTransient(error)) throw error;
      return parkMessage(handling, message, error, attempt);
    }
  }
}
