import type { Company } from '../state.js';

/** A request that has passed the gate. */
export interface Call {
  readonly company: Company;
  readonly query: URLSearchParams;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly now: Date;
}

/** `keep` = false: an answer that the same Idempotency-Key must not freeze, because another run may end otherwise. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly keep?: false;
}

export interface Route {
  readonly method: 'get' | 'post';
  /** Below `/v1/companies/:company`. */
  readonly path: string;
  readonly answer: (call: Call) => Answer;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
