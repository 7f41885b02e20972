import { Writable } from 'node:stream';
import { decodeEnvelope, encodeEnvelope, topicOf, type AnyEnvelope, type EventType } from '@backhaul/contracts';
import type { MessageBus } from '@backhaul/messaging';
import { bootService, MESSAGE_BUS, tokenHash, type RunningService } from '@backhaul/service-kit';
import { freePort, testDatabase, waitFor, type TestDatabase } from '@backhaul/testkit';
import { shopifyGateway } from '../../src/index.js';
import { openShop, type TestShop } from './shop.js';

type Of<T extends EventType> = Extract<AnyEnvelope, { type: T }>;

/** The service as it runs in production, with a shop over HTTP and a database and a bus of its own. */
export interface Gateway {
  readonly service: RunningService;
  readonly shop: TestShop;
  readonly database: TestDatabase;
  /** What it has put on the bus so far, of one type. */
  published<T extends EventType>(type: T): Of<T>[];
  /** Waits until this many are on the bus. */
  waitFor<T extends EventType>(type: T, count?: number): Promise<Of<T>[]>;
  /** Puts an event of another service on the bus. */
  publish(event: AnyEnvelope): Promise<void>;
  /** As an admin. */
  admin(method: string, path: string, body?: object): Promise<unknown>;
  /** Until nothing that came in waits to be worked off. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

const silent = () => new Writable({ write: (_chunk, _encoding, done) => done() });

/** Boots the service with one merchant, whose shop sends its webhooks to it. */
export async function startGateway(
  o: { section?: Record<string, unknown>; shop?: Parameters<typeof openShop>[0] } = {},
): Promise<Gateway> {
  const port = await freePort();
  const webhookUrl = `http://127.0.0.1:${port}/webhooks/shopify`;
  const shop = await openShop({ ...o.shop, shop: { webhookUrl, ...o.shop?.shop } });
  const [database, busDatabase] = await Promise.all([testDatabase({ name: 'shopify' }), testDatabase({ name: 'bus' })]);
  const merchant = { name: 'Northfold Outfitters', currency: 'USD', timeZone: 'America/Chicago' };
  const config = {
    services: { 'shopify-gateway': { postgres: { url: database.url }, http: { port } } },
    bus: { kind: 'postgres', url: busDatabase.url },
    tokens: [{ name: 'the admin', role: 'admin', sha256: tokenHash('admin-token') }],
    merchants: [
      { id: 'northfold', ...merchant, shopify: { ...shop.section, sweepSeconds: 3600, ...o.section } },
      { id: 'loopless', ...merchant },
    ],
  };
  const service = await bootService(shopifyGateway, { config, env: {}, logTo: silent() });
  const bus = service.app.get<MessageBus>(MESSAGE_BUS);
  const others = await bus.publisher('the other services');
  const seen: AnyEnvelope[] = [];
  await bus.subscribe({
    group: 'listener',
    topics: [topicOf('shopify-gateway')],
    onBatch: async (batch) => {
      for (const message of batch.messages) {
        seen.push(decodeEnvelope(message));
        batch.finished(message);
      }
    },
  });
  const published = <T extends EventType>(type: T): Of<T>[] =>
    seen.filter((event): event is Of<T> => event.type === type);
  return {
    service,
    shop,
    database,
    published,
    waitFor: (type, count = 1) =>
      waitFor(`${count} ${type}`, () => published(type).length >= count && published(type), { timeoutMs: 30_000 }),
    publish: (event) => others.publish(topicOf(serviceOf(event)), [encodeEnvelope(event)]),
    async admin(method, path, body) {
      const headers = { authorization: 'Bearer admin-token', 'content-type': 'application/json' };
      const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
      const response = await fetch(`${service.url}${path}`, init);
      const text = await response.text();
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
      return text === '' ? null : JSON.parse(text);
    },
    async quiet() {
      await shop.simulator.idle();
      await waitFor('nothing to wait in the intake', async () => {
        const { rows } = await database.pool.query(`SELECT FROM messaging.intake WHERE status = 'waiting'`);
        return rows.length === 0;
      });
    },
    async stop() {
      await service.stop();
      await shop.simulator.close();
      await Promise.all([database.drop(), busDatabase.drop()]);
    },
  };
}

const serviceOf = ({ source }: AnyEnvelope): 'loop-gateway' | 'rlm-adapter' =>
  source === '/backhaul/loop-gateway' ? 'loop-gateway' : 'rlm-adapter';
