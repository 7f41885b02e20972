import { asJson, eventFixtures } from '@backhaul/testkit';
import { describe, expect, it } from '@jest/globals';
import { aims360Stores } from '../src/aims360-stores.js';
import { exchangeOrders } from '../src/exchange-orders.js';
import { rmas } from '../src/rmas.js';
import { receipts } from '../src/warehouse/receipts.js';

const aggregates = {
  'aims360-rma': rmas,
  'aims360-exchange-order': exchangeOrders,
  'aims360-receipt': receipts,
  'aims360-store': aims360Stores,
};

describe.each(Object.entries(aggregates))('every event ever stored on %s streams', (category, aggregate) => {
  const { names, events, state } = eventFixtures(new URL(`./fixtures/${category}/`, import.meta.url));

  it('has a fixture for each of its versions', () => {
    expect(names).toEqual(aggregate.storedVersions.sort());
  });

  it('still leads to the state that it led to', () => {
    expect(asJson(aggregate.fold(events))).toEqual(state);
  });
});
