import type { AnyEnvelope } from '@backhaul/contracts';
import { effectsStore } from '@backhaul/effects';
import { inTransaction, type Queryable } from '@backhaul/event-store';
import { lockOrderFamily } from '@backhaul/messaging';
import { createLogger, Merchants, migrationsOf } from '@backhaul/service-kit';
import { listenersOf, testDatabase, unordered, type TestDatabase } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { merchantSchema } from '../../src/config.js';
import { Consumers } from '../../src/consumers.js';
import { loopGateway } from '../../src/index.js';
import { causeOfBell, loopReturns } from '../../src/returns.js';
import { authorized, cleared, held, milestones } from '../support/events.js';
import { read } from '../support/returns.js';

const northfold = { id: 'northfold', name: 'Northfold', currency: 'USD', timeZone: 'America/Chicago' };
const merchants = new Merchants([
  { ...northfold, ...merchantSchema.parse({ loop: { apiKey: 'key', webhookSecrets: ['secret'] } }) },
]);
const consumers = new Consumers(merchants, createLogger({ service: 'loop-gateway', level: 'silent' }));

/** What the bus tells of one return. */
const eventsOf = (number: string): AnyEnvelope[] => {
  const one = { id: number, providerOrderId: `55${number}` } as Parameters<typeof authorized>[0];
  return [authorized(one), cleared(one), held(one), ...milestones(one)].map((event, index) => ({
    ...event,
    id: `event-${index}-of-${number}`,
  }));
};

describe('what the bus tells of a return', () => {
  let database: TestDatabase;
  let copies = 0;
  beforeAll(async () => {
    database = await testDatabase({ name: 'any_order', migrations: migrationsOf(loopGateway) });
  });
  afterAll(() => database.drop());

  const listeners = listenersOf(consumers);
  const told = eventsOf('88120000');
  /** One more fact, which Loop tells: the return as it stands. */
  const places = [...told.keys(), told.length];

  /** The facts of a return of its own, in this order. */
  async function after(order: readonly number[]): Promise<string> {
    const number = String(88_300_000 + (copies += 1));
    const events = eventsOf(number);
    for (const place of order) {
      await inTransaction(database.pool, async (tx) => {
        const event = events[place];
        await lockOrderFamily(tx, `northfold/55${number}`);
        if (event === undefined) await look(tx, number);
        else await listeners.get(event.type)?.(event as never, { tx } as never);
      });
    }
    return digestOf(number);
  }

  async function look(tx: Queryable, number: string): Promise<void> {
    const returnId = `northfold-${number}`;
    const cause = causeOfBell('northfold', number, `55${number}`, 'bell');
    await loopReturns.execute(tx, returnId, { ...read(1), returnId }, cause);
  }

  async function digestOf(number: string): Promise<string> {
    const returnId = `northfold-${number}`;
    const { tasks, ...state } = await loopReturns.load(database.pool, returnId);
    const calls = await effectsStore.list(database.pool, { subject: returnId });
    return unordered({
      state,
      tasks: [...tasks.keys()],
      calls: calls.map(({ kind, key, payload }) => ({ kind, key, payload })),
    }).replaceAll(number, '#');
  }

  it('is told by every type that the service listens to', () => {
    expect([...new Set(told.map(({ type }) => type))].sort()).toEqual([...listeners.keys()].sort());
  });

  it('ends in the same state, the same calls and the same tasks in any order and any number of times', async () => {
    const straight = await after(places);
    for (const kind of ['loop.process', 'loop.flag', 'loop.note']) expect(straight).toContain(kind);
    const anyOrder = fc
      .array(fc.constantFrom(...places), { maxLength: 8 })
      .chain((again) => fc.shuffledSubarray([...places, ...again], { minLength: places.length + again.length }));
    await fc.assert(
      fc.asyncProperty(anyOrder, async (order) => {
        expect(await after(order)).toEqual(straight);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});
