import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { IncomingMessage } from '../bus/message.js';

/** A record as the port shows it. A record without key or value, which is not ours, comes with an empty one. */
export function incoming(topic: string, partition: number, message: KafkaMessage): IncomingMessage {
  return {
    topic,
    partition,
    offset: message.offset,
    key: message.key?.toString('utf8') ?? '',
    headers: textHeaders(message.headers ?? {}),
    value: message.value?.toString('utf8') ?? '',
  };
}

function textHeaders(headers: IHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first === undefined ? [] : [[name, String(first)]];
    }),
  );
}
