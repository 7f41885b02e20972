import { endsWithin } from '../support/pause.js';
import type { Publisher } from './message-bus.js';
import type { OutgoingMessage } from './message.js';
import { busClosed } from './publisher-errors.js';

const CLOSE_MS = 4000;

/** One call at a time and none after a failure: the rest of the line would overtake the messages that are not there. */
export class SerialPublisher implements Publisher {
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly opened: Publisher,
    private readonly onClose: () => void,
  ) {}

  publish(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    return this.#inLine(this.#last.then(() => this.opened.publish(topic, messages)));
  }

  async close(): Promise<void> {
    const last = this.#last;
    void this.#inLine(Promise.reject(busClosed()));
    await endsWithin(CLOSE_MS, last).catch(() => undefined); // its caller has been told
    await this.opened.close();
    this.onClose();
  }

  #inLine(work: Promise<void>): Promise<void> {
    work.catch(() => undefined);
    this.#last = work;
    return work;
  }
}
