import type { DestinationStream } from 'pino';
import { pino } from 'pino';

/**
 * Structured log, one JSON line per call: `log.info({ returnId, merchantId }, 'return authorised')`.
 * A class, so that Nest can inject it by type. Fields every line should have where known: merchantId, returnId.
 */
export abstract class Logger {
  abstract trace(fields: object, message?: string): void;
  abstract debug(fields: object, message?: string): void;
  abstract info(fields: object, message?: string): void;
  abstract warn(fields: object, message?: string): void;
  abstract error(fields: object, message?: string): void;
  /** A logger that adds these fields to every line. */
  abstract child(fields: Record<string, unknown>): Logger;
}

/** Names of fields whose values never reach a log, at the top or up to three levels deep. */
const hidden = [
  'authorization',
  'cookie',
  'token',
  'accessToken',
  'apiKey',
  'api_key',
  'password',
  'secret',
  'signature',
  'email',
  'phone',
  'firstName',
  'first_name',
  'lastName',
  'last_name',
  'customerName',
  'address',
  'address1',
  'address2',
  'shippingAddress',
  'shipping_address',
];

const redact = {
  paths: hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]),
  censor: '[redacted]',
};

/** A pino logger that writes JSON lines to stdout, or to `destination`. */
export function createLogger(options: { service: string; level?: string; destination?: DestinationStream }): Logger {
  const settings = {
    level: options.level ?? 'info',
    base: { service: options.service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
    redact,
  };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}
