import { Client, type Pool, type PoolClient } from 'pg';

const guarded = new WeakSet<Pool>();
const nothing = (): void => {};

/**
 * pg emits `error` on the pool when an idle connection dies, and on a connection itself while it is being thrown away after
 * a failed query; without listeners either ends the process.
 */
export function guardPool(pool: Pool): Pool {
  if (!guarded.has(pool)) {
    guarded.add(pool);
    pool.on('error', nothing);
    pool.on('connect', (client) => client.on('error', nothing));
  }
  return pool;
}

/** A checked-out connection and whether it was lost meanwhile. `release` gives a lost one back to be destroyed. */
export interface Lease {
  readonly client: PoolClient;
  readonly lost: boolean;
  release(destroy?: boolean): void;
}

/** Takes a connection and listens to its errors: a connection that dies between two queries would end the process otherwise. */
export async function lease(pool: Pool): Promise<Lease> {
  const client = await guardPool(pool).connect();
  let lost = false;
  const onError = (): void => {
    lost = true;
  };
  client.on('error', onError);
  return {
    client,
    get lost() {
      return lost;
    },
    release(destroy = false) {
      client.release(lost || destroy);
      client.removeListener('error', onError);
      if (lost || destroy) client.on('error', nothing);
    },
  };
}

export interface OwnConnectionOptions {
  /** A query without an answer for this long fails. Default 15 s. */
  answerMs?: number;
  onLost?: () => void;
}

/**
 * A connection of its own to the same database, for what lasts as long as the session: a session lock, LISTEN. One that died
 * without a sign, by a firewall or a crashed host, is found out by the missing answer, or by the probes of the network.
 */
export async function ownConnection(
  pool: Pool,
  { answerMs = 15_000, onLost = nothing }: OwnConnectionOptions,
): Promise<Client> {
  const client = new Client({
    ...pool.options,
    password: pool.options.password, // pg hides it from a copy
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
  });
  client.on('error', onLost);
  client.on('end', onLost);
  await client.connect();
  return client;
}
