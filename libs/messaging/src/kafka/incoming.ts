import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { IncomingMessage } from '../bus/message.js';

/**
 * A record as the port shows it. One that is not ours, without key or value or with bytes that are no text, comes with empty
 * texts and replacement characters: it has to reach the consumer, which parks it.
 * Headers and value become text when they are first read: most of a group's messages are passed over by their type alone, and
 * the garbage of those texts would cost more than all the rest.
 */
export function incoming(topic: string, partition: number, message: KafkaMessage): IncomingMessage {
  let headers: Record<string, string> | undefined;
  let value: string | undefined;
  return {
    topic,
    partition,
    offset: message.offset,
    key: text(message.key),
    get headers() {
      return (headers ??= textHeaders(message.headers ?? {}));
    },
    get value() {
      return (value ??= text(message.value));
    },
  };
}

/** Postgres stores no NUL in a text, and what cannot be parked would be delivered for ever. JSON has none either: it escapes it. */
function text(bytes: Buffer | string | null): string {
  return bytes?.toString().replaceAll('\0', '\ufffd') ?? '';
}

function textHeaders(headers: IHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return typeof first === 'string' || Buffer.isBuffer(first) ? [[name, text(first)]] : [];
    }),
  );
}
