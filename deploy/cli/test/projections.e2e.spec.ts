import { encodeEnvelope, topicOf } from '@backhaul/contracts';
import { ledger } from '@backhaul/ledger';
import type { MessageBus } from '@backhaul/messaging';
import { bootService, MESSAGE_BUS, tokenHash, type RunningService } from '@backhaul/service-kit';
import { testDatabase, waitFor, type TestDatabase } from '@backhaul/testkit';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { backhaul, type Ran } from './support/command.js';
import { ADMIN } from './support/service.js';

let database: TestDatabase;
let bus: TestDatabase;
let service: RunningService;

beforeAll(async () => {
  [database, bus] = await Promise.all([testDatabase({ name: 'cli_ledger' }), testDatabase({ name: 'cli_bus' })]);
  service = await bootService(ledger, {
    config: {
      services: { ledger: { postgres: { url: database.url }, http: { port: 0 } } },
      bus: { kind: 'postgres', url: bus.url },
      tokens: [{ name: 'dana', role: 'admin', sha256: tokenHash(ADMIN) }],
      merchants: [{ id: 'northfold', name: 'Northfold', currency: 'USD', timeZone: 'UTC' }],
    },
    env: {},
    logTo: { write: () => undefined },
  });
  await openTask();
});
afterAll(async () => {
  await service.stop();
  await Promise.all([database.drop(), bus.drop()]);
});

const onLedger = (...args: string[]): Promise<Ran> =>
  backhaul([...args, '--url', service.url], { BACKHAUL_TOKEN: ADMIN });

async function openTask(): Promise<void> {
  const at = '2026-11-22T10:00:00.000Z';
  const event = encodeEnvelope({
    id: randomUUID(),
    source: '/backhaul/rlm-adapter',
    type: 'TaskOpened',
    subject: 'northfold-1',
    time: at,
    recordedAt: at,
    partitionKey: 'northfold/1',
    merchantId: 'northfold',
    correlationId: 'c',
    causationId: 'c',
    schemaVersion: 1,
    data: {
      taskId: 'rlm-adapter:map-item:1',
      returnId: 'northfold-1',
      kind: 'map-item',
      title: 'Map an item',
      why: 'RLM has no such item',
      values: {},
      role: 'operator',
      openedAt: at,
    },
  });
  const publisher = await service.app.get<MessageBus>(MESSAGE_BUS).publisher('rlm-adapter');
  await publisher.publish(topicOf('rlm-adapter'), [event]);
  await waitFor('the task to be on the worklist', async () => {
    const { rowCount } = await database.pool.query('SELECT FROM ledger.task');
    return rowCount === 1;
  });
  await publisher.close();
}

it('a read table that is not what the events say is found by verify, and mended by rebuild', async () => {
  const well = await onLedger('verify', 'tasks');
  expect(well).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^tasks is what a rebuild gives: \d+ rows compared/),
  });
  await database.pool.query(`UPDATE ledger.task SET title = 'Do nothing'`);
  const bad = await onLedger('verify', 'tasks');
  expect(bad).toMatchObject({ code: 1, out: expect.stringContaining('rlm-adapter:map-item:1') });
  expect(bad.said).toContain('1 difference. To mend: backhaul rebuild tasks');

  const rebuilt = await onLedger('rebuild', 'tasks', '--reason', 'a row was wrong');
  expect(rebuilt).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^tasks is rebuilt: 1 events, 1 rows, checksum/),
  });
  expect(await onLedger('verify', 'tasks')).toMatchObject({ code: 0 });
  expect((await onLedger('projections')).out).toMatch(/tasks +\d+ +live +\d+ s ago +passed \d+ s ago/);
});

it('an unknown read table is refused with the names of those that there are', async () => {
  expect(await onLedger('rebuild', 'worklist')).toMatchObject({
    code: 1,
    said: expect.stringMatching(/returns, tasks/),
  });
});

it('what is started without waiting goes on in the service', async () => {
  const before = await onLedger('projections', '--json');
  expect(await onLedger('rebuild', 'returns', '--no-wait')).toMatchObject({ code: 0 });
  await waitFor('the rebuild to end', async () => {
    const now = await onLedger('projections', '--json');
    return now.out !== before.out && /"name": "returns"[^]*?"lastRebuild": \{/.test(now.out);
  });
});
