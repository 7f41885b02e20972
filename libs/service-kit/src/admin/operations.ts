import type { ParkedMessages } from '@backhaul/messaging';
import { notFound } from '../http/problem.js';

/** What the admin's endpoints work on and what exists only once the service runs. */
export class Operations {
  #parked: ParkedMessages | undefined;

  set parked(parked: ParkedMessages) {
    this.#parked = parked;
  }

  get parked(): ParkedMessages {
    if (this.#parked === undefined) throw notFound('This service listens to no events, so it parks none.');
    return this.#parked;
  }
}
