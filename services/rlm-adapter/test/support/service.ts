import { createHmac, randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import {
  decodeEnvelope,
  encodeEnvelope,
  topicOf,
  type AnyEnvelope,
  type EventType,
  type ServiceName,
} from '@backhaul/contracts';
import type { MessageBus } from '@backhaul/messaging';
import { bootService, MESSAGE_BUS, tokenHash, type RunningService } from '@backhaul/service-kit';
import { freePort, testDatabase, waitFor, type TestDatabase } from '@backhaul/testkit';
import { rlmAdapter } from '../../src/index.js';
import { openEdiWarehouse, type EdiChoices } from './edi.js';
import { returnInitiated, testReturn, type TestReturn } from './events.js';
import { initiated } from './returns.js';
import {
  COMPANY,
  openRlm,
  openWarehouse,
  shippedOrder,
  webhookSecret,
  type RlmSystem,
  type Warehouse,
} from './systems.js';

type Of<T extends EventType> = Extract<AnyEnvelope, { type: T }>;

/** The service as it runs in production, with its two systems over HTTP, and a database and a bus of its own. */
export interface Adapter {
  readonly service: RunningService;
  readonly rlm: RlmSystem;
  readonly warehouse: Omit<Warehouse, 'client'>;
  readonly database: TestDatabase;
  /** Puts events of the other services on the bus. */
  publish(...events: readonly AnyEnvelope[]): Promise<void>;
  /** A return whose order RLM has shipped; it is not told yet. */
  order(number: string): TestReturn;
  /** The same, told, announced to the warehouse and transmitted; gives its RA number. */
  announced(number: string, units?: ReturnType<typeof initiated>['units']): Promise<TestReturn & { raNumber: string }>;
  /** What it has put on the bus so far about a return, of one type. */
  published<T extends EventType>(type: T, about?: { returnId: string | null }): Of<T>[];
  /** Waits until this many are on the bus. */
  waitFor<T extends EventType>(type: T, about?: { returnId: string | null }, count?: number): Promise<Of<T>[]>;
  /** A webhook of the warehouse, signed unless `change` says otherwise; gives the status. */
  webhook(body: unknown, change?: Record<string, string>, secret?: string): Promise<number>;
  /** As an admin. */
  admin(method: string, path: string, body?: object): Promise<unknown>;
  /** A person's command, with a reason; gives the status and the answer. */
  ask(path: string, body: object): Promise<{ status: number; body: unknown }>;
  /** The same, as a PUT. */
  put(path: string, body: object): Promise<{ status: number; body: unknown }>;
  /** The bell rings: what is swept is swept. */
  swept(): Promise<void>;
  /** Until nothing that came in, and no call that is due, waits to be worked off. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

const merchant = { currency: 'USD', timeZone: 'America/New_York' };

/** Boots the service with one merchant; `poll` in seconds, by default never within a test. */
export async function startAdapter(
  o: {
    poll?: number;
    webhooks?: boolean;
    timeoutSeconds?: number;
    soap?: boolean;
    rlm?: object;
    edi?: EdiChoices;
  } = {},
): Promise<Adapter> {
  const port = await freePort();
  const webhookUrl = `http://127.0.0.1:${port}/webhooks/3pl/oaklinen`;
  const [rlm, warehouse] = await Promise.all([
    openRlm(),
    o.edi === undefined ? openWarehouse(o.webhooks === false ? undefined : webhookUrl) : openEdiWarehouse(o.edi),
  ]);
  const [database, busDatabase] = await Promise.all([testDatabase({ name: 'rlm' }), testDatabase({ name: 'bus' })]);
  const { timeoutSeconds = 20 } = o;
  const threepl = { ...warehouse.section, pollSeconds: o.poll ?? 3600, timeoutSeconds };
  const config = {
    services: { 'rlm-adapter': { postgres: { url: database.url }, http: { port } } },
    bus: { kind: 'postgres', url: busDatabase.url },
    tokens: [{ name: 'the admin', role: 'admin', sha256: tokenHash('admin-token') }],
    merchants: [
      {
        id: 'oaklinen',
        name: 'Oak & Linen',
        ...merchant,
        rlm: { ...rlm.section, ...(o.soap === true ? rlm.soap : {}), timeoutSeconds, ...o.rlm },
        threepl,
      },
      { id: 'northfold', name: 'Northfold Outfitters', ...merchant },
    ],
  };
  const service = await bootService(rlmAdapter, { config, env: {}, logTo: silent() });
  const bus = service.app.get<MessageBus>(MESSAGE_BUS);
  const others = await bus.publisher('the other services');
  const seen: AnyEnvelope[] = [];
  await bus.subscribe({
    group: 'listener',
    topics: [topicOf('rlm-adapter')],
    onBatch: async (batch) => {
      for (const message of batch.messages) {
        seen.push(decodeEnvelope(message));
        batch.finished(message);
      }
    },
  });
  const published: Adapter['published'] = (type, about) =>
    seen
      .filter((event): event is Of<typeof type> => event.type === type)
      .filter(({ data }) => about === undefined || ('returnId' in data && data.returnId === about.returnId));
  const asked = async (method: string, path: string, body: object): Promise<{ status: number; body: unknown }> => {
    const headers = {
      authorization: 'Bearer admin-token',
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    };
    const response = await fetch(`${service.url}${path}`, { method, headers, body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };
  const adapter: Adapter = {
    ...{ service, rlm, warehouse, database, published },
    async publish(...events) {
      for (const event of events)
        await others.publish(topicOf(event.source.replace('/backhaul/', '') as ServiceName), [encodeEnvelope(event)]);
    },
    order(number) {
      const one = testReturn(number);
      shippedOrder(rlm.door, one.orderId, { customerPo: `#${number}` });
      return one;
    },
    async announced(number, units = initiated().units) {
      const one = adapter.order(number);
      await adapter.publish(returnInitiated(one, units));
      await adapter.waitFor('AsnTransmitted', one);
      const ra = () => rlm.door.ras(COMPANY).find((row) => row['external_rma_id'] === number);
      await waitFor('RLM to show the RA as transmitted', () => ra()?.['status'] === 'TRANSMITTED');
      return { ...one, raNumber: String(ra()?.['ra_number']) };
    },
    waitFor: (type, about, count = 1) =>
      waitFor(
        `${count} ${type}`,
        () => {
          const events = published(type, about);
          return events.length >= count && events;
        },
        { timeoutMs: 50_000 },
      ),
    async webhook(body, change = {}, secret = webhookSecret) {
      const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
      const signature = createHmac('sha256', secret).update(bytes).digest('hex');
      const headers = { 'content-type': 'application/json', 'x-event-id': randomUUID(), 'x-signature': signature };
      const response = await fetch(webhookUrl, { method: 'POST', body: bytes, headers: { ...headers, ...change } });
      return response.status;
    },
    async admin(method, path, body) {
      const headers = {
        ...{ authorization: 'Bearer admin-token', 'content-type': 'application/json' },
        'idempotency-key': randomUUID(),
      };
      const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
      const response = await fetch(`${service.url}${path}`, init);
      const text = await response.text();
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
      return text === '' ? null : JSON.parse(text);
    },
    ask: (path, body) => asked('POST', path, { reason: 'Looked at the goods.', ...body }),
    put: (path, body) => asked('PUT', path, { reason: 'As RLM calls it.', ...body }),
    async swept() {
      const reads = () => warehouse.simulator.calls.filter(({ path }) => path === '/v1/return-receipts').length;
      const before = reads();
      service.wake();
      await waitFor('a poll', () => reads() > before);
      await adapter.quiet();
    },
    async quiet() {
      await warehouse.simulator.idle();
      await waitFor('nothing to wait', async () => {
        const { rows } = await database.pool.query(
          `SELECT FROM messaging.intake WHERE status = 'waiting'
           UNION ALL SELECT FROM effects.calls WHERE settled_at IS NULL AND not_before IS NULL`,
        );
        return rows.length === 0;
      });
    },
    async stop() {
      await service.stop();
      await Promise.all([rlm.simulator.close(), warehouse.simulator.close()]);
      await Promise.all([database.drop(), busDatabase.drop()]);
    },
  };
  return adapter;
}

/** Set RLM_TEST_LOG to see what the service says. */
function silent(): Writable {
  return new Writable({
    write(line: Buffer, _encoding, done) {
      if (process.env['RLM_TEST_LOG'] !== undefined) process.stderr.write(line);
      done();
    },
  });
}
