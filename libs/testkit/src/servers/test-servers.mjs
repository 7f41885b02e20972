import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafkaContainer, postgresContainer } from './containers.mjs';
import { dockerAnswers } from './docker-engine.mjs';
import { kafkaJars } from './kafka-jars.mjs';
import { launchLocalKafka } from './kafka.mjs';
import { startEmbeddedPostgres } from './postgres.mjs';
import { threeWays } from './prepare-kafka.mjs';

const PREFIX = 'backhaul-test-';
const A_DAY_MS = 24 * 60 * 60 * 1000;

/** @typedef {{ postgresUrl: string, brokers: string, stop(): Promise<void> }} TestServers */

/**
 * A Postgres and a Kafka for a test run: addresses in the environment first, else Docker, else local processes.
 * @param {(line: string) => void} log
 * @returns {Promise<TestServers>}
 */
export async function findOrStartServers(log) {
  const given = {
    postgres: process.env['BACKHAUL_TEST_POSTGRES_URL'],
    kafka: process.env['BACKHAUL_TEST_KAFKA_BROKERS'],
  };
  const docker = !(given.postgres && given.kafka) && (await dockerAnswers());
  // Each server removes its own folder, also after a crash of this process: no folder around them that would stay.
  sweep();
  const dir = join(tmpdir(), `${PREFIX}${randomBytes(4).toString('hex')}`);
  const nothing = async () => undefined;
  // Kafka first: when there is none, that is said before anything is started.
  const kafka = given.kafka ? { brokers: [given.kafka], stop: nothing } : await startKafka({ docker, dir, log });
  try {
    const postgres = given.postgres
      ? { url: given.postgres, stop: nothing }
      : await startPostgres({ docker, dir, log });
    return {
      postgresUrl: postgres.url,
      brokers: kafka.brokers.join(','),
      stop: async () => void (await Promise.all([kafka.stop(), postgres.stop()])),
    };
  } catch (error) {
    await kafka.stop();
    throw error;
  }
}

/** @typedef {{ docker: boolean, dir: string, log: (line: string) => void }} Place */

/** @param {Place} o */
async function startKafka(o) {
  if (o.docker) {
    try {
      return await kafkaContainer();
    } catch (error) {
      o.log(`Docker answers but gives no Kafka (${messageOf(error)}); trying a local process`);
    }
  }
  try {
    await kafkaJars(o.log);
  } catch (error) {
    throw new Error(threeWays(messageOf(error)), { cause: error });
  }
  // Not waited for: most tests need only Postgres, and testKafka() waits for the broker.
  const kafka = await launchLocalKafka({ dir: `${o.dir}-kafka`, persistent: false });
  kafka.ready.catch((error) => o.log(messageOf(error)));
  return kafka;
}

/** @param {Place} o */
async function startPostgres(o) {
  if (o.docker) {
    try {
      return await postgresContainer();
    } catch (error) {
      o.log(`Docker answers but gives no Postgres (${messageOf(error)}); trying a local process`);
    }
  }
  return startEmbeddedPostgres({ dir: `${o.dir}-postgres`, persistent: false });
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** A run that was killed while it made its cluster had no server yet to clean up after it: what is a day old goes. */
function sweep() {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));
  for (const path of folders.map((name) => join(tmpdir(), name))) {
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - made > A_DAY_MS) rmSync(path, { recursive: true, force: true });
  }
}
