import pg from 'pg';

/** A step in the life of a planned call: the status that is about to be written down. */
export type Step = 'sent' | 'answered' | 'confirmed';

/** A call whose service waits in the middle of that statement. */
export interface HeldCall {
  readonly kind: string;
  readonly step: Step;
}

/** Holds the first call of each kind at each of its steps, in the database, until it is let go. */
export interface HeldCalls {
  /** Calls that wait now. */
  waiting(): Promise<HeldCall[]>;
  /** Whether a call of the kind has been marked as sent, for good. */
  isMarkedSent(kind: string): Promise<boolean>;
  letGo(held: HeldCall): Promise<void>;
  /** What the statements of a killed service have begun must not be finished by the database on its own. */
  endOrphans(): Promise<void>;
  close(): Promise<void>;
}

/** Locks of nobody else have this class. */
const CLASS = 424_242;

const install = `
CREATE OR REPLACE FUNCTION effects.hold_call() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status IS DISTINCT FROM OLD.status THEN
    PERFORM pg_advisory_xact_lock_shared(${CLASS}, hashtext(NEW.kind || ' ' || NEW.status));
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER hold_call BEFORE UPDATE ON effects.calls FOR EACH ROW EXECUTE FUNCTION effects.hold_call()`;

const waiters = `
SELECT l.objid::bigint AS id, l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
WHERE l.locktype = 'advisory' AND l.classid = ${CLASS} AND NOT l.granted AND d.datname = current_database()`;

/** @param adminUrl of a superuser, in the database of the service */
export async function holdCalls(adminUrl: string, kinds: readonly string[]): Promise<HeldCalls> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(install);
  const steps: readonly Step[] = ['sent', 'answered', 'confirmed'];
  const byId = new Map<string, HeldCall>();
  for (const held of kinds.flatMap((kind) => steps.map((step) => ({ kind, step })))) {
    const { rows } = await client.query<{ id: string }>(
      `SELECT (hashtext($1)::bigint & 4294967295) AS id, pg_advisory_lock(${CLASS}, hashtext($1))`,
      [`${held.kind} ${held.step}`],
    );
    for (const { id } of rows) byId.set(id, held);
  }
  return {
    async waiting() {
      const { rows } = await client.query<{ id: string }>(waiters);
      return [...new Set(rows.map(({ id }) => byId.get(id)))].filter((held) => held !== undefined);
    },
    async isMarkedSent(kind) {
      const { rowCount } = await client.query(`SELECT FROM effects.calls WHERE kind = $1 AND status = 'sent'`, [kind]);
      return rowCount !== 0;
    },
    async letGo({ kind, step }) {
      await client.query(`SELECT pg_advisory_unlock(${CLASS}, hashtext($1))`, [`${kind} ${step}`]);
    },
    async endOrphans() {
      await client.query(`SELECT pg_terminate_backend(w.pid, 5000) FROM (${waiters}) w`);
    },
    close: () => client.end(),
  };
}
