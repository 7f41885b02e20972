import type { AnyEnvelope } from '@backhaul/contracts';
import { effectsStore } from '@backhaul/effects';
import { KnownReturns, Mappings } from '@backhaul/erp-kit';
import { eventStore, inTransaction, type Queryable } from '@backhaul/event-store';
import { lockOrderFamily } from '@backhaul/messaging';
import { causeForReturn, Merchants, migrationsOf, OrderFamily } from '@backhaul/service-kit';
import { listenersOf, testDatabase, unordered, type TestDatabase } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { merchantSchema } from '../../src/config.js';
import { Consumers } from '../../src/consumers.js';
import { Arrivals } from '../../src/erp/arrivals.js';
import { CodesOfUnits } from '../../src/erp/codes-of-units.js';
import { MappedItems } from '../../src/erp/mapped-items.js';
import { MappingTables } from '../../src/erp/mapping-tables.js';
import { aims360Adapter } from '../../src/index.js';
import { rmas } from '../../src/rmas.js';
import {
  exchangeOrderCreated,
  exchangeOrderIdOf,
  refundMoneyFailed,
  refundMoneySettled,
  refundRecorded,
  returnInitiated,
  returnProcessed,
  storyOf,
  type Story,
} from '../support/envelopes.js';
import { at, credited, observe, usd } from '../support/returns.js';

const section = {
  ...{ baseUrl: 'http://aims360', clientId: 'id', clientSecret: 'secret', username: 'u', password: 'p' },
  ...{ customerAccount: 'SHPFY-US', warehouse: 'MAIN', secondsWarehouse: 'SECONDS', reason: 'OTHER' },
};
const northfold = { id: 'northfold', name: 'Northfold', currency: 'USD', timeZone: 'America/Chicago' };
const merchants = new Merchants([{ ...northfold, ...merchantSchema.parse({ aims360: section }) }]);
const clock = { now: () => at };
const mappings = new Mappings(clock);
const tables = new MappingTables(merchants);
const codes = new CodesOfUnits(mappings, tables, new MappedItems(mappings, tables));
const arrivals = new Arrivals(new KnownReturns(), codes, mappings);
const consumers = new Consumers(merchants, new OrderFamily(), arrivals, clock);

/** What the bus tells of one return and its order. The second refund is another return's. */
const eventsOf = (story: Story): AnyEnvelope[] =>
  [
    returnInitiated(story),
    returnProcessed(story, ['929361'], 3888, {
      processedAt: at.toISOString(),
      exchangeCredit: usd(9720),
      exchangeOrders: [{ orderId: exchangeOrderIdOf(story), orderName: null, native: false }],
    }),
    exchangeOrderCreated(story),
    refundRecorded(story, '929361', { refunded: 1000, pending: 2888 }),
    refundMoneySettled(story, '929361', 2888),
    refundRecorded(story, '1', { refunded: 0, pending: 777 }),
    refundMoneyFailed(story, '1', 777),
  ].map((event, index) => ({ ...event, id: `event-${index}-of-${story.number}` }));

/** They come on the topic of their return and after it: their own order is not shaken here. */
const afterTheReturn = ['ReturnRevised', 'ReturnUnitsRemoved', 'ReturnCancelled', 'ReturnExpired', 'ReturnClosed'];

describe('what the bus tells of a return', () => {
  let database: TestDatabase;
  let copies = 0;
  beforeAll(async () => {
    database = await testDatabase({ name: 'any_order', migrations: migrationsOf(aims360Adapter) });
  });
  afterAll(() => database.drop());

  const listeners = listenersOf(consumers);
  const told = eventsOf(storyOf('northfold', '88120000'));
  /** One more fact, which AIMS360 tells: the goods are in stock and the credit is issued. */
  const places = [...told.keys(), told.length];

  /** The facts of a return of its own, in this order. */
  async function after(order: readonly number[]): Promise<string> {
    const story = storyOf('northfold', String(88_300_000 + (copies += 1)));
    const events = eventsOf(story);
    for (const place of order) {
      await inTransaction(database.pool, async (tx) => {
        const event = events[place];
        await lockOrderFamily(tx, `northfold/${story.orderId}`);
        if (event === undefined) await look(tx, story);
        else await listeners.get(event.type)?.(event as never, { tx } as never);
      });
    }
    // AIMS360 is polled: what it shows is seen again, whatever was not understood at first.
    await inTransaction(database.pool, (tx) => look(tx, story));
    return digestOf(story);
  }

  async function look(tx: Queryable, story: Story): Promise<void> {
    const command = { ...observe(credited()), returnId: story.returnId };
    await rmas.execute(tx, story.returnId, command, causeForReturn(returnInitiated(story), story.returnId));
  }

  async function digestOf({ returnId, number }: Story): Promise<string> {
    const { tasks, ...state } = await rmas.load(database.pool, returnId);
    const calls = await effectsStore.list(database.pool, { subject: returnId });
    const stored = await eventStore.readStream(database.pool, rmas.streamOf(returnId));
    return unordered({
      state,
      tasks: Object.keys(tasks),
      calls: calls.map(({ kind, key, payload }) => ({ kind, key, payload })),
      told: [...new Set(stored.filter(({ published }) => published).map(({ type }) => type))],
    }).replaceAll(number, '#');
  }

  it('is told by every type that the service listens to', () => {
    const types = new Set([...told.map(({ type }) => type), ...afterTheReturn]);
    expect([...types].sort()).toEqual([...listeners.keys()].sort());
  });

  it('ends in the same state, the same calls and the same tasks in any order and any number of times', async () => {
    const straight = await after(places);
    expect(straight).toContain('aims360.stage-debit');
    const anyOrder = fc
      .array(fc.constantFrom(...places), { maxLength: 6 })
      .chain((again) => fc.shuffledSubarray([...places, ...again], { minLength: places.length + again.length }));
    await fc.assert(
      fc.asyncProperty(anyOrder, async (order) => {
        expect(await after(order)).toEqual(straight);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});
