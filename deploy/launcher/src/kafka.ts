import { join } from 'node:path';
import { BackhaulError } from '@backhaul/contracts';
import { startLocalKafka } from '@backhaul/testkit';
import type { Options } from './options.js';
import type { Teardown } from './teardown.js';

interface KafkaParts {
  readonly options: Pick<Options, 'dir'>;
  readonly teardown: Teardown;
  readonly say: (line: string) => void;
}

/**
 * Starts the Kafka of this data folder.
 * @throws BackhaulError KAFKA_UNAVAILABLE that says what to install, or how to do without
 */
export async function startKafka({ options, teardown, say }: KafkaParts, port: number): Promise<string[]> {
  say(`Starting Kafka on port ${port}`);
  try {
    const kafka = await startLocalKafka({
      dir: join(options.dir, 'kafka'),
      port,
      log: (line: string) => say(`  ${line}`),
    });
    teardown.add('Kafka', () => kafka.stop());
    return kafka.brokers;
  } catch (cause) {
    if (!(cause instanceof Error) || (cause as NodeJS.ErrnoException).code !== 'KAFKA_UNAVAILABLE') throw cause;
    throw new BackhaulError(
      'KAFKA_UNAVAILABLE',
      `${cause.message}\nOr start without --bus kafka: the bus on Postgres needs nothing else.`,
      { cause },
    );
  }
}
