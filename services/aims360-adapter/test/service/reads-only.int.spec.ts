import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@backhaul/testkit';
import { refundRecorded, returnInitiated, returnProcessed } from '../support/envelopes.js';
import { usd } from '../support/returns.js';
import { startAdapter, type Adapter } from '../support/service.js';

const ACCOUNT = 'NORTHFOLD';
const allByHand = Object.fromEntries(
  ['createRma', 'editRma', 'receiveRma', 'voidRma', 'creditRma', 'debit', 'importOrder', 'amendOrder'].map((name) => [
    name,
    'operator',
  ]),
);

/** The person’s task, with the values to key. */
const taskOf = (adapter: Adapter, story: ReturnType<Adapter['story']>, kind: string) =>
  waitFor(`a task ${kind}`, () => adapter.published(story, 'TaskOpened').find(({ data }) => data.kind === kind)?.data, {
    timeoutMs: 30_000,
  });

const closed = (adapter: Adapter, story: ReturnType<Adapter['story']>, taskId: string) =>
  waitFor(`the end of ${taskId}`, () =>
    adapter.published(story, 'TaskClosed').some(({ data }) => data.taskId === taskId),
  );

describe('A11: a store of which only bulk views can be read', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    // What a person keys is the value without tax.
    const northfold = { reads: 'bulk-view', modes: allByHand, pollSeconds: 0.5, creditIncludesTax: false };
    adapter = await startAdapter({ northfold });
    adapter.erp.door.configure(ACCOUNT, { readApi: false, writeApi: false, jobSeconds: 0.1 });
  });
  afterAll(() => adapter.stop());

  it('carries a whole return: each step is a task with the exact values, over once the view shows it', async () => {
    const { door } = adapter.erp;
    const story = adapter.story();
    await adapter.publish(returnInitiated(story));
    const create = await taskOf(adapter, story, 'create-rma');
    expect(create.values).toMatchObject({ return: story.number, order: story.orderName, account: 'SHPFY-US' });

    door.configure(ACCOUNT, { writeApi: true });
    await adapter.makeRma(story);
    door.configure(ACCOUNT, { writeApi: false });
    await adapter.waitFor(story, 'ReturnAuthorized');
    await closed(adapter, story, create.taskId);

    door.operatorReceive(ACCOUNT, story.number);
    await adapter.waitFor(story, 'InventoryRestocked');
    const { creditMemo } = door.operatorConfirmCredit(ACCOUNT, story.number);
    await adapter.waitFor(story, 'ReturnCleared');

    await adapter.publish(refundRecorded(story, '1'), returnProcessed(story, ['1']));
    const post = await taskOf(adapter, story, 'post-debit');
    expect(post.values).toMatchObject({
      credit: creditMemo,
      amount: '126.00 USD',
      reason: 'SHOPREF',
      reference: `LOOP-${story.number}-R`,
    });
    const { reference = '', reason: reasonCode = '' } = post.values;
    door.operatorPostDebit(ACCOUNT, { creditMemo: String(creditMemo), amount: 12600, reasonCode, reference });
    const [offset] = await adapter.waitFor(story, 'CreditOffsetPosted');
    expect(offset?.data).toMatchObject({ creditDocument: creditMemo, amount: usd(12600), reference });
    await closed(adapter, story, post.taskId);

    const writes = adapter.erp.calls.filter(
      ({ method, path }) => method !== 'GET' && /rma|adjustment|batch/.test(path),
    );
    expect(writes.filter(({ query }) => !query.includes('by=hand'))).toEqual([]);
  });

  it('tells a person which column is gone, takes nothing in meanwhile, and goes on by itself', async () => {
    const { door } = adapter.erp;
    const [view, name] = ['RMA and Credit Memos', 'Loop Returns'] as const;
    const columns = ['RMA', 'Status', 'LoopReturnID', 'CustomerAccount'];
    door.setView(ACCOUNT, view, name, columns);
    const opened = await waitFor(
      'the task of the view',
      () =>
        adapter
          .all()
          .find(({ type, data }) => type === 'TaskOpened' && 'kind' in data && data.kind === 'view-column-missing'),
      { timeoutMs: 30_000 },
    );
    expect(opened.data).toMatchObject({
      returnId: null,
      values: { view: name, columns: expect.stringContaining('Price') },
    });
  });
});

describe('A11: a store whose AIMS360 has no API for writes', () => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await startAdapter();
    adapter.erp.door.configure(ACCOUNT, { writeApi: false });
  });
  afterAll(() => adapter.stop());

  it('leaves RMAs to people after the first call, tells it once, and loses no return', async () => {
    const { door } = adapter.erp;
    const [one, two] = [adapter.story(), adapter.story()];
    await adapter.publish(returnInitiated(one));
    await taskOf(adapter, one, 'create-rma');
    await adapter.publish(returnInitiated(two));
    await taskOf(adapter, two, 'create-rma');
    const creations = adapter.erp.calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/rma'));
    expect(creations).toHaveLength(1);
    const notices = adapter
      .all()
      .filter(({ type, data }) => type === 'TaskOpened' && 'kind' in data && data.kind === 'no-write-api');
    expect(notices).toMatchObject([{ data: { returnId: null, values: { operation: 'createRma' } } }]);
    door.configure(ACCOUNT, { writeApi: true });
    for (const story of [one, two]) await adapter.makeRma(story);
    for (const story of [one, two]) await adapter.waitFor(story, 'ReturnAuthorized');
  });
});
