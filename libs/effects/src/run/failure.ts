/** What a failed send means for the call. */
export type Failure =
  | { kind: 'not-applied'; reason: string; retryAfterMs?: number }
  | { kind: 'in-doubt'; reason: string; retryAfterMs?: number }
  | { kind: 'refused'; reason: string; result: unknown };

/**
 * Reads a thrown error by its fields, never by its class or text. What does not say that it was not delivered, or answered, may have
 * been applied: only then is doubt the safe reading.
 */
export function failureOf(error: unknown): Failure {
  const reason = reasonOf(error);
  const delivered = fieldOf(error, 'delivered');
  if (delivered === 'no') return { kind: 'not-applied', reason, ...waitOf(error) };
  if (delivered !== 'answered') return { kind: 'in-doubt', reason, ...waitOf(error) };
  if (fieldOf(error, 'retryable') === true) return { kind: 'not-applied', reason, ...waitOf(error) };
  return { kind: 'refused', reason, result: factsOf(error) };
}

/** Whether our own side may work a moment later: a lost race, a lost connection. */
export function isTransient(error: unknown): boolean {
  if (fieldOf(error, 'retryable') === true) return true;
  const code = fieldOf(error, 'code');
  // Classes of SQLSTATE: connection, serialization and deadlock, resources, operator intervention; and Node's own names.
  return typeof code === 'string' && /^(08|40|53|57P)|^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(code);
}

/** Whether Postgres refuses the statement itself: bad data, a broken constraint, a missing object. A lost connection has no such code. */
export function isPermanent(error: unknown): boolean {
  const code = fieldOf(error, 'code');
  return typeof code === 'string' && /^(22|23|42)...$/.test(code);
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The least time that the vendor asked for, if the error carries one. */
export function waitOf(error: unknown): { retryAfterMs?: number } {
  const retryAfterMs = fieldOf(error, 'retryAfterMs');
  return typeof retryAfterMs === 'number' && retryAfterMs > 0 ? { retryAfterMs } : {};
}

function factsOf(error: unknown): unknown {
  return { code: fieldOf(error, 'code'), status: fieldOf(error, 'status'), body: fieldOf(error, 'body') };
}

function fieldOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
