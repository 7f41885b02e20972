import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { startLocalKafka, waitFor } from '@backhaul/testkit';
import { folder, ownerOf, processesWith } from './support/owner.js';

describe('startLocalKafka', () => {
  let home = '';
  let dir = '';
  beforeEach(() => {
    home = folder();
    dir = join(home, 'kafka');
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('goes with its owner, and finds its topics again at the next start', async () => {
    const owner = await ownerOf({ module: 'kafka.mjs', name: 'startLocalKafka' }, { dir });
    await withAdmin(owner.answer.brokers, (admin) => admin.createTopics({ topics: [{ topic: 'kept' }] }));
    owner.process.kill('SIGKILL');
    await waitFor('the broker to go', () => processesWith(dir).length === 0);

    const broker = await startLocalKafka({ dir });
    expect(await withAdmin(broker.brokers, (admin) => admin.listTopics())).toContain('kept');
    await expect(startLocalKafka({ dir })).rejects.toThrow(`in use by process ${process.pid}`);
    await broker.stop();
    expect(processesWith(dir)).toEqual([]);
  });
});

type Admin = ReturnType<Kafka['admin']>;

async function withAdmin<T>(brokers: string[], work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = new Kafka({ clientId: 'testkit', brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}
