import { waitFor } from './wait-for.js';

/** What runs a statement: a pool of `pg`. */
interface Database {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** What decides how a simulated system answers. */
interface Faults {
  add(rule: {
    kind: 'status';
    status: number;
    always: true;
    match?: { method?: string; path?: string; body?: string };
  }): void;
  clear(): void;
}

/** An answer that means nothing, and that no client repeats: neither yes nor no, and the vendor is not unwell. */
const nothing = { kind: 'status', status: 302, always: true } as const;

/** A kind of call and how it goes out. */
export interface DoubtfulCall {
  readonly kind: string;
  readonly system: { readonly faults: Faults };
  readonly request: { readonly method?: string; readonly path?: string; readonly body?: string };
  /** What leads to it, unless it follows from the one before. */
  readonly plan?: () => unknown;
  /** What the person does, where the call must not go on by itself. */
  readonly decide?: (key: string) => Promise<unknown>;
}

export interface Doubts {
  readonly pool: Database;
  /** In the order in which they are made. */
  readonly calls: readonly DoubtfulCall[];
  /** Resolves once a person is asked about this call. */
  readonly asked: (call: { kind: string; key: string }) => Promise<unknown>;
}

/**
 * Takes one call of each kind to where only a person can tell: it gets no answer, an hour passes, and no look-up tells
 * anything. Then the systems speak again, and the call is over by itself. Returns the keys of the calls.
 */
export async function throughDoubts({ pool, calls, asked }: Doubts): Promise<string[]> {
  const systems = new Set(calls.map(({ system }) => system));
  const arm = (open: readonly DoubtfulCall[]): void => {
    for (const { system, request } of open) system.faults.add({ ...nothing, match: request });
  };
  const keys: string[] = [];
  arm(calls);
  for (const [index, { kind, plan, decide }] of calls.entries()) {
    await plan?.();
    const key = await inDoubt(pool, kind);
    for (const { faults } of systems) faults.add(nothing);
    await pool.query(
      `UPDATE effects.calls SET doubted_at = doubted_at - interval '1 hour', due_at = '-infinity' WHERE key = $1`,
      [key],
    );
    await asked({ kind, key });
    for (const { faults } of systems) faults.clear();
    arm(calls.slice(index + 1));
    await decide?.(key);
    await pool.query(`UPDATE effects.calls SET due_at = '-infinity' WHERE key = $1`, [key]);
    await over(pool, key);
    keys.push(key);
  }
  return keys;
}

const patient = { timeoutMs: 60_000 };

function inDoubt(pool: Database, kind: string): Promise<string> {
  const look = async (): Promise<string | undefined> => {
    const { rows } = await pool.query(`SELECT key FROM effects.calls WHERE kind = $1 AND status = 'in-doubt'`, [kind]);
    return (rows as { key: string }[])[0]?.key;
  };
  return waitFor(`a call of kind ${kind} in doubt`, look, patient);
}

async function over(pool: Database, key: string): Promise<void> {
  const look = async (): Promise<boolean> => {
    const { rows } = await pool.query('SELECT status FROM effects.calls WHERE key = $1', [key]);
    return (rows as { status: string }[])[0]?.status === 'confirmed';
  };
  await waitFor(`${key} to be over`, look, patient);
}
