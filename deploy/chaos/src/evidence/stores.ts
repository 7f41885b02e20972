import { serviceNames, type ServiceName } from '@backhaul/contracts';
import { Client } from 'pg';

/** A fact that a service has recorded. */
export interface StoredEvent {
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly published: boolean;
}

/** Work that is not over: `waits` says for what. */
export interface OpenWork {
  readonly what: string;
  readonly waits: 'nobody' | 'person' | 'later';
  readonly why: string | null;
}

/** What one service holds in its database. */
export interface StoreEvidence {
  readonly events: readonly StoredEvent[];
  /** Ids of the messages that it has dealt with. */
  readonly handled: ReadonlySet<string>;
  readonly parked: readonly OpenWork[];
  readonly webhooks: readonly OpenWork[];
  readonly calls: readonly OpenWork[];
}

const EVENTS = `
  SELECT stream_id AS stream, version, event_id AS id, type, published FROM event_store.events ORDER BY stream_id, version`;

const HANDLED = 'SELECT DISTINCT message_id AS id FROM messaging.inbox';

const PARKED = `
  SELECT type || ' of ' || key AS what, 'nobody' AS waits, reason AS why
  FROM messaging.parked WHERE status IN ('failed', 'queued') ORDER BY id`;

const WEBHOOKS = `
  SELECT source || ' ' || lane AS what, 'nobody' AS waits, reason AS why
  FROM messaging.intake WHERE status IN ('waiting', 'parked') ORDER BY id`;

/** A look that was planned for a later hour, to see whether something got stuck, is no work under way. */
const CALLS = `
  SELECT key AS what, last_error AS why,
    CASE WHEN person_asked_at IS NOT NULL THEN 'person' WHEN not_before > now() THEN 'later' ELSE 'nobody' END AS waits
  FROM effects.calls WHERE settled_at IS NULL ORDER BY seq`;

/** Reads what every service holds. */
export async function storeEvidence(
  databases: Readonly<Record<ServiceName, string>>,
): Promise<Record<ServiceName, StoreEvidence>> {
  const read = await Promise.all(serviceNames.map(async (name) => [name, await storeOf(databases[name])] as const));
  return Object.fromEntries(read) as Record<ServiceName, StoreEvidence>;
}

async function storeOf(connectionString: string): Promise<StoreEvidence> {
  const client = new Client({ connectionString });
  // The server may be taken away while it is asked: the query fails, and that is enough.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const rows = async <Row extends object>(sql: string): Promise<Row[]> => (await client.query<Row>(sql)).rows;
    return {
      events: await rows<StoredEvent>(EVENTS),
      handled: new Set((await rows<{ id: string }>(HANDLED)).map(({ id }) => id)),
      parked: await rows<OpenWork>(PARKED),
      webhooks: await rows<OpenWork>(WEBHOOKS),
      calls: await rows<OpenWork>(CALLS),
    };
  } finally {
    await client.end();
  }
}
