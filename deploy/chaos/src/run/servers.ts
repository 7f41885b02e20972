import { join } from 'node:path';
import { freePort, startEmbeddedPostgres, startLocalKafka } from '@backhaul/testkit';
import type { Outages } from './outages.js';

/** A server that can be taken away and brought back with its data, at the same address. */
export interface Server {
  readonly address: string;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A durable Postgres; taken away in immediate mode: no session ends in peace, and the next start recovers from the log. */
export async function startPostgres(dir: string, outages: Outages): Promise<Server> {
  const start = (port: number) => startEmbeddedPostgres({ dir: join(dir, 'postgres'), port, persistent: true });
  let server = await start(await freePort());
  return {
    address: server.url,
    restart: () =>
      outages.during(async () => {
        await server.crash();
        server = await start(server.port);
      }),
    stop: () => server.stop(),
  };
}

/** A broker of one node with its topics on disk. */
export async function startBroker(dir: string, outages: Outages): Promise<Server> {
  const port = await freePort();
  const start = () => startLocalKafka({ dir: join(dir, 'kafka'), port });
  let server = await start();
  return {
    address: server.brokers.join(','),
    restart: () =>
      outages.during(async () => {
        await server.stop();
        server = await start();
      }),
    stop: () => server.stop(),
  };
}
