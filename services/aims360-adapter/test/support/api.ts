import { randomUUID } from 'node:crypto';
import type { Adapter } from './service.js';

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
}

type Role = 'admin' | 'finance' | 'operator' | 'viewer';

/** The adapter's API, as people call it. */
export interface Api {
  get<T = Record<string, unknown>>(path: string, role?: Role): Promise<Answer<T>>;
  /** With a reason, and a key of its own unless one is given. */
  post<T = Record<string, unknown>>(path: string, body?: object, o?: { role?: Role; key?: string }): Promise<Answer<T>>;
  put<T = Record<string, unknown>>(path: string, body: object): Promise<Answer<T>>;
}

export function apiOf({ service }: Pick<Adapter, 'service'>): Api {
  const send = async <T>(path: string, role: Role, init: RequestInit = {}): Promise<Answer<T>> => {
    const headers = { authorization: `Bearer ${role}-token`, 'content-type': 'application/json', ...init.headers };
    const response = await fetch(`${service.url}${path}`, { ...init, headers });
    return { status: response.status, body: (await response.json()) as T };
  };
  const command = (method: string, body: object, key: string): RequestInit => ({
    method,
    headers: { 'idempotency-key': key },
    body: JSON.stringify({ reason: 'Agreed with the store.', ...body }),
  });
  return {
    get: (path, role = 'viewer') => send(path, role),
    post: (path, body = {}, { role = 'finance', key = randomUUID() } = {}) =>
      send(path, role, command('POST', body, key)),
    put: (path, body) => send(path, 'operator', command('PUT', body, randomUUID())),
  };
}
