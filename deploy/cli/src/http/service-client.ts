import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../failures.js';
import type { Service } from '../installation/config-file.js';
import { Problem, problemBody } from './problem.js';

type Query = Readonly<Record<string, string | number | undefined>>;

/** Longer than a part of a replay takes. */
const ANSWER_WITHIN_MS = 120_000;

/** One service's API. Every failure says which service, at which address, and what to do next. */
export class ServiceClient {
  constructor(
    readonly service: Service,
    private readonly token: () => string,
  ) {}

  async get<T>(path: string, schema: z.ZodType<T>, query: Query = {}): Promise<T> {
    return this.#read(schema, path, await this.#send(`${path}${queryOf(query)}`, { headers: this.#headers() }));
  }

  async post<T>(path: string, body: object, schema: z.ZodType<T>): Promise<T> {
    const headers = { ...this.#headers(), 'content-type': 'application/json' };
    return this.#read(schema, path, await this.#send(path, { method: 'POST', headers, body: JSON.stringify(body) }));
  }

  /** What a person wants done: once, under a key of its own, whatever happens to the answer. */
  async command<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body: object, schema: z.ZodType<T>): Promise<T> {
    const own = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const init = { method, headers: { ...this.#headers(), ...own }, body: JSON.stringify(body) };
    return this.#read(schema, path, await this.#send(path, init));
  }

  /** What is served without a token, whatever the status: a service that is not ready says why. */
  async open<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.#fitting(schema, path, await (await this.#send(path, {})).json().catch(() => undefined));
  }

  async openText(path: string): Promise<string> {
    return (await this.#send(path, {})).text();
  }

  #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token()}`, accept: 'application/json' };
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const { name, url } = this.service;
    try {
      return await fetch(`${url}${path}`, { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    } catch (cause) {
      throw new Refused(
        `${name} does not answer at ${url} (${whyOf(cause)}). Is it running, and is the address right?`,
        { cause },
      );
    }
  }

  async #read<T>(schema: z.ZodType<T>, path: string, response: Response): Promise<T> {
    const { name, url } = this.service;
    const body = await response.json().catch(() => undefined);
    if (!response.ok) {
      const problem = problemBody.safeParse(body);
      if (problem.success) throw new Problem(name, problem.data);
      throw new Refused(`${name} answered ${response.status} at ${url}${path}. Is this the address of a service?`);
    }
    return this.#fitting(schema, path, body);
  }

  #fitting<T>(schema: z.ZodType<T>, path: string, body: unknown): T {
    const answer = schema.safeParse(body);
    if (answer.success) return answer.data;
    const { name, url } = this.service;
    throw new Refused(
      `${name} answers at ${url}${path} in a form that this command does not know. ` +
        `Is this the address of a service, of the same version?\n${z.prettifyError(answer.error)}`,
    );
  }
}

function queryOf(query: Query): string {
  const given = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) given.set(key, String(value));
  return given.size === 0 ? '' : `?${given.toString()}`;
}

function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `nothing within ${ANSWER_WITHIN_MS / 1000} s`;
  if (error.cause instanceof Error) return 'code' in error.cause ? String(error.cause.code) : error.cause.message;
  return error.message;
}
