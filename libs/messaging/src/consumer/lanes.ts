import type { IncomingMessage } from '../bus/message.js';

/** Messages of one key that are still to be dealt with, in their order. */
export interface Lane {
  readonly key: string;
  readonly messages: readonly IncomingMessage[];
}

/** The messages of each key, in their order. A message without a key shares a lane with the others that have none. */
export function lanesOf(messages: readonly IncomingMessage[]): Lane[] {
  const lanes = new Map<string, IncomingMessage[]>();
  for (const message of messages) {
    const lane = lanes.get(message.key);
    if (lane === undefined) lanes.set(message.key, [message]);
    else lane.push(message);
  }
  return [...lanes].map(([key, own]) => ({ key, messages: own }));
}

/** What is left of a batch. A lane is in the hands of one worker at a time, so the order of its key is kept. */
export class LaneQueue {
  readonly #lanes: Lane[];

  constructor(messages: readonly IncomingMessage[]) {
    this.#lanes = lanesOf(messages);
  }

  /** Whole lanes, until they hold at least so many messages. Empty when nothing is left. */
  take(messages: number): Lane[] {
    const taken: Lane[] = [];
    for (let count = 0; count < messages;) {
      const lane = this.#lanes.shift();
      if (lane === undefined) break;
      taken.push(lane);
      count += lane.messages.length;
    }
    return taken;
  }

  putBack(lanes: readonly Lane[]): void {
    this.#lanes.push(...lanes);
  }
}
