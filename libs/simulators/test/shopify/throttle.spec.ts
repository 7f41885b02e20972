import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { DOMAIN, openShop, type Shop } from './shop.js';

let shop: Shop;
beforeEach(async () => void (shop = await openShop()));
afterEach(() => shop.close());

const ORDERS = '{ orders(first: 10) { nodes { name lineItems(first: 5) { nodes { sku } } } } }';

it('every answer tells what was asked, what was used, and what is left', async () => {
  shop.order();
  const { extensions } = await shop.graphql(ORDERS);
  // 2 + 10 × (1 order + 2 + 5 × 1 line); one order with two lines came back.
  expect(extensions.cost).toEqual({
    requestedQueryCost: 82,
    actualQueryCost: 7,
    throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1993, restoreRate: 100 },
  });
});

it('an empty bucket throttles with HTTP 200 and refills by the clock', async () => {
  shop.shopify.door.drainThrottle(DOMAIN);
  expect(await shop.graphql(ORDERS)).toMatchObject({
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    extensions: { cost: { requestedQueryCost: 82, actualQueryCost: null, throttleStatus: { currentlyAvailable: 0 } } },
  });
  shop.clock.advance(820);
  expect((await shop.graphql(ORDERS)).errors).toBeUndefined();
});

it('a query above 1000 is refused before it runs', async () => {
  const { errors, data } = await shop.graphql(
    '{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { id } } } } }',
  );
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'MAX_COST_EXCEEDED', maxCost: 1000 });
  expect(data).toBeUndefined();
});
