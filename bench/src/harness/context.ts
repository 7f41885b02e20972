import { testDatabase } from '@backhaul/testkit';
import type { BenchContext } from './benchmark.js';
import type { Servers } from './servers.js';

/** A context for one benchmark, and what removes everything that it was given. */
export function contextOf(
  servers: Servers,
  o: { quick: boolean; progress: (line: string) => void },
): { ctx: BenchContext; cleanUp: () => Promise<void> } {
  const deferred: (() => Promise<unknown>)[] = [];
  const ctx: BenchContext = {
    ...o,
    database: async (options = {}) => {
      await servers.postgres();
      const database = await testDatabase({ name: 'bench', ...options });
      deferred.push(() => database.drop());
      return database;
    },
    kafka: () => servers.kafka(),
    defer: (work) => void deferred.push(work),
  };
  const cleanUp = async (): Promise<void> => {
    for (const work of deferred.reverse()) {
      await work().catch((error: unknown) => o.progress(`could not clean up: ${String(error)}`));
    }
  };
  return { ctx, cleanUp };
}
