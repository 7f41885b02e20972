import { codeOf } from '../support/error-facts.js';

/** Postgres: connection (08), rollback by the server (40: serialization, deadlock), resources (53), operator (57: shutdown, cancel), lock not available. */
const TRANSIENT_SQL_STATE = /^(08...|40...|53...|57...|55P03)$/;

const TRANSIENT_NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
]);

/** pg reports these losses of a connection with a bare Error: there is no code to read. */
const LOST_CONNECTION = new Set([
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'timeout exceeded when trying to connect',
]);

/**
 * True when the same attempt may succeed later by itself. The error's own `retryable` decides; without one, only what a
 * server or the network says of itself is transient. Everything else is a fact about the message or a bug, and would fail again.
 */
export function isTransient(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('retryable' in error && typeof error.retryable === 'boolean') return error.retryable;
  if (error instanceof AggregateError) return error.errors.some(isTransient);
  const code = codeOf(error);
  if (code !== undefined && (TRANSIENT_SQL_STATE.test(code) || TRANSIENT_NETWORK.has(code))) return true;
  return error instanceof Error && LOST_CONNECTION.has(error.message);
}
