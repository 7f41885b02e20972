import { randomUUID } from 'node:crypto';
import type { ServiceName } from '@backhaul/contracts';
import type { Role } from '@backhaul/service-kit';
import { tokenOf, type Stage } from './stage.js';

/** A task as the worklist shows it. */
export interface Task {
  readonly taskId: string;
  readonly returnId: string | null;
  readonly kind: string;
  readonly title: string;
  readonly why: string;
  readonly values: Readonly<Record<string, string>>;
  readonly role: 'operator' | 'finance';
}

/** What a person asks of a service. */
export interface Asked {
  readonly service: ServiceName;
  readonly path: string;
  readonly role: Role;
  /** Default POST. */
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  /** The Idempotency-Key; the same one again is a repeated request. Default: a new one. */
  readonly key?: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The APIs of the services, as people use them. */
export interface Api {
  /** @throws when it is refused */
  get<T>(service: ServiceName, path: string): Promise<T>;
  /** Sends a command with a reason; a refusal is an answer too. */
  ask<T>(asked: Asked): Promise<{ status: number; body: T }>;
  /** Open tasks of a merchant's returns and stores. */
  tasks(): Promise<Task[]>;
}

export function apiOf(stage: Pick<Stage, 'urlOf'>): Api {
  const get = async <T>(service: ServiceName, path: string): Promise<T> => {
    const response = await fetch(`${stage.urlOf(service)}${path}`, {
      headers: { authorization: `Bearer ${tokenOf('viewer')}` },
    });
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    get,
    async ask<T>({ service, path, role, method = 'POST', key = randomUUID(), body = {} }: Asked) {
      const response = await fetch(`${stage.urlOf(service)}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${tokenOf(role)}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify({ reason: 'Agreed with the store.', ...body }),
      });
      return { status: response.status, body: (await response.json()) as T };
    },
    tasks: async () => (await get<{ items: Task[] }>('ledger', '/tasks?limit=200')).items,
  };
}
