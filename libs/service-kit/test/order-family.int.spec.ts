import type { AnyEnvelope } from '@backhaul/contracts';
import { inTransaction } from '@backhaul/event-store';
import { OrderFamily, orderFamilyMigrations } from '@backhaul/service-kit';
import { testDatabase, type TestDatabase } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { flagged } from './service.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ name: 'family', migrations: orderFamilyMigrations });
});
afterAll(() => database.drop());

const family = new OrderFamily();
const partitionKey = 'northfold/1';

describe('an order and its returns', () => {
  it('know each other, whichever was known first, and each only once', async () => {
    const fact = { partitionKey, factId: 'refund-1', event: flagged('northfold-1') };
    await inTransaction(database.pool, async (tx) => {
      expect(await family.remember(tx, fact)).toBe(true);
      expect(await family.remember(tx, fact)).toBe(false);
      expect(await family.join(tx, { partitionKey, returnId: 'northfold-2' })).toBe(true);
      expect(await family.join(tx, { partitionKey, returnId: 'northfold-1' })).toBe(true);
      expect(await family.join(tx, { partitionKey, returnId: 'northfold-2' })).toBe(false);
    });
    expect(await family.returnsOf(database.pool, partitionKey)).toEqual(['northfold-2', 'northfold-1']);
    expect(await family.factsOf(database.pool, partitionKey)).toEqual([fact.event]);
    expect(await family.factsOf(database.pool, 'northfold/other')).toEqual([]);
  });

  it('tells what an older release remembered in the words of today', async () => {
    const { data: _, ...filed } = flagged('northfold-5');
    const data = { refundId: '1', orderId: '5', amount: { amount: 100, currency: 'USD' }, settledAt: filed.time };
    const event = { ...filed, type: 'RefundMoneySettled', schemaVersion: 1, data } as unknown as AnyEnvelope;
    const order = 'northfold/5';
    await inTransaction(database.pool, (tx) => family.remember(tx, { partitionKey: order, factId: '1', event }));
    expect(await family.factsOf(database.pool, order)).toEqual([
      { ...event, schemaVersion: 2, data: { ...data, transactionId: null } },
    ]);
  });

  it('hands each fact to each return, whichever came first', async () => {
    const [early, late] = [flagged('northfold-3'), flagged('northfold-4')];
    const order = 'northfold/2';
    const handed: string[] = [];
    await inTransaction(database.pool, async (tx) => {
      await family.tell(tx, { ...early, partitionKey: order }, fail);
      await family.welcome(tx, { partitionKey: order, returnId: 'northfold-3' }, (fact) => note(`early ${fact.id}`));
      await family.tell(tx, { ...late, partitionKey: order }, (returnId) => note(`late ${returnId}`));
    });
    expect(handed).toEqual([`early ${early.id}`, 'late northfold-3']);

    function note(what: string): Promise<void> {
      handed.push(what);
      return Promise.resolve();
    }
  });
});

const fail = (): Promise<never> => Promise.reject(new Error('no return is known yet'));
