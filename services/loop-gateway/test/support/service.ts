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
import type { LoopShopRequest } from '@backhaul/simulators';
import { freePort, testDatabase, waitFor, type TestDatabase } from '@backhaul/testkit';
import { loopGateway } from '../../src/index.js';
import { openShop, WEBHOOK_SECRET, type TestShop } from './shop.js';

type Of<T extends EventType> = Extract<AnyEnvelope, { type: T }>;

/** The service as it runs in production, with Loop and Shopify over HTTP, and a database and a bus of its own. */
export interface Gateway {
  readonly service: RunningService;
  readonly shop: TestShop;
  readonly database: TestDatabase;
  /** What it has put on the bus so far, of one type; about one return when its number is given. */
  published<T extends EventType>(type: T, externalId?: string): Of<T>[];
  /** Waits until one is on the bus, and gives the first. */
  told<T extends EventType>(type: T, externalId: string): Promise<Of<T>>;
  /** Types of everything that was told about this return, in order. */
  story(externalId: string): string[];
  /** Puts events of other services on the bus. */
  publish(...events: readonly AnyEnvelope[]): Promise<void>;
  /** Posts a webhook of our own making. */
  send(body: string | Buffer, o?: { secret?: string; signature?: string | null; merchant?: string }): Promise<Response>;
  /** As an admin. */
  admin<T>(method: string, path: string, body?: object): Promise<T>;
  /** A command of a person who is operator, for a reason. */
  command(path: string, body?: object, key?: string): Promise<{ status: number; body: Record<string, unknown> }>;
  /** One figure of the metrics; 0 when there is none. */
  metric(line: string): Promise<number>;
  /** Runs the sweep now, to its end. */
  sweep(): Promise<void>;
  /** Until nothing that came in waits to be worked off, and everything told is on the bus. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

const asOperator = { authorization: 'Bearer operator-token' };
const silent = () => new Writable({ write: (_chunk, _encoding, done) => done() });

/** Boots the service with one merchant, whose Loop sends its webhooks to it. */
export async function startGateway(
  o: { section?: Record<string, unknown>; loop?: Partial<LoopShopRequest> } = {},
): Promise<Gateway> {
  const port = await freePort();
  const shop = await openShop({ webhookUrl: `http://127.0.0.1:${port}/webhooks/loop/northfold`, ...o.loop });
  const [database, busDatabase] = await Promise.all([testDatabase({ name: 'loop' }), testDatabase({ name: 'bus' })]);
  const merchant = { name: 'Northfold Outfitters', currency: 'USD', timeZone: 'America/Chicago' };
  const section = { ...shop.section, sweepSeconds: 3600, timeoutSeconds: 1, processGraceSeconds: 1, ...o.section };
  const config = {
    services: { 'loop-gateway': { postgres: { url: database.url }, http: { port } } },
    bus: { kind: 'postgres', url: busDatabase.url },
    tokens: [
      { name: 'the admin', role: 'admin', sha256: tokenHash('admin-token') },
      { name: 'Dana Ruiz', role: 'operator', sha256: tokenHash('operator-token') },
    ],
    merchants: [
      { id: 'northfold', ...merchant, loop: section },
      { id: 'loopless', ...merchant },
    ],
  };
  const service = await bootService(loopGateway, { config, env: {}, logTo: silent() });
  const bus = service.app.get<MessageBus>(MESSAGE_BUS);
  const others = await bus.publisher('the other services');
  const seen: AnyEnvelope[] = [];
  await bus.subscribe({
    group: 'listener',
    topics: [topicOf('loop-gateway')],
    onBatch: async (batch) => {
      for (const message of batch.messages) {
        seen.push(decodeEnvelope(message));
        batch.finished(message);
      }
    },
  });
  const about = (externalId: string | undefined) => (event: AnyEnvelope) =>
    externalId === undefined || event.subject === `northfold-${externalId}`;
  const published = <T extends EventType>(type: T, externalId?: string): Of<T>[] =>
    seen.filter(about(externalId)).filter((event): event is Of<T> => event.type === type);
  const count = async (query: string): Promise<number> => (await database.pool.query(query)).rows[0].n;
  // Otherwise the sweep at start may find what a webhook was sent for, a moment before it.
  await waitFor('the sweep at start', async () => (await count('SELECT count(*)::int AS n FROM sweep.watermark')) > 0);
  const quiet = async (): Promise<void> => {
    await shop.loop.idle();
    await waitFor('nothing to wait in the intake', async () => {
      return (await count(`SELECT count(*)::int AS n FROM messaging.intake WHERE status = 'waiting'`)) === 0;
    });
    await waitFor('everything told to be on the bus', async () => {
      return (await count('SELECT count(*)::int AS n FROM event_store.events WHERE published')) === seen.length;
    });
  };
  return {
    service,
    shop,
    database,
    published,
    told: (type, externalId) =>
      waitFor(`${type} of ${externalId}`, () => published(type, externalId)[0], { timeoutMs: 30_000 }),
    story: (externalId) => seen.filter(about(externalId)).map(({ type }) => type),
    async publish(...events) {
      for (const event of events) await others.publish(topicOf(serviceOf(event)), [encodeEnvelope(event)]);
    },
    send(body, { secret = WEBHOOK_SECRET, merchant: to = 'northfold', signature } = {}) {
      const signed = signature === undefined ? createHmac('sha256', secret).update(body).digest('base64') : signature;
      const headers = {
        'content-type': 'application/json',
        ...(signed === null ? {} : { 'X-Loop-Signature': signed }),
      };
      return fetch(`${service.url}/webhooks/loop/${to}`, { method: 'POST', body, headers });
    },
    async admin(method, path, body) {
      const headers = { authorization: 'Bearer admin-token', 'content-type': 'application/json' };
      const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
      const response = await fetch(`${service.url}${path}`, init);
      const text = await response.text();
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
      return text === '' ? null : JSON.parse(text);
    },
    async command(path, body = {}, key = randomUUID()) {
      const headers = { ...asOperator, 'content-type': 'application/json', 'idempotency-key': key };
      const response = await fetch(`${service.url}${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ reason: 'Agreed with the shopper', ...body }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    async metric(line) {
      const text = await (await fetch(`${service.url}/metrics`)).text();
      const found = text.split('\n').find((one) => one.startsWith(`${line} `));
      return Number(found?.slice(line.length + 1) ?? 0);
    },
    async sweep() {
      // The watermark is when the run began.
      const since = new Date().toISOString();
      service.wake();
      await waitFor('a sweep', async () => {
        const { rows } = await database.pool.query('SELECT watermark FROM sweep.watermark');
        return rows.some(({ watermark }) => watermark >= since);
      });
    },
    quiet,
    async stop() {
      await service.stop();
      await shop.close();
      await Promise.all([database.drop(), busDatabase.drop()]);
    },
  };
}

const serviceOf = ({ source }: AnyEnvelope): ServiceName => source.replace('/backhaul/', '') as ServiceName;
