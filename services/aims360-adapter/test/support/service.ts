import { Writable } from 'node:stream';
import { decodeEnvelope, encodeEnvelope, topicOf, type AnyEnvelope, type EventType } from '@backhaul/contracts';
import type { MessageBus } from '@backhaul/messaging';
import { bootService, MESSAGE_BUS, tokenHash, Transactions, type RunningService } from '@backhaul/service-kit';
import { startAims360Simulator, type Aims360Door, type Simulator } from '@backhaul/simulators';
import { testDatabase, waitFor, type TestDatabase } from '@backhaul/testkit';
import { aims360Adapter } from '../../src/index.js';
import { returnInitiated, storyOf, type Story } from './envelopes.js';
import { importOrder, openMerchant, rmaMaker } from './erp.js';

/** Calls that bring exchange orders into AIMS360. */
export const exchangeKinds = ['aims360.find-staged', 'aims360.import-order', 'aims360.amend-order'];

type Of<T extends EventType> = Extract<AnyEnvelope, { type: T }>;
type Row = Readonly<Record<string, unknown>>;

/** The service as it runs in production, with AIMS360 over HTTP and a database and a bus of its own. */
export interface Adapter {
  readonly service: RunningService;
  readonly erp: Simulator<Aims360Door>;
  readonly database: TestDatabase;
  /** Where commands run that do not come from the bus; beside the service itself, so they may have to run again. */
  readonly transactions: Transactions;
  /** A return of an order that is in AIMS360 already. Every return has an order of its own. */
  story(merchantId?: string): Story;
  /** Puts events of other services on the bus. */
  publish(...events: AnyEnvelope[]): Promise<void>;
  /** What it has put on the bus about this return, of one type. */
  published<T extends EventType>(story: Story, type: T): Of<T>[];
  /** All that it has put on the bus. */
  all(): readonly AnyEnvelope[];
  waitFor<T extends EventType>(story: Story, type: T, count?: number): Promise<Of<T>[]>;
  /** The return is submitted and its RMA is there. */
  authorized(story: Story): Promise<void>;
  /** And the goods came back, and the credit was confirmed. Returns the number of the credit memo. */
  credited(story: Story): Promise<string>;
  /** As a person makes an RMA in AIMS360, with the return number on it; `Loop`: as the vendor's own link does. */
  makeRma(story: Story, source?: string): Promise<void>;
  rmas(story: Story): Row[];
  debits(story: Story): Row[];
  /** Waits until everything that was published before has been taken in, and no call waits to be made. */
  quiet(): Promise<void>;
  /** As an operator sees a call, and tries it again: by its key. */
  call(key: string): Promise<{ status: string; lookUps: number }>;
  retry(key: string): Promise<void>;
  stop(): Promise<void>;
}

/** `LOG=1` shows what the service says. */
const log = () =>
  new Writable({
    write(line: Buffer, _encoding, done) {
      if (process.env['LOG'] !== undefined) process.stderr.write(line);
      done();
    },
  });

const accountOf = (merchantId: string): string => merchantId.toUpperCase();

/**
 * Two merchants: northfold leaves credits to a person and posts debits by policy; harbor the other way round. `own`: what is
 * different in the section of a merchant.
 */
