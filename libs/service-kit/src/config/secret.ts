import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { z } from 'zod';

const MASK = '[secret]';

/** A value that no log, error or JSON ever shows. Only `reveal()` gives it away, at the place that needs it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Do not keep it longer than the call that needs it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}

/** Variables by name; `process.env` in production. */
export type Environment = Readonly<Record<string, string | undefined>>;

const environment = new AsyncLocalStorage<Environment>();

/** Runs `work` with the environment that `secret()` reads `{ env: NAME }` from. */
export function withEnvironment<T>(env: Environment, work: () => T): T {
  return environment.run(env, work);
}

const expected = 'a text, { env: NAME } or { file: path }';

const resolve = (raw: unknown): Secret | { problem: string } => {
  if (raw instanceof Secret) return raw;
  if (typeof raw === 'string') return notEmpty(raw, expected);
  const reference = z
    .strictObject({ env: z.string() })
    .or(z.strictObject({ file: z.string() }))
    .safeParse(raw);
  if (!reference.success) return { problem: `expected ${expected}` };
  if ('env' in reference.data) return fromEnvironment(reference.data.env);
  return fromFile(reference.data.file);
};

const notEmpty = (value: string, what: string): Secret | { problem: string } =>
  value === '' ? { problem: `expected ${what}, not an empty value` } : new Secret(value);

const fromEnvironment = (name: string): Secret | { problem: string } => {
  const value = (environment.getStore() ?? process.env)[name];
  return value === undefined
    ? { problem: `expected the environment variable ${name} to be set` }
    : notEmpty(value, name);
};

const fromFile = (path: string): Secret | { problem: string } => {
  try {
    return notEmpty(readFileSync(path, 'utf8').trimEnd(), `a value in the file ${path}`);
  } catch {
    return { problem: `expected a readable file ${path}` };
  }
};

/** A secret in the configuration: the value as text, or `{ env: NAME }`, or `{ file: path }`. Parses to a `Secret`. */
export const secret = () =>
  z.unknown().transform((raw, ctx): Secret => {
    const resolved = resolve(raw);
    if (resolved instanceof Secret) return resolved;
    ctx.issues.push({ code: 'custom', message: resolved.problem, input: undefined });
    return z.NEVER;
  });
