import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';

/**
 * Lets Nest's own messages through to our log, one level lower: its start-up chatter is of no interest to an operator.
 * `DataSourceNameRegistry` warns when two services of one process each have a default data source; they live in
 * separate containers, so nothing is overridden.
 */
export function nestLogger(log: Logger): LoggerService {
  const quiet = new Set(['DataSourceNameRegistry']);
  const contextOf = (rest: unknown[]): string => {
    const last = rest.at(-1);
    return typeof last === 'string' ? last : 'nest';
  };
  return {
    log: (message: unknown, ...rest: unknown[]) => log.debug({ nest: contextOf(rest) }, String(message)),
    debug: (message: unknown, ...rest: unknown[]) => log.trace({ nest: contextOf(rest) }, String(message)),
    verbose: (message: unknown, ...rest: unknown[]) => log.trace({ nest: contextOf(rest) }, String(message)),
    warn: (message: unknown, ...rest: unknown[]) => {
      if (!quiet.has(contextOf(rest))) log.warn({ nest: contextOf(rest) }, String(message));
    },
    error: (message: unknown, ...rest: unknown[]) => {
      const fields = message instanceof Error ? { nest: contextOf(rest), err: message } : { nest: contextOf(rest) };
      log.error(fields, message instanceof Error ? message.message : String(message));
    },
    fatal: (message: unknown, ...rest: unknown[]) => log.error({ nest: contextOf(rest) }, String(message)),
  };
}
