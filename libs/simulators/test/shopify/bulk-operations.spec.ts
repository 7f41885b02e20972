import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startReceiver } from '../receiver.js';
import { openShop, type Shop } from './shop.js';

let shop: Shop;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeEach(async () => {
  receiver = await startReceiver();
  shop = await openShop({ webhookUrl: receiver.url, scopes: ['read_orders', 'read_returns'] });
});
afterEach(() => Promise.all([shop.close(), receiver.close()]));

const RUN = `mutation($query: String!, $grouped: Boolean! = false) {
  bulkOperationRunQuery(query: $query, groupObjects: $grouped) {
    bulkOperation { id status url }
    userErrors { field message code }
  }
}`;
const run = async (query: string, grouped = false) => {
  const { data, errors } = await shop.graphql(RUN, { query, grouped });
  expect(errors).toBeUndefined();
  return data.bulkOperationRunQuery;
};
const read = async (id: string) => {
  const fields = 'status url errorCode objectCount rootObjectCount completedAt';
  const { data } = await shop.graphql(`query($id: ID!) { bulkOperation(id: $id) { ${fields} } }`, { id });
  return data.bulkOperation;
};
const ORDERS = '{ orders { edges { node { id name lineItems { edges { node { id sku } } } } } } }';
const rows = async (url: string) =>
  (await (await fetch(url)).text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; name?: string; sku?: string; __parentId?: string });

describe('a bulk query', () => {
  it('is created, runs, and ends with one row per object and a bell', async () => {
    shop.order();
    shop.order();
    const { bulkOperation: made, userErrors } = await run(ORDERS);
    expect([made.status, made.url, userErrors]).toEqual(['CREATED', null, []]);
    shop.clock.advance(1_000);
    expect(await read(made.id)).toMatchObject({ status: 'RUNNING', completedAt: null });
    shop.clock.advance(4_000);
    const done = await read(made.id);
    expect(done).toMatchObject({ status: 'COMPLETED', objectCount: '6', rootObjectCount: '2', errorCode: null });
    const result = await rows(done.url);
    expect(result.map(({ name, sku }) => name ?? sku)).toEqual([
      '#20418',
      '#20419',
      'NF-JKT-M',
      'NF-VST-M',
      'NF-JKT-M',
      'NF-VST-M',
    ]);
    expect(result[2]?.__parentId).toBe(result[0]?.id);
    expect(result[4]?.__parentId).toBe(result[1]?.id);
    await shop.shopify.idle();
    const bell = receiver.received.find(({ headers }) => headers['x-shopify-topic'] === 'bulk_operations/finish');
    expect(JSON.parse(bell?.body ?? '{}')).toMatchObject({
      admin_graphql_api_id: made.id,
      status: 'completed',
      error_code: null,
      type: 'query',
    });
  });

  it('keeps children behind their parent when it is asked to', async () => {
    shop.order();
    shop.order();
    const { bulkOperation } = await run(ORDERS, true);
    shop.clock.advance(1_000);
    shop.clock.advance(4_000);
    const result = await rows((await read(bulkOperation.id)).url);
    expect(result.map(({ name }) => name)).toEqual(['#20418', undefined, undefined, '#20419', undefined, undefined]);
  });

  it('that finds nothing has no file, and a result is kept for seven days', async () => {
    const { bulkOperation: empty } = await run(ORDERS);
    shop.clock.advance(1_000);
    shop.clock.advance(4_000);
    expect(await read(empty.id)).toMatchObject({ status: 'COMPLETED', url: null, objectCount: '0' });
    shop.clock.advance(8 * 24 * 3_600_000);
    expect(await read(empty.id)).toMatchObject({ status: 'EXPIRED' });
  });

  it('fails without the scopes of what it reads', async () => {
    const { bulkOperation } = await run('{ productVariants { edges { node { id sku } } } }');
    shop.clock.advance(1_000);
    shop.clock.advance(4_000);
    expect(await read(bulkOperation.id)).toMatchObject({ status: 'FAILED', errorCode: 'ACCESS_DENIED', url: null });
  });

  it('can be cancelled while it is under way', async () => {
    const { bulkOperation } = await run(ORDERS);
    const cancel =
      'mutation($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }';
    const first = await shop.graphql(cancel, { id: bulkOperation.id });
    expect(first.data.bulkOperationCancel).toEqual({ bulkOperation: { status: 'CANCELED' }, userErrors: [] });
    shop.clock.advance(1_000);
    shop.clock.advance(4_000);
    expect(await read(bulkOperation.id)).toMatchObject({ status: 'CANCELED', url: null });
    const again = await shop.graphql(cancel, { id: bulkOperation.id });
    expect(again.data.bulkOperationCancel.userErrors).toHaveLength(1);
  });
});

describe('a bulk query is refused', () => {
  it.each([
    [
      'with a connection inside a list',
      '{ orders { edges { node { id refunds { id refundLineItems { edges { node { id } } } } } } } }',
      'within a list field',
    ],
    ['without a connection', '{ shop { name } }', 'at least one connection'],
    ['that the schema does not know', '{ orders { edges { node { nme } } } }', 'Invalid bulk query'],
    [
      'that is nested too deeply',
      '{ orders { edges { node { id returns { edges { node { id refunds { edges { node { id } } } } } } } } } }',
      'depth greater than 2',
    ],
  ])('%s', async (_, query, message) => {
    expect(await run(query)).toEqual({
      bulkOperation: null,
      userErrors: [{ field: ['query'], code: 'INVALID', message: expect.stringContaining(message) }],
    });
  });

  it('as the sixth at once', async () => {
    const first = await run(ORDERS);
    for (let more = 2; more <= 5; more += 1) expect((await run(ORDERS)).userErrors).toEqual([]);
    expect(await run(ORDERS)).toEqual({
      bulkOperation: null,
      userErrors: [
        {
          field: null,
          code: 'OPERATION_IN_PROGRESS',
          message: `A bulk query operation for this app and shop is already in progress: ${first.bulkOperation.id}.`,
        },
      ],
    });
    shop.clock.advance(1_000);
    shop.clock.advance(4_000);
    expect((await run(ORDERS)).userErrors).toEqual([]);
  });
});
