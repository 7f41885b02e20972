import type { AnyEnvelope } from '@backhaul/contracts';
import { effectsStore } from '@backhaul/effects';
import { inTransaction } from '@backhaul/event-store';
import { Intake, lockOrderFamily } from '@backhaul/messaging';
import { Merchants, migrationsOf } from '@backhaul/service-kit';
import { listenersOf, testDatabase, unordered, type TestDatabase } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { merchantSchema } from '../../src/config.js';
import { Consumers } from '../../src/consumers.js';
import { shopifyGateway } from '../../src/index.js';
import { inventoryLevels, levelStreamId } from '../../src/levels.js';
import { inventoryExported, returnInitiated, returnProcessed, returnRevised } from '../support/events.js';

const northfold = { id: 'northfold', name: 'Northfold', currency: 'USD', timeZone: 'America/Chicago' };
const shopify = { shop: 'northfold.myshopify.com', clientId: 'id', clientSecret: 'secret' };
const merchants = new Merchants([{ ...northfold, ...merchantSchema.parse({ shopify }) }]);

/** Two returns of one order, each with its exchange, and three exports of the same goods, two of them read at one moment. */
const eventsOf = (number: string): AnyEnvelope[] => {
  const sku = `SKU-${number}`;
  const exported = (available: number, minute: number) =>
    inventoryExported([{ sku, locationId: '66', available }], { exportedAt: `2026-09-20T14:0${minute}:00.000Z` });
  return [
    returnInitiated(`55${number}`, `northfold-${number}`),
    returnInitiated(`55${number}`, `northfold-${number}-2`),
    returnRevised(`55${number}`, [{ orderId: `77${number}`, orderName: null }], `northfold-${number}`),
    returnProcessed(`55${number}`, [{ orderId: `55${number}`, orderName: null }], `northfold-${number}-2`),
    exported(25, 1),
    exported(24, 2),
    exported(23, 2),
  ].map((event, index) => ({ ...event, id: `event-${index}-of-${number}` }));
};

describe('what the bus tells a shop', () => {
  let database: TestDatabase;
  let copies = 0;
  beforeAll(async () => {
    database = await testDatabase({ name: 'any_order', migrations: migrationsOf(shopifyGateway) });
  });
  afterAll(() => database.drop());

  const listeners = () => listenersOf(new Consumers(merchants, new Intake({ pool: database.pool })));
  const told = eventsOf('88120000');
  const places = [...told.keys()];

  /** The events about goods and an order of their own, in this order. */
  async function after(order: readonly number[]): Promise<string> {
    const number = String(88_300_000 + (copies += 1));
    const events = eventsOf(number);
    const listening = listeners();
    for (const event of order.flatMap((place) => events.slice(place, place + 1))) {
      await inTransaction(database.pool, async (tx) => {
        await lockOrderFamily(tx, event.partitionKey);
        await listening.get(event.type)?.(event as never, { tx } as never);
      });
    }
    return digestOf(number);
  }

  async function digestOf(number: string): Promise<string> {
    const { pool } = database;
    const place = { sku: `SKU-${number}`, locationId: '66' };
    const state = await inventoryLevels.load(pool, levelStreamId('northfold', place));
    const { rows: bells } = await pool.query('SELECT dedupe_key FROM messaging.intake WHERE lane = $1 OR lane = $2', [
      `55${number}`,
      `77${number}`,
    ]);
    const calls = (await effectsStore.list(pool, { limit: 1000 })).filter(({ key }) => key.includes(number));
    return unordered({
      state,
      bells,
      calls: calls.map(({ kind, key, payload }) => ({ kind, key, payload })),
    }).replaceAll(number, '#');
  }

  it('is told by every type that the service listens to', () => {
    expect([...new Set(told.map(({ type }) => type))].sort()).toEqual([...listeners().keys()].sort());
  });

  it('ends in the same state, the same calls and the same bells in any order and any number of times', async () => {
    const straight = await after(places);
    expect(straight).toContain('shopify.inventory.set');
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
