import { accepts } from './servers/ports.mjs';
import { waitFor } from './wait-for.js';

/**
 * The Kafka that the test run shares, ready for topics. Use unique topic and group names.
 * @throws when the servers of the `servers` project are not there: name the test file `*.int.spec.ts` or `*.e2e.spec.ts`
 */
export async function testKafka(): Promise<{ brokers: string[] }> {
  const brokers = (process.env['BACKHAUL_TEST_KAFKA_BROKERS'] ?? '').split(',').filter((broker) => broker !== '');
  if (brokers.length === 0)
    throw new Error('No Kafka for this test: only *.int.spec.ts and *.e2e.spec.ts files have one.');
  await waitFor('a Kafka broker that accepts connections', () => anyAccepts(brokers), { timeoutMs: 60_000 });
  return { brokers };
}

async function anyAccepts(brokers: string[]): Promise<boolean> {
  const answers = await Promise.all(
    brokers.map((broker) => {
      const { hostname, port } = new URL(`kafka://${broker}`);
      return accepts(Number(port), hostname);
    }),
  );
  return answers.includes(true);
}
