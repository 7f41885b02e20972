import { kafkaVersion } from '@backhaul/testkit';
import kafkajs, { Kafka, logLevel } from 'kafkajs';

export interface KafkaSettings {
  /** Of the broker from its jars; one that the environment names does not tell its version to a client. */
  readonly version: string;
  readonly brokers: number;
  readonly replication: string;
  readonly minInsyncReplicas: string;
  /** Of the producers in the benchmarks. */
  readonly acks: 'all';
  /** Messages between two fsyncs. The default leaves them to the operating system: what is acknowledged survives the process, not the power. */
  readonly flushMessages: string;
}

/** What decides how much an acknowledged message costs, as the brokers have it. */
export async function kafkaSettings(brokers: string[]): Promise<KafkaSettings> {
  const admin = new Kafka({ clientId: 'bench-settings', brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const cluster = await admin.describeCluster();
    const name = String(cluster.brokers[0]?.nodeId ?? '');
    const asked = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: kafkajs.ConfigResourceTypes.BROKER, name }],
    });
    const entries = asked.resources[0]?.configEntries ?? [];
    const valueOf = (key: string): string =>
      entries.find(({ configName }) => configName === key)?.configValue ?? 'unknown';
    return {
      version: process.env['BACKHAUL_TEST_KAFKA_BROKERS'] ? 'unknown (given by address)' : kafkaVersion(),
      brokers: cluster.brokers.length,
      replication: valueOf('default.replication.factor'),
      minInsyncReplicas: valueOf('min.insync.replicas'),
      acks: 'all',
      flushMessages: valueOf('log.flush.interval.messages'),
    };
  } finally {
    await admin.disconnect();
  }
}
