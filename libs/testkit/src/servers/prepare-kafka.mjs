import { dockerAnswers } from './docker-engine.mjs';
import { kafkaJars } from './kafka-jars.mjs';

/**
 * Makes sure, before any test runs, that the tests will get a Kafka: an address, a Docker engine, or the jars in the cache.
 * Imports nothing but Node, so that set-up scripts may use it.
 * @param {(line: string) => void} log
 * @returns {Promise<'address' | 'docker' | 'local'>} where it will come from
 * @throws an error that says the three ways out
 */
export async function prepareKafka(log) {
  if (process.env['BACKHAUL_TEST_KAFKA_BROKERS']) return 'address';
  if (await dockerAnswers()) return 'docker';
  try {
    await kafkaJars(log);
    return 'local';
  } catch (error) {
    throw new Error(threeWays(error instanceof Error ? error.message : String(error)), { cause: error });
  }
}

/** @param {string} why */
export function threeWays(why) {
  return [
    `No Kafka for the tests: ${why}`,
    'Three ways out:',
    '  1. give the address of a running Kafka: BACKHAUL_TEST_KAFKA_BROKERS=host:9092',
    '  2. start a Docker engine: the tests then start their own containers',
    '  3. install Java 17 or later and Maven: the tests then run Apache Kafka from its jars',
    'Without any of them `npm run test:unit` runs the tests that need no server.',
  ].join('\n');
}
