import { encodeEnvelope, topicOf, type AnyEnvelope, type ServiceName } from '@backhaul/contracts';
import type { MessageBus } from '@backhaul/messaging';
import { bootService, MESSAGE_BUS, tokenHash, type RunningService } from '@backhaul/service-kit';
import { testDatabase, type TestDatabase } from '@backhaul/testkit';
import { Writable } from 'node:stream';
import { ledger } from '../../src/index.js';

/** An answer over HTTP; `body` is what the caller says that it is. */
export interface Answer<T> {
  readonly status: number;
  readonly type: string | null;
  readonly body: T;
}

/** The ledger as it runs in production, on a database and a bus of its own. */
export interface LedgerUnderTest {
  readonly service: RunningService;
  readonly database: TestDatabase;
  readonly bus: MessageBus;
  /** Puts events on the bus, each on the topic of the service that it comes from. */
  publish(events: readonly AnyEnvelope[]): Promise<void>;
  /** GET with the viewer's token, or another, or none. */
  get<T>(path: string, token?: string | null): Promise<Answer<T>>;
  /** POST with the admin's token. */
  post<T>(path: string, body: unknown): Promise<Answer<T>>;
  stop(): Promise<void>;
}

const merchant = (id: string) => ({ id, name: id, currency: 'USD', timeZone: 'America/Chicago' });

/** Boots the ledger with two merchants and a viewer's token. */
export async function startLedger(): Promise<LedgerUnderTest> {
  const database = await testDatabase({ name: 'ledger' });
  const busDatabase = await testDatabase({ name: 'ledger_bus' });
  const config = {
    services: { ledger: { postgres: { url: database.url }, http: { port: 0 } } },
    bus: { kind: 'postgres', url: busDatabase.url, pollMs: 20 },
    tokens: [
      { name: 'dashboard', role: 'viewer', sha256: tokenHash('viewer-token') },
      { name: 'dana', role: 'admin', sha256: tokenHash('admin-token') },
    ],
    log: { level: 'warn' },
    merchants: [merchant('northfold'), merchant('oakandlinen')],
  };
  const service = await bootService(ledger, { config, env: {}, logTo: silent() });
  const bus = service.app.get<MessageBus>(MESSAGE_BUS);
  const others = await bus.publisher('the other services');
  return {
    service,
    database,
    bus,
    async publish(events) {
      for (const event of events) await others.publish(topicOf(serviceOf(event)), [encodeEnvelope(event)]);
    },
    async get<T>(path: string, token: string | null = 'viewer-token') {
      const headers = token === null ? {} : { authorization: `Bearer ${token}` };
      const response = await fetch(`${service.url}${path}`, { headers });
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        body: (await response.json()) as T,
      };
    },
    async post<T>(path: string, body: unknown) {
      const headers = { authorization: 'Bearer admin-token', 'content-type': 'application/json' };
      const response = await fetch(`${service.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        body: (await response.json()) as T,
      };
    },
    async stop() {
      await service.stop();
      await database.drop();
      await busDatabase.drop();
    },
  };
}

function serviceOf({ source }: AnyEnvelope): ServiceName {
  return source.replace('/backhaul/', '') as ServiceName;
}

/** Log lines are of interest only when something is wrong; set LEDGER_TEST_LOG to see them. */
function silent(): Writable {
  return new Writable({
    write(line: Buffer, _, done) {
      if (process.env['LEDGER_TEST_LOG'] !== undefined) process.stderr.write(line);
      done();
    },
  });
}
