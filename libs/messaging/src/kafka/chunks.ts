import type { OutgoingMessage } from '../bus/message.js';

/** The broker refuses a record batch above its limit, 1 MB by default, as a whole; some of it is for what comes around the messages. */
const LARGEST_CHUNK = 900_000;

/** KafkaJS sends four of them faster than one of two thousand messages. */
const MOST_MESSAGES = 500;

/** The messages in their order, in pieces that the broker takes. A message that is larger than that goes alone. */
export function chunksOf(
  messages: readonly OutgoingMessage[],
  { largest = LARGEST_CHUNK, most = MOST_MESSAGES } = {},
): OutgoingMessage[][] {
  const chunks: OutgoingMessage[][] = [];
  let chunk: OutgoingMessage[] = [];
  let size = Infinity;
  for (const message of messages) {
    const bytes = bytesOf(message);
    if (size + bytes > largest || chunk.length === most) {
      chunk = [];
      chunks.push(chunk);
      size = 0;
    }
    chunk.push(message);
    size += bytes;
  }
  return chunks;
}

function bytesOf({ key, headers, value }: OutgoingMessage): number {
  const texts = [key, value, ...Object.entries(headers).flat()];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 5, 20);
}