export async function startAdapter(own: Readonly<Record<string, object>> = {}): Promise<Adapter> {
  const erp = await startAims360Simulator();
  const [database, busDatabase] = await Promise.all([testDatabase({ name: 'aims360' }), testDatabase({ name: 'bus' })]);
  const merchant = (id: string, defaults: object) => ({
    id,
    name: id,
    currency: 'USD',
    timeZone: 'America/Chicago',
    aims360: { ...openMerchant(erp, accountOf(id)).section, pollSeconds: 0.1, ...defaults, ...own[id] },
  });
  const config = {
    services: { 'aims360-adapter': { postgres: { url: database.url }, http: { port: 0 } } },
    bus: { kind: 'postgres', url: busDatabase.url },
    tokens: (['admin', 'finance', 'operator', 'viewer'] as const).map((role) => ({
      ...{ name: `the ${role}`, role },
      sha256: tokenHash(`${role}-token`),
    })),
    merchants: [
      merchant('northfold', { approveFirst: 0, paymentType: 'EXCH', shippingType: 'UPSG' }),
      merchant('harbor', { confirmCredit: 'policy', postDebit: 'person' }),
    ],
  };
  const service = await bootService(aims360Adapter, { config, env: {}, logTo: log() });
  const bus = service.app.get<MessageBus>(MESSAGE_BUS);
  const others = await bus.publisher('the other services');
  const seen = await listen(bus);
  let lastNumber = 88120000;

  const published: Adapter['published'] = (story, type) =>
    seen.filter((event): event is Of<typeof type> => event.type === type && event.subject === story.returnId);
  const waitForEvents: Adapter['waitFor'] = (story, type, count = 1) =>
    waitFor(
      `${count} ${type} of ${story.returnId}`,
      () => published(story, type).length >= count && published(story, type),
      { timeoutMs: 30_000 },
    );
  const publish: Adapter['publish'] = async (...events) => {
    for (const event of events) await others.publish(topicOf(serviceOf(event)), [encodeEnvelope(event)]);
  };
  const story: Adapter['story'] = (merchantId = 'northfold') => {
    const next = storyOf(merchantId, String((lastNumber += 1)));
    importOrder(erp.door, next.orderId, next.orderName, accountOf(merchantId));
    return next;
  };
  const authorized = async (one: Story): Promise<void> => {
    await publish(returnInitiated(one));
    await waitForEvents(one, 'ReturnAuthorized');
  };
  const count = async (sql: string): Promise<number> => (await database.pool.query(sql)).rows.length;

  return {
    service,
    erp,
    database,
    transactions: service.app.get(Transactions),
    story,
    publish,
    published,
    all: () => seen,
    waitFor: waitForEvents,
    authorized,
    async credited(one) {
      await authorized(one);
      const account = accountOf(one.merchantId);
      erp.door.operatorReceive(account, one.number);
      const { creditMemo } = erp.door.operatorConfirmCredit(account, one.number);
      await waitForEvents(one, 'ReturnCleared');
      return String(creditMemo);
    },
    makeRma: ({ merchantId, number }, source) => rmaMaker(erp, accountOf(merchantId))(number, source),
    rmas: ({ merchantId, number }) =>
      erp.door.rmas(accountOf(merchantId)).filter((row) => row['thirdPartyReturnID'] === number),
    debits: ({ merchantId, number }) =>
      erp.door.arTransactions(accountOf(merchantId)).filter((row) => row['reference'] === `LOOP-${number}-R`),
    async quiet() {
      const marker = story();
      await authorized(marker);
      await waitFor('no call to wait', async () => (await count(unfinished)) === 0);
    },
    async call(key) {
      const headers = { authorization: 'Bearer admin-token' };
      const answer = await fetch(`${service.url}/admin/effects/${encodeURIComponent(key)}`, { headers });
      return (await answer.json()) as { status: string; lookUps: number };
    },
    async retry(key) {
      const headers = { authorization: 'Bearer admin-token', 'content-type': 'application/json' };
      const body = JSON.stringify({ by: 'Dana Ruiz', reason: 'The cause is gone.' });
      const url = `${service.url}/admin/effects/${encodeURIComponent(key)}/retry`;
      const answer = await fetch(url, { method: 'POST', headers, body });
      if (!answer.ok) throw new Error(`${key}: ${answer.status} ${await answer.text()}`);
    },
    async stop() {
      await service.stop();
      await erp.close();
      for (const { id } of config.merchants) erp.door.assertInvariants(accountOf(id));
      await Promise.all([database.drop(), busDatabase.drop()]);
    },
  };
}

const unfinished = `SELECT FROM effects.calls WHERE status NOT IN ('confirmed', 'refused')`;

async function listen(bus: MessageBus): Promise<AnyEnvelope[]> {
  const seen: AnyEnvelope[] = [];
  await bus.subscribe({
    group: 'listener',
    topics: [topicOf('aims360-adapter')],
    onBatch: async (batch) => {
      for (const message of batch.messages) {
        seen.push(decodeEnvelope(message));
        batch.finished(message);
      }
    },
  });
  return seen;
}

const serviceOf = ({ source }: AnyEnvelope): 'loop-gateway' | 'shopify-gateway' =>
  source === '/backhaul/loop-gateway' ? 'loop-gateway' : 'shopify-gateway';
