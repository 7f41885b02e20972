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

/** A connection of its own to the same database, for what lasts as long as the session: a session lock, LISTEN. */
export async function ownConnection(pool: Pool, onLost: () => void): Promise<Client> {
  // the options object itself: pg keeps the password on it as a property that a copy would lose
  const client = new Client(pool.options);
  client.on('error', onLost);
  client.on('end', onLost);
  await client.connect();
  return client;
}
