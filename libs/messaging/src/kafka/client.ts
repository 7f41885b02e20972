import { Kafka, logLevel, type LogEntry, type SASLOptions } from 'kafkajs';
import { messageOf } from '../support/error-facts.js';
import type { Log } from '../support/log.js';
import { patchRequestQueue } from './kafkajs-patch.js';
import type { Settings } from './options.js';

/** Bounded everywhere: an endless retry inside the client would hide from us, and from health, that the broker is away. */
export const retry = { retries: 5, initialRetryTime: 100, maxRetryTime: 2000, factor: 0.2, multiplier: 2 };

export function kafkaClient(settings: Settings): Kafka {
  patchRequestQueue();
  return new Kafka({
    clientId: settings.clientId,
    brokers: settings.brokers,
    ...(settings.ssl === undefined ? {} : { ssl: settings.ssl }),
    ...(settings.sasl === undefined ? {} : { sasl: settings.sasl as SASLOptions }),
    connectionTimeout: 3000,
    requestTimeout: 10_000,
    retry,
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => asDebug(settings.log, entry),
  });
}

/**
 * KafkaJS reports every attempt of its own as an error or a warning. What matters of that reaches us as a rejected promise or
 * a crash event and is reported in our words; the rest is for someone who searches.
 */
function asDebug(log: Log, { namespace, label, log: entry }: LogEntry): void {
  const error: unknown = entry['error'];
  log.debug(
    { kafkajs: namespace, level: label, ...(error === undefined ? {} : { error: messageOf(error) }) },
    entry.message,
  );
}
