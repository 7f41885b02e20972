import { startEmbeddedPostgres, startLocalKafka } from '@backhaul/testkit';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const POSTGRES = 'BACKHAUL_TEST_POSTGRES_URL';
const KAFKA = 'BACKHAUL_TEST_KAFKA_BROKERS';

/** Addresses; null when no benchmark asked. */
export interface UsedServers {
  readonly postgres: string | null;
  readonly kafka: string[] | null;
}

/** The Postgres and the Kafka of a run: what the environment names, as for tests, else processes of our own. Each starts when it is first asked for. */
export class Servers {
  readonly #dir = join(tmpdir(), `backhaul-bench-${randomBytes(4).toString('hex')}`);
  readonly #stops: (() => Promise<void>)[] = [];
  #postgres: Promise<string> | null = null;
  #kafka: Promise<string[]> | null = null;

  constructor(private readonly log: (line: string) => void) {}

  /** Address of the superuser. `testDatabase` reads it from the environment, so it is put there. */
  postgres(): Promise<string> {
    return (this.#postgres ??= this.#findPostgres());
  }

  kafka(): Promise<string[]> {
    return (this.#kafka ??= this.#findKafka());
  }

  /** What was used in this run, for the record of the settings. What could not be started has failed its benchmarks, and is left out. */
  async used(): Promise<UsedServers> {
    const reached = <T>(server: Promise<T> | null): Promise<T | null> =>
      (server ?? Promise.resolve(null)).catch(() => null);
    return { postgres: await reached(this.#postgres), kafka: await reached(this.#kafka) };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#stops.map((stop) => stop()));
  }

  async #findPostgres(): Promise<string> {
    const given = process.env[POSTGRES];
    if (given) return given;
    // Durable as in production: an append that does not wait for the disk is another question.
    const server = await startEmbeddedPostgres({
      dir: `${this.#dir}-postgres`,
      persistent: false,
      durable: true,
      log: this.log,
    });
    this.#stops.push(async () => {
      Reflect.deleteProperty(process.env, POSTGRES);
      await server.stop();
    });
    process.env[POSTGRES] = server.url;
    return server.url;
  }

  async #findKafka(): Promise<string[]> {
    const given = process.env[KAFKA];
    if (given) return given.split(',');
    const server = await startLocalKafka({ dir: `${this.#dir}-kafka`, persistent: false, log: this.log });
    this.#stops.push(() => server.stop());
    return server.brokers;
  }
}
