import type { AnyEnvelope } from '@backhaul/contracts';
import { effectsStore } from '@backhaul/effects';
import { KnownReturns, Mappings } from '@backhaul/erp-kit';
import { eventStore, inTransaction } from '@backhaul/event-store';
import { lockOrderFamily } from '@backhaul/messaging';
import { causeForReturn, Merchants, migrationsOf, OrderFamily } from '@backhaul/service-kit';
import { listenersOf, testDatabase, unordered, type TestDatabase } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { merchantSchema } from '../../src/config.js';
import { Consumers } from '../../src/consumers.js';
import { CodesOfReturns } from '../../src/erp/codes-of-returns.js';
import { MappingTables } from '../../src/erp/mapping-tables.js';
import { rlmAdapter } from '../../src/index.js';
import { returnAuthorizations } from '../../src/return-authorizations.js';
import type { RaCommand } from '../../src/rlm-return-authorization/commands.js';
import { raLinesOf } from '../../src/rlm-return-authorization/ra-lines.js';
import {
  refundMoneyFailed,
  refundMoneySettled,
  refundRecorded,
  returnInitiated,
  returnProcessed,
  testReturn,
  type TestReturn,
} from '../support/events.js';
import { at, initiated, receipt, usd } from '../support/returns.js';
import { confirmAsn, listed, posted, received } from '../support/story.js';

const rlm = { baseUrl: 'http://rlm', company: 7, apiKey: 'k', division: 20, account: 'WEB0000', warehouse: 1 };
const threepl = { baseUrl: 'http://3pl', apiKey: 'k', clientCode: 'C', warehouseCode: 'W', webhookSecrets: ['s'] };
const oakLinen = { id: 'oaklinen', name: 'Oak & Linen', currency: 'USD', timeZone: 'America/New_York' };
const merchants = new Merchants([{ ...oakLinen, ...merchantSchema.parse({ rlm, threepl }) }]);
const clock = { now: () => at };
const mappings = new Mappings(clock);
const codes = new CodesOfReturns(mappings, new MappingTables(merchants));
const consumers = new Consumers(merchants, new OrderFamily(), new KnownReturns(), codes, mappings, clock);

/** What the bus tells of one return and its order. The second refund is another return's. */
const eventsOf = (one: TestReturn): AnyEnvelope[] =>
  [
    returnInitiated(one),
    returnProcessed(one),
    refundRecorded(one, { moneyRefunded: usd(8000), moneyPending: usd(710) }),
    refundMoneySettled(one, 310, '2026-03-11T12:00:00.000Z'),
    refundMoneySettled(one, 400, '2026-03-12T12:00:00.000Z'),
    refundRecorded({ ...one, refundId: 'another' }, { moneyRefunded: usd(0), moneyPending: usd(100) }),
    refundMoneyFailed({ ...one, refundId: 'another' }, 100, '2026-03-12T12:00:00.000Z'),
  ].map((event, index) => ({ ...event, id: `event-${index}-of-${one.number}` }));

const made = (number: string): RaCommand => {
  const lines = raLinesOf(initiated().units);
  return { kind: 'ConfirmRas', returnId: '', ras: [{ raNumber: number, division: 20, lines }], at };
};

/** What RLM and the warehouse answer in the end: the goods are there and agree with the RA. */
const goods = receipt();
const answersFor = ({ returnId, number }: TestReturn): RaCommand[] =>
  [made(number), confirmAsn(number), received(goods, number), posted(goods), listed([goods], null, number)].map(
    (answer) => ({ ...answer, returnId }) as RaCommand,
  );

/** They come on the topic of their return and after it: their own order is not shaken here. */
const afterTheReturn = ['ReturnRevised', 'ReturnUnitsRemoved', 'ReturnCancelled', 'ReturnExpired', 'ReturnClosed'];

describe('what the bus tells of a return', () => {
  let database: TestDatabase;
  let copies = 0;
  beforeAll(async () => {
    database = await testDatabase({ name: 'any_order', migrations: migrationsOf(rlmAdapter) });
  });
  afterAll(() => database.drop());

  const listeners = listenersOf(consumers);
  const told = eventsOf(testReturn('88400000'));
  const places = [...told.keys()];

  /** The events of a return of its own, in this order. */
  async function after(order: readonly number[]): Promise<string> {
    const one = testReturn(String(88_400_000 + (copies += 1)));
    const events = eventsOf(one);
    for (const event of order.flatMap((place) => events.slice(place, place + 1))) {
      await inTransaction(database.pool, async (tx) => {
        await lockOrderFamily(tx, event.partitionKey);
        await listeners.get(event.type)?.(event as never, { tx } as never);
      });
    }
    const { returnId } = one;
    for (const answer of answersFor(one)) {
      const cause = causeForReturn(returnInitiated(one), returnId);
      await inTransaction(database.pool, (tx) => returnAuthorizations.execute(tx, returnId, answer, cause));
    }
    return digestOf(one);
  }

  async function digestOf({ returnId, number }: TestReturn): Promise<string> {
    const { tasks, ...state } = await returnAuthorizations.load(database.pool, returnId);
    const calls = await effectsStore.list(database.pool, { subject: returnId });
    const stored = await eventStore.readStream(database.pool, returnAuthorizations.streamOf(returnId));
    return unordered({
      state,
      tasks: Object.keys(tasks),
      calls: calls.map(({ kind, key, payload }) => ({ kind, key, payload })),
      told: [...new Set(stored.filter(({ published }) => published).map(({ type }) => type))],
    }).replaceAll(number, '#');
  }

  it('is told by every type that the service listens to', () => {
    const all = [...new Set([...told.map(({ type }) => type), ...afterTheReturn])];
    expect(all.sort()).toEqual([...listeners.keys()].sort());
  });

  it('ends in the same state, the same calls and the same tasks in any order and any number of times', async () => {
    const straight = await after(places);
    expect(straight).toContain('rlm.import-refund');
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
