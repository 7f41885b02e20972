import { throughDoubts, waitFor, type DoubtfulCall } from '@backhaul/testkit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aims360Adapter } from '../../src/index.js';
import {
  refundRecorded,
  returnCancelled,
  returnInitiated,
  returnProcessed,
  returnRevised,
} from '../support/envelopes.js';
import { jacket } from '../support/returns.js';
import { exchangeKinds, startAdapter, type Adapter } from '../support/service.js';

describe('a call of which no look-up can tell what became of it', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
  });
  afterAll(() => adapter.stop());

  it('is a task for a person, of every kind, and ends with one document and the task closed', async () => {
    const { erp, service, database } = adapter;
    // Credits are confirmed by policy at the one store, debits are posted by policy at the other.
    const [byPolicy, byPerson] = [adapter.story('harbor'), adapter.story()];
    const [changed, kept] = [adapter.story(), adapter.story()];
    const all = [byPolicy, byPerson, changed, kept];
    const post = (path: string) => ({ system: erp, request: { method: 'POST', path } });
    const calls: DoubtfulCall[] = [
      {
        kind: 'aims360.create-rma',
        ...post('/rma$'),
        plan: () => adapter.publish(returnInitiated(byPolicy)),
      },
      {
        kind: 'aims360.credit-rma',
        ...post('/credit$'),
        plan: () => erp.door.operatorReceive('HARBOR', byPolicy.number),
      },
      {
        kind: 'aims360.stage-debit',
        ...post('/adjustment$'),
        async plan() {
          await adapter.credited(byPerson);
          await adapter.publish(refundRecorded(byPerson, '1'), returnProcessed(byPerson, ['1']));
        },
      },
      { kind: 'aims360.post-batch', ...post('/post$') },
      {
        kind: 'aims360.edit-rma',
        ...{ system: erp, request: { method: 'PATCH', path: '/rma/' } },
        async plan() {
          await adapter.authorized(changed);
          await adapter.publish(returnRevised(changed, [jacket('u1'), jacket('u2')]));
        },
      },
      {
        kind: 'aims360.void-rma',
        ...post('/void$'),
        plan: () => adapter.publish(returnCancelled(changed)),
      },
      {
        kind: 'aims360.receive-rma',
        ...post('/receive$'),
        plan: () => adapter.publish(returnInitiated(kept, [jacket('k1', { outcome: 'keep' })])),
      },
    ];
    expect(calls.map(({ kind }) => kind).sort()).toEqual(
      (aims360Adapter.effects?.(service.app) ?? [])
        .map(({ kind }) => kind)
        // Those of exchange orders go through their doubts in exchange.int.spec.ts.
        .filter((kind) => !exchangeKinds.includes(kind))
        .sort(),
    );
    const tasks = () => all.flatMap((story) => adapter.published(story, 'TaskOpened').map(({ data }) => data));
    await throughDoubts({
      ...{ pool: database.pool, calls },
      asked: ({ key }) =>
        waitFor(`a task for ${key}`, () => tasks().find(({ values }) => values['call'] === key), { timeoutMs: 30_000 }),
    });
    await adapter.waitFor(byPolicy, 'CreditIssued');
    await adapter.waitFor(byPerson, 'CreditOffsetPosted');
    await adapter.quiet();

    // The first of each was not understood; what followed was the same to the byte.
    for (const [path, number] of [
      [/\/rma$/, byPolicy.number],
      [/\/adjustment$/, byPerson.number],
    ] as const) {
      const sent = erp.calls
        .filter((call) => call.method === 'POST' && path.test(call.path))
        .map(({ body }) => JSON.stringify(body))
        .filter((text) => text.includes(number));
      expect(sent.length).toBeGreaterThan(1);
      expect(new Set(sent).size).toBe(1);
    }
    expect(adapter.rmas(byPolicy)).toHaveLength(1);
    expect(adapter.debits(byPerson)).toMatchObject([{ amount: 136.08, posted: true }]);
    const closed = () => all.flatMap((story) => adapter.published(story, 'TaskClosed').map(({ data }) => data.taskId));
    const open = () => tasks().filter(({ taskId }) => !closed().includes(taskId));
    await waitFor('every task to be closed', () => open().length === 0);
  }, 300_000);
});
