import type { Queryable } from '@backhaul/event-store';
import { createHash } from 'node:crypto';
import type { Role } from '../config/service-config.js';
import type { PersonCommand } from './person-command.js';

/** What a command came to: an answer, or a refusal as problem details. */
export interface ActionResult {
  readonly status: number;
  readonly result: unknown;
}

/** Something that a person did, or was refused. */
export interface Action extends ActionResult {
  readonly id: string;
  readonly at: Date;
  readonly by: string;
  readonly role: Role;
  readonly merchantId: string | null;
  /** Method and path. */
  readonly action: string;
  readonly reason: string;
  readonly body: unknown;
}

/** Which actions a list shows. */
export interface ActionFilter {
  readonly merchant?: string | undefined;
  readonly by?: string | undefined;
  /** Only those before this one. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Which key it is, and what it was used for. */
const keyOf = ({ by, action, idempotencyKey }: PersonCommand): string[] => [by, action, idempotencyKey];

/** What persons did: their actions, for good, and for a week the keys that recognise a repetition. */
export const actionLog = {
  /** Until the end of the transaction nobody else works on this key. False: somebody does. */
  async lock(tx: Queryable, command: PersonCommand): Promise<boolean> {
    const { rows } = await tx.query('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS locked', [
      `command:${JSON.stringify(keyOf(command))}`,
    ]);
    return (rows as { locked: boolean }[])[0]?.locked === true;
  },

  /** What the key was used for within the last week, and whether that was the same body. */
  async find(tx: Queryable, command: PersonCommand): Promise<(ActionResult & { sameBody: boolean }) | undefined> {
    const { rows } = await tx.query(
      `SELECT action.status, action.result, used.body_hash = $4 AS "sameBody"
       FROM command.idempotency_key AS used JOIN command.action ON action.id = used.action_id
       WHERE used.caller = $1 AND used.route = $2 AND used.key = $3 AND used.used_at > now() - interval '7 days'`,
      [...keyOf(command), hashOf(command.body)],
    );
    return (rows as (ActionResult & { sameBody: boolean })[])[0];
  },

  /** Keeps what was done, and returns its result as it was stored. */
  async record(tx: Queryable, command: PersonCommand, { status, result }: ActionResult): Promise<unknown> {
    const { role, merchantId, reason, body } = command;
    const { rows } = await tx.query(
      `WITH done AS (
         INSERT INTO command.action (caller, action, role, merchant_id, reason, body, status, result)
         VALUES ($1, $2, $5, $6, $7, $8, $9, $10) RETURNING id, result
       ), used AS (
         INSERT INTO command.idempotency_key AS used (caller, route, key, body_hash, action_id)
         SELECT $1, $2, $3, $4, id FROM done
         ON CONFLICT (caller, route, key)
         DO UPDATE SET body_hash = excluded.body_hash, action_id = excluded.action_id, used_at = now()
       ) SELECT result FROM done`,
      [
        ...[...keyOf(command), hashOf(body), role, merchantId, reason],
        ...[JSON.stringify(body), status, JSON.stringify(result ?? null)],
      ],
    );
    return (rows as { result: unknown }[])[0]?.result;
  },

  /** Forgets keys after a week, some at a time. What was done with them stays. */
  async forgetOldKeys(tx: Queryable): Promise<void> {
    await tx.query(
      `DELETE FROM command.idempotency_key WHERE ctid IN (
         SELECT ctid FROM command.idempotency_key WHERE used_at < now() - interval '7 days' LIMIT 100
         FOR UPDATE SKIP LOCKED)`,
    );
  },

  /** The newest first. */
  async list(db: Queryable, { merchant, by, before, limit }: ActionFilter): Promise<Action[]> {
    const { rows } = await db.query(
      `SELECT id::text, at, caller AS by, role, merchant_id AS "merchantId", action, reason, body, status, result
       FROM command.action
       WHERE ($1::text IS NULL OR merchant_id = $1) AND ($2::text IS NULL OR caller = $2)
         AND ($3::bigint IS NULL OR id < $3)
       ORDER BY id DESC LIMIT $4`,
      [merchant ?? null, by ?? null, before ?? null, limit],
    );
    return rows as Action[];
  },
};

/** The same fields in another order are the same body. */
function hashOf(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body, inOrder)).digest('hex');
}

function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
