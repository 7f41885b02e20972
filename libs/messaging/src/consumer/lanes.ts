import type { IncomingMessage } from '../bus/message.js';

/** The messages of each key, in their order. A message without a key shares a lane with the others that have none. */
export function lanesOf(messages: readonly IncomingMessage[]): IncomingMessage[][] {
  const lanes = new Map<string, IncomingMessage[]>();
  for (const message of messages) {
    const lane = lanes.get(message.key);
    if (lane === undefined) lanes.set(message.key, [message]);
    else lane.push(message);
  }
  return [...lanes.values()];
}
