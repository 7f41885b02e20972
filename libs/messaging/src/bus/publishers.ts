import type { Publisher } from './message-bus.js';
import { SerialPublisher } from './serial-publisher.js';

/** The open publishers of a bus, which end with it. */
export class Publishers {
  readonly #open = new Set<Publisher>();

  /** What an adapter has opened, one call at a time. */
  add(opened: Publisher): Publisher {
    const serial = new SerialPublisher(opened, () => this.#open.delete(serial));
    this.#open.add(serial);
    return serial;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map((publisher) => publisher.close()));
  }
}
